#include "server/service/open_runs.h"

#include <algorithm>

#include "server/runs.h"

namespace schakel {

std::shared_ptr<OpenRuns::Entry> OpenRuns::entry_of(const std::shared_ptr<const OpenEpoch>& epoch) {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(entries_, [&](const auto& one) { return one->epoch.lock() == epoch; });
  if (found != entries_.end()) return *found;
  auto entry = entries_.emplace_back(std::make_shared<Entry>());
  entry->epoch = epoch;
  if (entries_.size() > kKept) entries_.pop_front();
  return entry;
}

std::shared_ptr<const Run> OpenRuns::of(const StoreLayout& layout, const std::shared_ptr<const OpenEpoch>& epoch,
                                        const Tell& tell) {
  const auto entry = entry_of(epoch);
  const std::lock_guard lock(entry->mutex);
  if (entry->run || entry->unsound) return entry->run;
  auto opened = open_run(layout, *epoch->epoch, std::nullopt);
  if (opened) {
    entry->run = *std::move(opened);
  } else if (opened.error().code != ErrorCode::kNotFound) {
    entry->unsound = true;
    if (tell) tell("The lists of an epoch are not used: " + opened.error().message);
  }
  return entry->run;
}

}  // namespace schakel
