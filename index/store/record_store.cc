#include "index/store/record_store.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <atomic>
#include <mutex>

#include "index/store/batch_plan.h"
#include "index/store/change_log.h"
#include "index/store/disk_space.h"
#include "index/store/layout.h"
#include "index/store/rocks.h"
#include "index/store/snapshot.h"
#include "index/store/store_folder.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kDefaultSpaceGuard = std::uint64_t{256} << 20;

Result<layout::Totals> read_totals(rocksdb::DB& database, const rocksdb::Snapshot* view) {
  rocksdb::ReadOptions options;
  options.snapshot = view;
  std::string value;
  const auto status = database.Get(options, layout::kTotalsKey, &value);
  if (status.IsNotFound()) return layout::Totals{};
  if (!status.ok()) return fail_rocks("read the totals of the store", status);
  const auto totals = layout::parse_totals(value);
  if (!totals) return fail(ErrorCode::kCorrupt, "the totals of the store are damaged");
  return *totals;
}

// In the log, and once more when it is flushed to a table.
std::uint64_t bytes_needed(const Batch& batch) {
  std::uint64_t bytes = 0;
  for (const auto& put : batch.puts) bytes += put.bytes.size() + 2 * put.key.size() + 32;
  for (const auto& erase : batch.erases) bytes += 2 * erase.key.size() + 32;
  for (const auto& refusal : batch.refusals) bytes += refusal.ByteSizeLong() + 32;
  return 2 * bytes;
}

class RocksRecordStore final : public RecordStore {
 public:
  RocksRecordStore(StoreFolder folder, std::unique_ptr<rocksdb::DB> database, layout::Totals totals,
                   GreatestKeys greatest, OpenMode mode)
      : folder_(std::move(folder)),
        database_(std::move(database)),
        mode_(mode),
        totals_(totals),
        greatest_(std::move(greatest)),
        sequence_(totals.sequence) {}

  Result<Applied> apply(const Batch& batch) override {
    if (auto writable = check_writable(); !writable) return std::unexpected(writable.error());
    const std::scoped_lock lock(write_mutex_);
    if (failed_) return std::unexpected(*failed_);
    if (auto room = check_space(folder_.database, bytes_needed(batch), space_guard_); !room) {
      return std::unexpected(room.error());
    }
    auto plan = plan_batch(batch, totals_, greatest_, *database_);
    if (!plan) return std::unexpected(plan.error());
    if (plan->writes.Count() > 0) {
      if (auto committed = commit(*plan); !committed) {
        failed_ = committed.error();
        return std::unexpected(committed.error());
      }
    }
    return plan->applied;
  }

  Result<std::optional<std::string>> get(RecordKind kind, std::string_view key) const override {
    const auto value = read_value(layout::record_key(kind, key));
    if (!value) return std::unexpected(value.error());
    const auto& stored = *value;
    if (!stored) return std::nullopt;
    const auto record = layout::parse_record_value(*stored);
    if (!record) return fail(ErrorCode::kCorrupt, "record " + std::string(key) + " is damaged");
    return std::string(record->bytes);
  }

  Result<std::unique_ptr<RecordSnapshot>> snapshot() const override {
    const auto* view = database_->GetSnapshot();
    const auto totals = read_totals(*database_, view);
    if (totals) return std::make_unique<StoreSnapshot>(*database_, view, totals->sequence);
    database_->ReleaseSnapshot(view);
    return std::unexpected(totals.error());
  }

  Result<std::vector<Change>> changes(Sequence after, std::size_t limit) const override {
    return read_changes(*rows(), after, limit);
  }

  Sequence sequence() const override { return sequence_; }

  Result<std::optional<DeliveryState>> delivery(std::string_view sha256) const override {
    const auto value = read_value(layout::delivery_key(sha256));
    if (!value) return std::unexpected(value.error());
    const auto& stored = *value;
    if (!stored) return std::nullopt;
    auto state = layout::parse_delivery(sha256, *stored);
    if (!state) return fail(ErrorCode::kCorrupt, "the state of a delivery is damaged");
    return state;
  }

  Result<std::vector<DeliveryState>> deliveries() const override {
    std::vector<DeliveryState> states;
    const auto row = rows();
    for (row->Seek(layout::kDeliveryPrefix); row->Valid(); row->Next()) {
      if (!row->key().starts_with(layout::kDeliveryPrefix)) break;
      auto state = layout::parse_delivery(row->key().ToStringView().substr(1), row->value().ToStringView());
      if (!state) return fail(ErrorCode::kCorrupt, "the state of a delivery is damaged");
      states.push_back(std::move(*state));
    }
    if (!row->status().ok()) return fail_rocks("read the deliveries", row->status());
    return states;
  }

  Result<std::vector<Refusal>> quarantine(std::size_t offset, std::size_t limit) const override {
    std::vector<Refusal> refusals;
    const auto row = rows();
    for (row->Seek(layout::numbered_key(layout::kQuarantinePrefix, offset));
         row->Valid() && refusals.size() < limit && row->key().starts_with(layout::kQuarantinePrefix); row->Next()) {
      if (!refusals.emplace_back().ParseFromArray(row->value().data(), static_cast<int>(row->value().size()))) {
        return fail(ErrorCode::kCorrupt, "a row in quarantine is damaged");
      }
    }
    if (!row->status().ok()) return fail_rocks("read the quarantine", row->status());
    return refusals;
  }

