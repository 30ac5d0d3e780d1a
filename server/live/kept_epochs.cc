#include "server/live/kept_epochs.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

namespace schakel {
namespace {

std::string base_of(const Epoch& epoch) { return epoch.base() == nullptr ? "" : epoch.base()->id(); }

}  // namespace

void KeptEpochs::add(std::shared_ptr<const OpenMarket> market, Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  const Epoch& epoch = *market->epoch->epoch;
  std::erase_if(kept_, [&](const Kept& kept) { return kept.id == epoch.id() && !kept.market; });
  Kept kept{.id = epoch.id(), .base = base_of(epoch), .held = market->epoch, .until = now + keep_};
  kept.market = std::move(market);
  kept_.push_back(std::move(kept));
  auto too_many =
      static_cast<std::size_t>(std::ranges::count_if(kept_, [](const Kept& one) { return one.market != nullptr; }));
  for (Kept& one : kept_)
    if (one.market && too_many-- > most_) one.until = now;
}

void KeptEpochs::add(std::string id, Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  kept_.push_back({.id = std::move(id), .until = now + keep_});
}

std::shared_ptr<const OpenMarket> KeptEpochs::find(std::string_view id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(kept_, [&](const Kept& kept) { return kept.market && kept.id == id; });
  return found == kept_.end() ? nullptr : found->market;
}

std::vector<std::string> KeptEpochs::ids() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::string> ids;
  for (const Kept& kept : kept_)
    if (kept.market) ids.push_back(kept.id);
  return ids;
}

std::vector<std::string> KeptEpochs::expire(const OpenMarket& current, Clock::time_point now) {
  {
    std::vector<std::shared_ptr<const OpenMarket>> let_go;  // gone before it is asked who holds them, and unlocked
    const std::scoped_lock lock(mutex_);
    for (Kept& kept : kept_)
      if (kept.market && kept.until <= now) let_go.push_back(std::move(kept.market));
  }
  const std::scoped_lock lock(mutex_);
  const auto is_free = [&](const Kept& kept) { return kept.until <= now && !kept.market && kept.held.expired(); };
  const Epoch& epoch = *current.epoch->epoch;
  std::set<std::string> needed{epoch.id(), base_of(epoch)};
  for (const Kept& kept : kept_)
    if (!is_free(kept)) needed.insert({kept.id, kept.base});
  std::vector<std::string> folders;
  for (const Kept& kept : kept_)
    if (is_free(kept) && !needed.contains(kept.id)) folders.push_back(kept.id);
  // A base that is still needed stays in the books until it is not.
  std::erase_if(
      kept_, [&](const Kept& kept) { return is_free(kept) && (!needed.contains(kept.id) || kept.id == epoch.id()); });
  return folders;
}

void remove_epochs(const StoreLayout& layout, const std::vector<std::string>& ids) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (const std::string& id : ids) fs::remove_all(layout.epoch(id), error);
  std::vector<fs::path> runs;
  for (fs::directory_iterator run(layout.runs(), error), end; !error && run != end; run.increment(error)) {
    const std::string name = run->path().filename().string();
    if (std::ranges::find(ids, name.substr(0, name.find('-'))) != ids.end()) runs.push_back(run->path());
  }
  for (const fs::path& run : runs) fs::remove_all(run, error);
}

}  // namespace schakel
