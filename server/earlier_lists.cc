#include "server/earlier_lists.h"

#include <charconv>
#include <filesystem>

#include "index/seal/seal.h"
#include "server/epochs.h"
#include "server/runs.h"

namespace schakel {
namespace {

std::uint64_t sequence_of(const Manifest& manifest) {
  std::uint64_t sequence = 0;
  if (const auto found = manifest.facts.find("sequence"); found != manifest.facts.end())
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), sequence);
  return sequence;
}

// The newest epoch but this one that lists were made of.
std::optional<std::string> newest_other(const StoreLayout& layout, const std::string& id) {
  std::optional<std::string> newest;
  std::uint64_t newest_sequence = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(layout.epochs(), error)) {
    const auto manifest = read_manifest(entry.path());
    if (!manifest || manifest->id == id || runs_of(layout, manifest->id).empty()) continue;
    const std::uint64_t sequence = sequence_of(*manifest);
    if (newest && sequence <= newest_sequence) continue;
    newest = manifest->id;
    newest_sequence = sequence;
  }
  return newest;
}

}  // namespace

std::optional<EarlierLists> earlier_lists(const StoreLayout& layout, const Epoch& epoch, std::uint32_t top) {
  const auto id = newest_other(layout, epoch.id());
  if (!id) return std::nullopt;
  const auto then = Epoch::open(layout.epoch(*id), false);
  if (!then) return std::nullopt;
  const auto run = open_run(layout, **then, std::nullopt);
  if (!run) return std::nullopt;
  // A few more than asked: some of the first are gone by now.
  return EarlierLists{.epoch = *id, .date = (*then)->date(), .seeds = seeds_from(**then, **run, epoch, top + top / 8)};
}

}  // namespace schakel
