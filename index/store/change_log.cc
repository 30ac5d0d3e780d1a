#include "index/store/change_log.h"

#include <optional>

#include "index/store/layout.h"
#include "index/store/rocks.h"

namespace schakel {
namespace {

// A change in an entry: its kind, with the high bit set for an erasure; two bytes of length, the key.
constexpr int kErased = 0x80;

std::optional<Change> take_change(std::string_view& entry, Sequence sequence) {
  if (entry.size() < 3) return std::nullopt;
  const auto byte = [&entry](std::size_t i) { return static_cast<unsigned char>(entry[i]); };
  const std::size_t length = std::size_t{byte(1)} << 8 | byte(2);
  if (entry.size() < 3 + length) return std::nullopt;
  Change change{.sequence = sequence,
                .kind = static_cast<RecordKind>(byte(0) & ~kErased),
                .key = std::string(entry.substr(3, length)),
                .erased = (byte(0) & kErased) != 0};
  entry.remove_prefix(3 + length);
  return change;
}

}  // namespace

void ChangeLogWriter::add(RecordKind kind, std::string_view key, bool erased) {
  entry_.push_back(static_cast<char>(static_cast<int>(kind) | (erased ? kErased : 0)));
  entry_.push_back(static_cast<char>(key.size() >> 8));
  entry_.push_back(static_cast<char>(key.size() & 0xff));
  entry_.append(key);
  if (++last_ - first_ + 1 == kChangesPerEntry) write_entry();
}

Sequence ChangeLogWriter::finish() {
  if (!entry_.empty()) write_entry();
  return last_;
}

void ChangeLogWriter::write_entry() {
  batch_.Put(layout::numbered_key(layout::kChangePrefix, first_), entry_);
  entry_.clear();
  first_ = last_ + 1;
}

Result<std::vector<Change>> read_changes(rocksdb::Iterator& rows, Sequence after, std::size_t limit) {
  std::vector<Change> changes;
  const auto start = layout::numbered_key(layout::kChangePrefix, after + 1);
  rows.SeekForPrev(start);
  if (!rows.Valid() || !rows.key().starts_with(layout::kChangePrefix)) rows.Seek(start);
  for (; rows.Valid() && changes.size() < limit; rows.Next()) {
    std::string_view key = rows.key().ToStringView();
    if (!key.starts_with(layout::kChangePrefix)) break;
    key.remove_prefix(layout::kChangePrefix.size());
    auto sequence = layout::take_number(key);
    std::string_view entry = rows.value().ToStringView();
    for (; sequence && !entry.empty() && changes.size() < limit; ++*sequence) {
      auto change = take_change(entry, *sequence);
      if (!change) return fail(ErrorCode::kCorrupt, "the change log is damaged at " + std::to_string(*sequence));
      if (*sequence > after) changes.push_back(std::move(*change));
    }
  }
  if (!rows.status().ok()) return fail_rocks("read the change log", rows.status());
  return changes;
}

}  // namespace schakel
