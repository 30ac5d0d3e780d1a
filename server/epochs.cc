#include "server/epochs.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "index/model/strategy.h"
#include "index/seal/manifest.h"
#include "index/seal/seal.h"
#include "server/updating.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr const char* kKind = "current";

std::string index_command(const StoreLayout& layout) { return "schakel index --store " + layout.root.string(); }

std::vector<std::string> folders_in(const fs::path& parent) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (!name.starts_with('.')) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

// Building again from the records helps against these.
bool can_be_mended(const Error& error) {
  return error.code == ErrorCode::kCorrupt || error.code == ErrorCode::kNotFound || error.code == ErrorCode::kStale;
}

Result<std::unique_ptr<const Epoch>> open_epoch(const StoreLayout& layout, const std::string& id) {
  const fs::path folder = layout.epoch(id);
  auto epoch = Epoch::open(folder);
  if (epoch && (*epoch)->id() != id)
    return fail(ErrorCode::kCorrupt, folder.string() + " holds another epoch, " + (*epoch)->id());
  return epoch;
}

// Over the same base, where that is whole and enough.
Result<Manifest> build_again(const StoreLayout& layout, FolderMaker& maker, CurrentEpoch& current) {
  const auto records = RecordStore::open(layout.records(), OpenMode::kReadOnly);
  if (!records) return std::unexpected(records.error());
  if (const std::string base_id = std::exchange(current.base, {}); !base_id.empty())
    if (const auto base = open_epoch(layout, base_id))
      if (auto updated = make_overlay(maker, **records, **base, current.date)) {
        if (auto published = maker.publish(updated->epoch.id); !published) return std::unexpected(published.error());
        current.base = base_id;
        return std::move(updated->epoch);
      }
  const auto snapshot = (*records)->snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  return make_epoch(maker, **snapshot, {.strategy = current.strategy, .date = current.date});
}

Result<std::unique_ptr<const Epoch>> mend(const StoreLayout& layout, const Error& damage, const Tell& tell) {
  auto maker = FolderMaker::begin(layout.epochs(), WhenBusy::kWait);
  if (!maker) return std::unexpected(maker.error());
  auto current = read_current(layout);  // another process may have been faster
  if (!current) return std::unexpected(current.error());
  auto opened = open_epoch(layout, current->id);
  if (opened || !can_be_mended(opened.error())) return opened;

  tell("The epoch cannot be used: " + damage.message + ". Building it again from the records");
  const std::string was_base = current->base;
  const auto manifest = build_again(layout, *maker, *current);
  if (!manifest) return std::unexpected(manifest.error());
  const std::string damaged = std::exchange(current->id, manifest->id);
  if (damaged != current->id || !was_base.empty()) {
    if (auto switched = make_current(layout, *current); !switched) return std::unexpected(switched.error());
  }
  if (damaged != current->id) {
    std::error_code error;
    fs::remove_all(layout.epoch(damaged), error);
    const bool other_records = was_base.empty() && damage.code != ErrorCode::kStale;
    tell(
        (other_records ? "The records have changed since epoch " + damaged + " was built: this" : std::string("This")) +
        " is a new epoch, " + current->id);
  }
  return open_epoch(layout, current->id);
}

}  // namespace

Result<CurrentEpoch> read_current(const StoreLayout& layout) {
  const auto bytes = read_whole_file(layout.current());
  if (!bytes && bytes.error().code == ErrorCode::kNotFound)
    return fail(ErrorCode::kNotFound,
                "there is no epoch in " + layout.root.string() + " yet; make one with: " + index_command(layout));
  if (!bytes) return std::unexpected(bytes.error());
  auto manifest = parse_manifest(*bytes);
  if (manifest && manifest->kind == kKind) {
    auto strategy = parse_strategy(manifest->facts["strategy"]);
    if (!strategy)
      return fail(ErrorCode::kCorrupt,
                  layout.current().string() + " names a strategy that this program does not take: " +
                      strategy.error().message + "; choose the epoch anew with: " + index_command(layout));
    const auto date = parse_date(manifest->facts["date"]);
    if (date) return CurrentEpoch{manifest->id, *date, std::move(*strategy), manifest->facts["base"]};
  }
  return fail(ErrorCode::kCorrupt,
              layout.current().string() + " is damaged; choose the epoch anew with: " + index_command(layout));
}

Result<void> make_current(const StoreLayout& layout, const CurrentEpoch& epoch) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string strategy;
  printer.PrintToString(epoch.strategy, &strategy);
  Manifest manifest{.kind = kKind,
                    .id = epoch.id,
                    .facts = {{"date", format_date(epoch.date)}, {"strategy", std::move(strategy)}},
                    .files = {}};
  if (!epoch.base.empty()) manifest.facts["base"] = epoch.base;
  return write_file_atomically(layout.current(), write_manifest(manifest));
}

Result<std::unique_ptr<const Epoch>> open_current_epoch(const StoreLayout& layout, const Tell& tell) {
  const auto current = read_current(layout);
  if (!current) return std::unexpected(current.error());
  auto epoch = open_epoch(layout, current->id);
  if (epoch || !can_be_mended(epoch.error())) return epoch;
  return mend(layout, epoch.error(), tell);
}

Result<Manifest> make_epoch(FolderMaker& maker, const RecordSnapshot& snapshot, const EpochOptions& options,
                            const OnEpochStep& told) {
  const auto counts = build_epoch(snapshot, options, maker.unfinished(), told);
  if (!counts) return std::unexpected(counts.error());
  auto manifest = read_manifest(maker.unfinished());
  if (!manifest) return manifest;
  if (auto published = maker.publish(manifest->id); !published) return std::unexpected(published.error());
  return manifest;
}

RemovedEpochs remove_epochs_but(const StoreLayout& layout, const std::vector<std::string>& kept) {
  RemovedEpochs removed;
  std::error_code error;
  for (const std::string& id : folders_in(layout.epochs())) {
    if (std::ranges::find(kept, id) != kept.end()) continue;
    if (fs::remove_all(layout.epoch(id), error) > 0 && !error) removed.epochs.push_back(id);
  }
  for (const std::string& name : folders_in(layout.runs())) {
    if (fs::exists(layout.epoch(name.substr(0, name.find('-'))), error)) continue;
    if (fs::remove_all(layout.run(name), error) > 0 && !error) removed.runs.push_back(name);
  }
  return removed;
}

std::string run_name(std::string_view epoch_id, std::uint32_t top) {
  return std::string(epoch_id) + "-" + std::to_string(top);
}

}  // namespace schakel