  Result<StoreCounts> counts() const override {
    const auto totals = read_totals(*database_, nullptr);
    if (!totals) return std::unexpected(totals.error());
    StoreCounts counts;
    std::ranges::copy(totals->records, counts.records);
    counts.quarantined = totals->quarantined;
    counts.deliveries = totals->deliveries;
    counts.bytes_on_disk = bytes_in_folder(folder_.database.parent_path());
    return counts;
  }

  void set_space_guard(std::uint64_t bytes) override { space_guard_ = bytes; }

  Result<void> compact() override {
    if (auto writable = check_writable(); !writable) return writable;
    const auto size = bytes_in_folder(folder_.database);
    if (auto room = check_space(folder_.database, size, space_guard_); !room) return room;
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    const auto status = database_->CompactRange(options, nullptr, nullptr);
    if (!status.ok()) return fail_rocks("compact the store", status);
    return {};
  }

 private:
  Result<void> check_writable() const {
    if (mode_ == OpenMode::kReadWrite) return {};
    return fail(ErrorCode::kBadUsage, folder_.database.parent_path().string() + " was opened for reading only");
  }

  // The order matters: see high_water_mark.h.
  Result<void> commit(BatchPlan& plan) {
    rocksdb::WriteOptions durable;
    durable.sync = true;
    const auto status = database_->Write(durable, &plan.writes);
    if (!status.ok()) return fail_rocks("write to the store", status);
    totals_ = plan.totals;
    sequence_ = totals_.sequence;
    return folder_.mark.advance(totals_.writes);
  }

  Result<std::optional<std::string>> read_value(const std::string& key) const {
    std::string value;
    const auto status = database_->Get({}, key, &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return fail_rocks("read from the store", status);
    return value;
  }

  std::unique_ptr<rocksdb::Iterator> rows() const {
    return std::unique_ptr<rocksdb::Iterator>(database_->NewIterator({}));
  }

  StoreFolder folder_;  // released after the database
  std::unique_ptr<rocksdb::DB> database_;
  OpenMode mode_;
  std::atomic<std::uint64_t> space_guard_ = kDefaultSpaceGuard;
  std::mutex write_mutex_;  // guards totals_, greatest_, failed_ and the mark
  layout::Totals totals_;
  GreatestKeys greatest_;
  std::optional<Error> failed_;  // a write failed: what the disk holds is known only after a new open()
  std::atomic<Sequence> sequence_;
};

Result<StoreFolder> open_folder(const fs::path& folder, OpenMode mode) {
  return mode == OpenMode::kReadWrite ? open_store_folder_for_writing(folder) : open_store_folder_for_reading(folder);
}

Result<std::unique_ptr<rocksdb::DB>> open_database(const StoreFolder& folder, OpenMode mode) {
  auto database = mode == OpenMode::kReadWrite ? open_rocks_for_writing(folder.database, folder.mark.writes() == 0)
                                               : open_rocks_for_reading(folder.database);
  if (!database && database.error().code == ErrorCode::kCorrupt) database.error().message += kRestoreHint;
  return database;
}

// What may still be on its way after a creation or a crash: names of new folders, and a mark one write behind.
Result<void> settle(const fs::path& folder, const layout::Totals& totals, HighWaterMark& mark) {
  if (totals.writes > mark.writes()) return mark.advance(totals.writes);
  if (totals.writes > 0) return {};
  if (auto synced = sync_path(folder); !synced) return synced;
  return sync_path(folder / "..");
}

}  // namespace

Result<std::unique_ptr<RecordStore>> RecordStore::open(const fs::path& folder, OpenMode mode) {
  auto parts = open_folder(folder, mode);
  if (!parts) return std::unexpected(parts.error());
  if (mode == OpenMode::kReadWrite) {
    if (auto room = check_space(folder, 0, kDefaultSpaceGuard); !room) return std::unexpected(room.error());
  }
  auto database = open_database(*parts, mode);
  if (!database) return std::unexpected(database.error());
  const auto totals = read_totals(**database, nullptr);
  if (!totals) return std::unexpected(totals.error());
  if (totals->writes < parts->mark.writes()) {
    return fail(ErrorCode::kCorrupt, folder.string() + " has lost acknowledged writes: the database knows " +
                                         std::to_string(totals->writes) + " of " +
                                         std::to_string(parts->mark.writes()) + kRestoreHint);
  }
  if (mode == OpenMode::kReadWrite) {
    if (auto settled = settle(folder, *totals, parts->mark); !settled) return std::unexpected(settled.error());
  }
  auto greatest = read_greatest_keys(**database);
  if (!greatest) return std::unexpected(greatest.error());
  return std::make_unique<RocksRecordStore>(std::move(*parts), std::move(*database), *totals, std::move(*greatest),
                                            mode);
}

}  // namespace schakel
