#include "server/updating.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "server/epochs.h"
#include "server/on_threads.h"

namespace schakel {

namespace {

std::vector<std::string> whole_epochs(const StoreLayout& layout) {
  std::vector<std::string> whole;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(layout.epochs(), error))
    if (const auto manifest = read_manifest(entry.path()); !manifest || !manifest->facts.contains("base"))
      whole.push_back(entry.path().filename().string());
  return whole;
}

}  // namespace

Result<std::string> base_of(const StoreLayout& layout, const std::string& id) {
  const auto there = [&](const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && std::filesystem::exists(layout.epoch(name));
  };
  if (!there(id)) {
    std::string names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(layout.epochs(), error))
      if (const std::string name = entry.path().filename().string(); !name.starts_with('.'))
        names += (names.empty() ? "" : ", ") + name;
    return fail(ErrorCode::kNotFound, "there is no epoch " + id + " in " + layout.root.string() + "; there " +
                                          (names.empty() ? "is none" : "are: " + names));
  }
  const auto manifest = read_manifest(layout.epoch(id));
  if (!manifest) return std::unexpected(manifest.error());
  const auto base = manifest->facts.find("base");
  return base == manifest->facts.end() ? id : base->second;
}

Result<Updated> make_overlay(FolderMaker& maker, const RecordStore& records, const Epoch& base, Date date) {
  const auto snapshot = records.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  auto keys = changed_since(records, base, (*snapshot)->sequence());
  if (!keys) return std::unexpected(keys.error());
  const auto counts = build_overlay(base, **snapshot, *std::move(keys), date, maker.unfinished());
  if (!counts) return std::unexpected(counts.error());
  auto manifest = read_manifest(maker.unfinished());
  if (!manifest) return std::unexpected(manifest.error());
  return Updated{*std::move(manifest), *counts};
}

Result<Updated> bring_up_to_date(const StoreLayout& layout, const Epoch& base, Date date, BaseCheck& check,
                                 int threads) {
  auto maker = FolderMaker::begin(layout.epochs());
  if (!maker) return std::unexpected(maker.error());
  const auto records = RecordStore::open(layout.records(), OpenMode::kReadOnly);
  if (!records) return std::unexpected(records.error());
  auto updated = on_threads(thread_count(threads), [&] { return make_overlay(*maker, **records, base, date); });
  if (const auto sound = check.epoch(); !sound) return std::unexpected(sound.error());
  if (!updated) return updated;
  if (auto published = maker->publish(updated->epoch.id); !published) return std::unexpected(published.error());
  const auto before = read_current(layout);
  const auto switched = make_current(layout, {updated->epoch.id, date, base.model().strategy, base.id()});
  if (!switched) return std::unexpected(switched.error());
  std::vector<std::string> kept = whole_epochs(layout);
  kept.push_back(updated->epoch.id);
  if (before) kept.push_back(before->id);
  remove_epochs_but(layout, kept);
  return updated;
}

}  // namespace schakel
