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

bool will_do(const Manifest& then, const Epoch& epoch, Earlier which) {
  if (then.id == epoch.id()) return false;
  const auto hash = then.facts.find("strategyHash");
  return which == Earlier::kAny ||
         (!then.facts.contains("base") && hash != then.facts.end() && hash->second == epoch.strategy_hash());
}

// The newest epoch that will do and that lists were made of.
std::optional<std::string> newest(const StoreLayout& layout, const Epoch& epoch, Earlier which) {
  std::optional<std::string> found;
  std::uint64_t newest_sequence = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(layout.epochs(), error)) {
    const auto manifest = read_manifest(entry.path());
    if (!manifest || !will_do(*manifest, epoch, which) || runs_of(layout, manifest->id).empty()) continue;
    const std::uint64_t sequence = sequence_of(*manifest);
    if (found && sequence <= newest_sequence) continue;
    found = manifest->id;
    newest_sequence = sequence;
  }
  return found;
}

}  // namespace

std::optional<EarlierLists> earlier_lists(const StoreLayout& layout, const Epoch& epoch, Earlier which) {
  const auto id = newest(layout, epoch, which);
  if (!id) return std::nullopt;
  auto then = Epoch::open(layout.epoch(*id), which == Earlier::kAlike);
  if (!then) return std::nullopt;
  auto run = open_run(layout, **then, std::nullopt);
  if (!run) return std::nullopt;
  return EarlierLists{.epoch = *std::move(then), .run = *std::move(run)};
}

}  // namespace schakel
