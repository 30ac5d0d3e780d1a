#include "index/epoch/overlay/changed_records.h"

#include <algorithm>
#include <utility>

namespace schakel {

Result<ChangedKeys> changed_since(const RecordStore& records, const Epoch& epoch, Sequence until) {
  constexpr std::size_t kAtOnce = 1 << 16;
  ChangedKeys keys;
  Sequence after = epoch.sequence();
  while (after < until) {
    auto changes = records.changes(after, kAtOnce);
    if (!changes) return std::unexpected(changes.error());
    if (changes->empty()) break;
    after = changes->back().sequence;
    for (Change& change : *changes) {
      if (change.sequence > until) break;
      if (change.kind != RecordKind::kSeeker && change.kind != RecordKind::kVacancy)
        return fail(ErrorCode::kStale, "the taxonomy has changed since epoch " + epoch.id() + " was made");
      (change.kind == RecordKind::kSeeker ? keys.seekers : keys.vacancies).push_back(std::move(change.key));
    }
  }
  for (auto* some : {&keys.seekers, &keys.vacancies}) {
    std::ranges::sort(*some);
    const auto repeated = std::ranges::unique(*some);
    some->erase(repeated.begin(), repeated.end());
  }
  return keys;
}

const std::vector<std::string>& ChangedRecords::keys_of(RecordKind kind) const {
  static const std::vector<std::string> kNone;
  if (kind == RecordKind::kSeeker) return keys_.seekers;
  return kind == RecordKind::kVacancy ? keys_.vacancies : kNone;
}

Result<void> ChangedRecords::scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const {
  const std::span<const std::string> keys = keys_of(kind);
  const std::size_t first = part * keys.size() / parts, last = (part + 1) * keys.size() / parts;
  return all_.look_up(kind, keys.subspan(first, last - first), visit);
}

}  // namespace schakel
