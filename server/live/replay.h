// What the change log has behind an epoch, into its delta.
#pragma once

#include <cstdint>

#include "data/error.h"
#include "index/epoch/delta/delta_writer.h"
#include "index/store/record_store.h"

namespace schakel {

struct Replayed {
  Sequence sequence = 0;          // up to here the writer knows all
  std::uint64_t records = 0;      // that changed; each once, as it is now
  bool taxonomy_changed = false;  // concepts or places changed too, which an epoch never sees
};

// Puts the changes after `after` into the writer, up to what the store holds when it begins.
[[nodiscard]] Result<Replayed> replay(DeltaWriter& writer, const RecordStore& records, Sequence after);

// Calls visit(kind, key) for each change after `after` and up to `until`, oldest first.
template <class Visit>
[[nodiscard]] Result<void> each_change(const RecordStore& records, Sequence after, Sequence until, const Visit& visit) {
  constexpr std::size_t kAtOnce = 1 << 16;
  while (after < until) {
    const auto changes = records.changes(after, kAtOnce);
    if (!changes) return std::unexpected(changes.error());
    if (changes->empty()) break;
    for (const Change& change : *changes)
      if (change.sequence <= until) visit(change);
    after = changes->back().sequence;
  }
  return {};
}

}  // namespace schakel
