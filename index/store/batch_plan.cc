#include "index/store/batch_plan.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "index/store/change_log.h"
#include "index/store/rocks.h"

namespace schakel {
namespace {

constexpr std::size_t kMaxKey = 512;
constexpr std::size_t kLookUpTogether = 256;

std::size_t index_of(RecordKind kind) { return static_cast<std::size_t>(kind); }

Result<void> check_key(RecordKind kind, const std::string& key) {
  if (index_of(kind) < 1 || index_of(kind) > kRecordKinds) return fail(ErrorCode::kBadUsage, "a record of no kind");
  if (!key.empty() && key.size() <= kMaxKey) return {};
  return fail(ErrorCode::kBadUsage, "a key of " + std::to_string(key.size()) + " bytes; 1 to 512 are possible");
}

// What the keys of one batch hold: at first in the store, then as its puts and erases change it. The views are into
// the batch and into `values_`.
class TouchedRecords {
 public:
  struct State {
    std::optional<layout::RecordValue> record;
    bool changed = false;
  };

  State& state(RecordKind kind, const std::string& key) { return rows_[layout::record_key(kind, key)]; }

  Result<void> look_up(const GreatestKeys& greatest, rocksdb::DB& database) {
    std::vector<Row*> asked;
    for (auto& row : rows_) {
      const auto kind = static_cast<unsigned char>(row.first.front());
      if (std::string_view(row.first).substr(1) <= greatest[kind]) asked.push_back(&row);
    }
    sort_by_key(asked);
    values_.reserve(asked.size());
    for (std::size_t i = 0; i < asked.size(); i += kLookUpTogether) {
      const auto count = std::min(kLookUpTogether, asked.size() - i);
      if (auto found = look_up_some({asked.data() + i, count}, database); !found) return found;
    }
    return {};
  }

  // In order of key: RocksDB takes neighbours faster (a fifth less time for a load in random order).
  void write_changes(rocksdb::WriteBatch& writes) {
    std::vector<Row*> changed;
    for (auto& row : rows_) {
      if (row.second.changed) changed.push_back(&row);
    }
    sort_by_key(changed);
    for (const auto* row : changed) {
      if (const auto& record = row->second.record) {
        writes.Put(row->first, layout::record_value(record->revision, record->bytes));
      } else {
        writes.Delete(row->first);
      }
    }
  }

 private:
  using Row = std::pair<const std::string, State>;

  static void sort_by_key(std::vector<Row*>& rows) {
    std::ranges::sort(rows, {}, [](const Row* row) -> const std::string& { return row->first; });
  }

  // Values are copied out, because a value that RocksDB holds for us holds its whole block in memory.
  Result<void> look_up_some(std::span<Row* const> asked, rocksdb::DB& database) {
    std::vector<rocksdb::Slice> keys;
    for (const auto* row : asked) keys.emplace_back(row->first);
    std::vector<rocksdb::PinnableSlice> found(asked.size());
    std::vector<rocksdb::Status> statuses(asked.size());
    database.MultiGet({}, database.DefaultColumnFamily(), keys.size(), keys.data(), found.data(), statuses.data(),
                      true);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (statuses[i].IsNotFound()) continue;
      if (!statuses[i].ok()) return fail_rocks("look up a record", statuses[i]);
      auto& record = asked[i]->second.record;
      record = layout::parse_record_value(values_.emplace_back(found[i].ToString()));
      if (!record) return fail(ErrorCode::kCorrupt, "a record in the store is damaged");
    }
    return {};
  }

  std::unordered_map<std::string, State> rows_;
  std::vector<std::string> values_;
};

class Planner {
 public:
  Planner(const Batch& batch, const layout::Totals& totals) : batch_(batch), log_(totals.sequence, plan_.writes) {
    plan_.totals = totals;
  }

  Result<BatchPlan> run(GreatestKeys& greatest, rocksdb::DB& database) {
    if (auto gathered = gather_keys(); !gathered) return std::unexpected(gathered.error());
    if (auto found = touched_.look_up(greatest, database); !found) return std::unexpected(found.error());
    for (std::size_t i = 0; i < batch_.puts.size(); ++i) plan_put(batch_.puts[i], *states_[i], greatest);
    for (std::size_t i = 0; i < batch_.erases.size(); ++i)
      plan_erase(batch_.erases[i], *states_[batch_.puts.size() + i]);
    touched_.write_changes(plan_.writes);
    plan_.totals.sequence = log_.finish();
    plan_.applied.sequence = plan_.totals.sequence;
    for (const auto& refusal : batch_.refusals) {
      plan_.writes.Put(layout::numbered_key(layout::kQuarantinePrefix, plan_.totals.quarantined++),
                       refusal.SerializeAsString());
    }
    if (auto planned = plan_delivery(database); !planned) return std::unexpected(planned.error());
    if (plan_.writes.Count() > 0) {
      ++plan_.totals.writes;
      plan_.writes.Put(layout::kTotalsKey, layout::totals_value(plan_.totals));
    }
    return std::move(plan_);
  }

