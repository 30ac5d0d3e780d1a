#include "server/live/replay.h"

#include <set>
#include <string>
#include <utility>

namespace schakel {
namespace {

template <class Record>
Result<void> put(DeltaWriter& writer, const StoredRecord& stored) {
  Record record;
  if (!record.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size())))
    return fail(ErrorCode::kCorrupt, "the stored record " + std::string(stored.key) + " cannot be read");
  writer.put(record, std::string(stored.bytes));
  return {};
}

// The record as the snapshot has it.
Result<void> put_or_erase(DeltaWriter& writer, const RecordSnapshot& snapshot, RecordKind kind,
                          const std::string& key) {
  bool found = false;
  Result<void> read;
  const auto looked = snapshot.look_up(kind, std::span(&key, 1), [&](const StoredRecord& stored) {
    found = true;
    read = kind == RecordKind::kSeeker ? put<Seeker>(writer, stored) : put<Vacancy>(writer, stored);
    return true;
  });
  if (!looked) return looked;
  if (!found) kind == RecordKind::kSeeker ? writer.erase_seeker(key) : writer.erase_vacancy(key);
  return read;
}

}  // namespace

Result<Replayed> replay(DeltaWriter& writer, const RecordStore& records, Sequence after) {
  const auto snapshot = records.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  Replayed replayed{.sequence = (*snapshot)->sequence()};
  std::set<std::pair<RecordKind, std::string>> keys;
  const auto gathered = each_change(records, after, replayed.sequence, [&](const Change& change) {
    if (change.kind == RecordKind::kSeeker || change.kind == RecordKind::kVacancy)
      keys.emplace(change.kind, change.key);
    else
      replayed.taxonomy_changed = true;
  });
  if (!gathered) return std::unexpected(gathered.error());
  for (const auto& [kind, key] : keys)
    if (auto done = put_or_erase(writer, **snapshot, kind, key); !done) return std::unexpected(done.error());
  replayed.records = keys.size();
  return replayed;
}

}  // namespace schakel
