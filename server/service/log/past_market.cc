#include "server/service/log/past_market.h"

#include <map>
#include <string>
#include <utility>

#include "index/epoch/delta/delta_writer.h"

namespace schakel {
namespace {

constexpr std::size_t kAtOnce = 10'000;

// When a record changed since the epoch: up to the moment, after it, or both.
struct Touched {
  bool before = false, after = false;
};
using Keys = std::map<std::pair<RecordKind, std::string>, Touched>;

Result<Keys> keys_since(const RecordStore& store, Sequence from, Sequence moment) {
  Keys keys;
  for (Sequence at = from;;) {
    const auto changes = store.changes(at, kAtOnce);
    if (!changes) return std::unexpected(changes.error());
    if (changes->empty()) return keys;
    for (const Change& change : *changes) {
      Touched& touched = keys[{change.kind, change.key}];
      (change.sequence <= moment ? touched.before : touched.after) = true;
      at = change.sequence;
    }
  }
}

template <class Record>
Result<void> put(DeltaWriter& writer, const std::string& bytes) {
  Record record;
  if (!record.ParseFromString(bytes)) return fail(ErrorCode::kCorrupt, "a record cannot be read");
  writer.put(record, bytes);
  return {};
}

Result<void> change(DeltaWriter& writer, RecordKind kind, const std::string& key,
                    const std::optional<std::string>& bytes) {
  if (kind == RecordKind::kSeeker) {
    if (bytes) return put<Seeker>(writer, *bytes);
    writer.erase_seeker(key);
  } else if (kind == RecordKind::kVacancy) {
    if (bytes) return put<Vacancy>(writer, *bytes);
    writer.erase_vacancy(key);
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const OpenMarket>> past_market(const StoreLayout& layout, std::shared_ptr<const OpenEpoch> epoch,
                                                      Sequence sequence) {
  const auto store = RecordStore::open(layout.records(), OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  const auto keys = keys_since(**store, epoch->epoch->sequence(), sequence);
  if (!keys) return std::unexpected(keys.error());
  DeltaWriter writer(*epoch->epoch);
  for (const auto& [key, touched] : *keys) {
    if (!touched.before) continue;
    if (touched.after) return nullptr;
    const auto bytes = (*store)->get(key.first, key.second);
    if (!bytes) return std::unexpected(bytes.error());
    if (auto changed = change(writer, key.first, key.second, *bytes); !changed) return std::unexpected(changed.error());
  }
  return std::make_shared<const OpenMarket>(OpenMarket{std::move(epoch), writer.freeze(sequence)});
}

}  // namespace schakel
