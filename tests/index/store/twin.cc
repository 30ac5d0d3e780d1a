#include "tests/index/store/twin.h"

#include <algorithm>

namespace schakel {
namespace {

bool same_change(const Change& a, const Change& b) {
  return a.sequence == b.sequence && a.kind == b.kind && a.key == b.key && a.erased == b.erased;
}

bool same_refusal(const Refusal& a, const Refusal& b) { return a.SerializeAsString() == b.SerializeAsString(); }

bool same_delivery(const DeliveryState& a, const std::pair<const std::string, DeliveryState>& entry) {
  const auto& b = entry.second;
  return a.sha256 == b.sha256 && a.name == b.name && a.next_row == b.next_row && a.accepted == b.accepted &&
         a.refused == b.refused && a.done == b.done;
}

Result<decltype(Twin::records)> read_records(const RecordStore& store) {
  decltype(Twin::records) records;
  const auto snapshot = store.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  for (std::size_t i = 1; i <= kRecordKinds; ++i) {
    const auto kind = static_cast<RecordKind>(i);
    const auto scanned = (*snapshot)->scan(kind, 0, 1, [&](const StoredRecord& record) {
      records[{kind, std::string(record.key)}] = {record.revision, std::string(record.bytes)};
      return true;
    });
    if (!scanned) return std::unexpected(scanned.error());
  }
  return records;
}

}  // namespace

void Twin::put(const Put& put, Applied& applied) {
  const auto found = records.find({put.kind, put.key});
  if (found != records.end() && found->second.revision > put.revision) {
    ++applied.stale;
  } else if (found != records.end() && found->second == Record{put.revision, put.bytes}) {
    ++applied.unchanged;
  } else {
    ++applied.stored;
    if (found != records.end()) ++applied.replaced;
    records[{put.kind, put.key}] = {put.revision, put.bytes};
    changes.push_back({changes.size() + 1, put.kind, put.key, false});
  }
}

Applied Twin::apply(const Batch& batch) {
  Applied applied;
  for (const auto& item : batch.puts) put(item, applied);
  for (const auto& erase : batch.erases) {
    if (records.erase({erase.kind, erase.key}) == 0) continue;
    ++applied.erased;
    changes.push_back({changes.size() + 1, erase.kind, erase.key, true});
  }
  quarantine.insert(quarantine.end(), batch.refusals.begin(), batch.refusals.end());
  if (batch.delivery) deliveries[batch.delivery->sha256] = *batch.delivery;
  applied.sequence = changes.size();
  return applied;
}

Result<std::string> difference(const RecordStore& store, const Twin& twin) {
  const auto records = read_records(store);
  if (!records) return std::unexpected(records.error());
  if (*records != twin.records) return "records";
  const auto changes = store.changes(0, twin.changes.size() + 1);
  if (!changes) return std::unexpected(changes.error());
  if (!std::ranges::equal(*changes, twin.changes, same_change)) return "change log";
  const auto quarantine = store.quarantine(0, twin.quarantine.size() + 1);
  if (!quarantine) return std::unexpected(quarantine.error());
  if (!std::ranges::equal(*quarantine, twin.quarantine, same_refusal)) return "quarantine";
  const auto deliveries = store.deliveries();
  if (!deliveries) return std::unexpected(deliveries.error());
  if (!std::ranges::equal(*deliveries, twin.deliveries, same_delivery)) return "deliveries";
  const auto counts = store.counts();
  if (!counts) return std::unexpected(counts.error());
  std::uint64_t total = 0;
  for (const auto count : counts->records) total += count;
  if (total != twin.records.size() || counts->quarantined != twin.quarantine.size()) return "counts";
  if (counts->deliveries != twin.deliveries.size() || store.sequence() != twin.changes.size()) return "totals";
  return "";
}

}  // namespace schakel
