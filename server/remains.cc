#include "server/remains.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "index/epoch/epoch_holds.h"

namespace schakel {
namespace {

std::optional<EpochRemains> remains_in(const std::filesystem::path& folder, std::span<const Erase> records) {
  const std::string name = folder.filename().string();
  if (name.starts_with('.')) return std::nullopt;  // of who makes epochs
  for (const Erase& record : records) {
    const auto holds = epoch_holds(folder, record.kind, record.key);
    if (!holds && !std::filesystem::exists(folder)) return std::nullopt;  // it has just gone
    if (!holds || *holds) return EpochRemains{.epoch = name, .readable = holds.has_value()};
  }
  return std::nullopt;
}

}  // namespace

std::string EpochRemains::where() const {
  return "epoch " + epoch + " and its lists" + (readable ? "" : ", perhaps: it cannot be read");
}

std::vector<EpochRemains> epochs_that_hold(const StoreLayout& layout, std::span<const Erase> records) {
  std::vector<EpochRemains> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(layout.epochs(), error), end; !error && entry != end;
       entry.increment(error))
    if (auto remains = remains_in(entry->path(), records)) found.push_back(*std::move(remains));
  std::ranges::sort(found, {}, &EpochRemains::epoch);
  return found;
}

}  // namespace schakel
