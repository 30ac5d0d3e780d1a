#include "server/live/replay.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

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

// The records of these keys as the snapshot has them.
Result<void> put_or_erase(DeltaWriter& writer, const RecordSnapshot& snapshot, RecordKind kind,
                          std::span<const std::string> keys) {
  const bool seekers = kind == RecordKind::kSeeker;
  const auto erase = [&](const std::string& key) { seekers ? writer.erase_seeker(key) : writer.erase_vacancy(key); };
  auto next = keys.begin();
  Result<void> read;
  const auto looked = snapshot.look_up(kind, keys, [&](const StoredRecord& stored) {
    while (*next < stored.key) erase(*next++);
    ++next;
    read = seekers ? put<Seeker>(writer, stored) : put<Vacancy>(writer, stored);
    return read.has_value();
  });
  if (!looked) return looked;
  if (read) std::for_each(next, keys.end(), erase);
  return read;
}

}  // namespace

Result<Replayed> replay(DeltaWriter& writer, const RecordStore& records, Sequence after) {
  const auto snapshot = records.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  Replayed replayed{.sequence = (*snapshot)->sequence()};
  std::set<std::string> seekers, vacancies;
  const auto gathered = each_change(records, after, replayed.sequence, [&](const Change& change) {
    if (change.kind == RecordKind::kSeeker)
      seekers.insert(change.key);
    else if (change.kind == RecordKind::kVacancy)
      vacancies.insert(change.key);
    else
      replayed.taxonomy_changed = true;
  });
  if (!gathered) return std::unexpected(gathered.error());
  for (const auto& [kind, keys] : {std::pair{RecordKind::kSeeker, &seekers}, {RecordKind::kVacancy, &vacancies}}) {
    const std::vector<std::string> rising(keys->begin(), keys->end());
    if (auto done = put_or_erase(writer, **snapshot, kind, rising); !done) return std::unexpected(done.error());
    replayed.records += rising.size();
  }
  return replayed;
}

}  // namespace schakel
