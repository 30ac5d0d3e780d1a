// The change log in the database. One entry holds up to kChangesPerEntry consecutive changes under the sequence of the
// first, because an entry each would double the number of rows that a load writes.
#pragma once

#include <rocksdb/iterator.h>
#include <rocksdb/write_batch.h>

#include <string>
#include <string_view>
#include <vector>

#include "index/store/record_store.h"

namespace schakel {

inline constexpr std::size_t kChangesPerEntry = 1024;

// Gathers the changes of one batch. Call finish() once, after the last add().
class ChangeLogWriter {
 public:
  ChangeLogWriter(Sequence last, rocksdb::WriteBatch& batch) : last_(last), first_(last + 1), batch_(batch) {}
  void add(RecordKind kind, std::string_view key, bool erased);
  Sequence finish();  // The sequence of the last change.

 private:
  void write_entry();

  Sequence last_;
  Sequence first_;
  std::string entry_;
  rocksdb::WriteBatch& batch_;
};

// Reads from an iterator over the whole database; see RecordStore::changes.
[[nodiscard]] Result<std::vector<Change>> read_changes(rocksdb::Iterator& rows, Sequence after, std::size_t limit);

}  // namespace schakel
