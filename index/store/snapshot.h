// A frozen view of the database.
#pragma once

#include <rocksdb/db.h>

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "index/store/record_store.h"

namespace schakel {

class StoreSnapshot final : public RecordSnapshot {
 public:
  // `view` must be of `sequence`. Neither may outlive `database`.
  StoreSnapshot(rocksdb::DB& database, const rocksdb::Snapshot* view, Sequence sequence)
      : database_(database), view_(view), sequence_(sequence) {}
  StoreSnapshot(const StoreSnapshot&) = delete;
  StoreSnapshot& operator=(const StoreSnapshot&) = delete;
  ~StoreSnapshot() override { database_.ReleaseSnapshot(view_); }

  [[nodiscard]] Sequence sequence() const override { return sequence_; }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override;
  [[nodiscard]] Result<void> look_up(RecordKind kind, std::span<const std::string> keys,
                                     const std::function<bool(const StoredRecord&)>& visit) const override;

 private:
  using Bounds = std::vector<std::string>;  // part i is from bounds[i] up to bounds[i + 1]

  // Chosen once: RocksDB's estimates change with every flush, and parts of two divisions would overlap.
  Result<const Bounds*> bounds(RecordKind kind, std::size_t parts) const;
  Result<Bounds> choose_bounds(RecordKind kind, std::size_t parts) const;

  rocksdb::DB& database_;
  const rocksdb::Snapshot* view_;
  Sequence sequence_;
  mutable std::mutex mutex_;
  mutable std::map<std::pair<RecordKind, std::size_t>, Bounds> bounds_;
};

}  // namespace schakel