 private:
  Result<void> gather_keys() {
    states_.reserve(batch_.puts.size() + batch_.erases.size());
    const auto gather = [this](const auto& items) -> Result<void> {
      for (const auto& item : items) {
        if (auto checked = check_key(item.kind, item.key); !checked) return checked;
        states_.push_back(&touched_.state(item.kind, item.key));
      }
      return {};
    };
    if (auto gathered = gather(batch_.puts); !gathered) return gathered;
    return gather(batch_.erases);
  }

  void plan_put(const Put& put, TouchedRecords::State& state, GreatestKeys& greatest) {
    const auto& stored = state.record;
    auto& applied = plan_.applied;
    if (stored && stored->revision > put.revision) {
      ++applied.stale;
      applied.puts.push_back(RecordOutcome::kStale);
      return;
    }
    if (stored && stored->revision == put.revision && stored->bytes == put.bytes) {
      ++applied.unchanged;
      applied.puts.push_back(RecordOutcome::kUnchanged);
      return;
    }
    ++applied.stored;
    applied.puts.push_back(stored ? RecordOutcome::kReplaced : RecordOutcome::kCreated);
    ++(stored ? applied.replaced : plan_.totals.records[index_of(put.kind)]);
    state = {.record = layout::RecordValue{put.revision, put.bytes}, .changed = true};
    log_.add(put.kind, put.key, false);
    auto& limit = greatest[index_of(put.kind)];
    if (put.key > limit) limit = put.key;
  }

  void plan_erase(const Erase& erase, TouchedRecords::State& state) {
    plan_.applied.erases.push_back(state.record ? RecordOutcome::kErased : RecordOutcome::kNotThere);
    if (!state.record) return;
    state = {.record = std::nullopt, .changed = true};
    ++plan_.applied.erased;
    --plan_.totals.records[index_of(erase.kind)];
    log_.add(erase.kind, erase.key, true);
  }

  Result<void> plan_delivery(rocksdb::DB& database) {
    if (!batch_.delivery) return {};
    const auto& state = *batch_.delivery;
    if (state.sha256.size() != 64) return fail(ErrorCode::kBadUsage, "a delivery is known by a SHA-256 of 64 digits");
    const auto key = layout::delivery_key(state.sha256);
    std::string before;
    const auto status = database.Get({}, key, &before);
    if (!status.ok() && !status.IsNotFound()) return fail_rocks("look up a delivery", status);
    if (status.ok()) {
      if (auto forward = check_forward(state, before); !forward) return forward;
    } else {
      ++plan_.totals.deliveries;
    }
    if (const auto value = layout::delivery_value(state); value != before) plan_.writes.Put(key, value);
    return {};
  }

  // Rows come in once: a batch with rows moves its delivery forward, and none follows after the last.
  Result<void> check_forward(const DeliveryState& state, std::string_view stored) const {
    const auto before = layout::parse_delivery(state.sha256, stored);
    if (!before) return fail(ErrorCode::kCorrupt, "the state of a delivery is damaged");
    const bool has_rows = !batch_.puts.empty() || !batch_.erases.empty() || !batch_.refusals.empty();
    const bool forward = state.next_row > before->next_row || (state.next_row == before->next_row && !has_rows);
    const bool open = !before->done || (state.done && !has_rows);
    if (forward && open) return {};
    return fail(ErrorCode::kBadUsage, "delivery " + state.name + " was applied up to row " +
                                          std::to_string(before->next_row - 1) + "; these rows are in already");
  }

  const Batch& batch_;
  BatchPlan plan_;
  ChangeLogWriter log_;
  TouchedRecords touched_;
  std::vector<TouchedRecords::State*> states_;
};

}  // namespace

Result<GreatestKeys> read_greatest_keys(rocksdb::DB& database) {
  GreatestKeys greatest;
  const std::unique_ptr<rocksdb::Iterator> rows(database.NewIterator({}));
  for (std::size_t kind = 1; kind <= kRecordKinds; ++kind) {
    rows->SeekForPrev(layout::kind_end(static_cast<RecordKind>(kind)));
    if (rows->Valid() && rows->key().starts_with(layout::kind_prefix(static_cast<RecordKind>(kind)))) {
      greatest[kind] = rows->key().ToStringView().substr(1);
    }
  }
  if (!rows->status().ok()) return fail_rocks("read the greatest keys", rows->status());
  return greatest;
}

Result<BatchPlan> plan_batch(const Batch& batch, const layout::Totals& totals, GreatestKeys& greatest,
                             rocksdb::DB& database) {
  return Planner(batch, totals).run(greatest, database);
}

}  // namespace schakel
