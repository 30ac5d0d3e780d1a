#include "index/store/snapshot.h"

#include <algorithm>
#include <memory>

#include "index/store/layout.h"
#include "index/store/rocks.h"

namespace schakel {
namespace {

constexpr std::size_t kMaxBoundLength = 64;

// Of what was flushed to tables. RocksDB's estimate of the rest, in memory, is too coarse to divide by.
std::uint64_t bytes_in_tables(rocksdb::DB& database, std::string_view from, std::string_view to) {
  const rocksdb::Range range(from, to);
  std::uint64_t bytes = 0;
  const auto status = database.GetApproximateSizes(&range, 1, &bytes);
  return status.ok() ? bytes : 0;
}

// The key that about `target` bytes of records lie before, found byte by byte to within `tolerance`.
std::string key_at(rocksdb::DB& database, const std::string& begin, std::uint64_t target, std::uint64_t tolerance) {
  std::string key = begin;
  for (std::uint64_t before = 0; key.size() < kMaxBoundLength && target - before > tolerance;) {
    int low = 0;  // the largest next byte with at most `target` before it
    int high = 256;
    while (high - low > 1) {
      const int middle = (low + high) / 2;
      const auto bytes = bytes_in_tables(database, begin, key + static_cast<char>(middle));
      if (bytes <= target) {
        low = middle;
        before = bytes;
      } else {
        high = middle;
      }
    }
    key.push_back(static_cast<char>(low));
  }
  return key;
}

// The inner bounds when all records are in memory: there are not many, so all keys are looked at.
Result<std::vector<std::string>> divide_keys(rocksdb::Iterator& rows, std::string_view begin, std::size_t parts) {
  std::vector<std::string> keys;
  for (rows.Seek(begin); rows.Valid() && rows.key().starts_with(begin); rows.Next()) {
    keys.push_back(rows.key().ToString());
  }
  if (!rows.status().ok()) return fail_rocks("read the records", rows.status());
  std::vector<std::string> bounds;
  for (std::size_t part = 1; part < parts && !keys.empty(); ++part) {
    bounds.push_back(keys[keys.size() * part / parts]);
  }
  return bounds;
}

std::vector<std::string> divide_bytes(rocksdb::DB& database, const std::string& begin, std::uint64_t total,
                                      std::size_t parts) {
  const auto tolerance = total / parts / 64;
  std::vector<std::string> bounds;
  for (std::size_t part = 1; part < parts; ++part) {
    bounds.push_back(key_at(database, begin, total * part / parts, tolerance));
  }
  return bounds;
}

}  // namespace

Result<void> RecordSnapshot::look_up(RecordKind kind, std::span<const std::string> keys,
                                     const std::function<bool(const StoredRecord&)>& visit) const {
  return scan(kind, 0, 1, [&](const StoredRecord& record) {
    while (!keys.empty() && keys.front() < record.key) keys = keys.subspan(1);
    return keys.empty() ? false : keys.front() != record.key || visit(record);
  });
}

// By one walk, for keys near each other share blocks of a table.
Result<void> StoreSnapshot::look_up(RecordKind kind, std::span<const std::string> keys,
                                    const std::function<bool(const StoredRecord&)>& visit) const {
  rocksdb::ReadOptions options;
  options.snapshot = view_;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> rows(database_.NewIterator(options));
  for (const std::string& key : keys) {
    const std::string row = layout::record_key(kind, key);
    rows->Seek(row);
    if (!rows->status().ok()) return fail_rocks("read a record", rows->status());
    if (!rows->Valid() || rows->key() != row) continue;
    const auto value = layout::parse_record_value(rows->value().ToStringView());
    if (!value) return fail(ErrorCode::kCorrupt, "record " + key + " is damaged");
    if (!visit({key, value->revision, value->bytes})) return {};
  }
  return {};
}

Result<StoreSnapshot::Bounds> StoreSnapshot::choose_bounds(RecordKind kind, std::size_t parts) const {
  const auto begin = layout::kind_prefix(kind);
  const auto end = layout::kind_end(kind);
  Bounds bounds;
  if (const auto total = bytes_in_tables(database_, begin, end); total > 0) {
    bounds = divide_bytes(database_, begin, total, parts);
  } else {
    rocksdb::ReadOptions options;
    options.snapshot = view_;
    auto divided = divide_keys(*std::unique_ptr<rocksdb::Iterator>(database_.NewIterator(options)), begin, parts);
    if (!divided) return std::unexpected(divided.error());
    bounds = std::move(*divided);
  }
  bounds.resize(parts - 1, end);
  bounds.insert(bounds.begin(), begin);
  bounds.push_back(end);
  std::ranges::sort(bounds);
  return bounds;
}

Result<const StoreSnapshot::Bounds*> StoreSnapshot::bounds(RecordKind kind, std::size_t parts) const {
  const std::scoped_lock lock(mutex_);
  auto& bounds = bounds_[{kind, parts}];
  if (bounds.empty()) {
    auto chosen = choose_bounds(kind, parts);
    if (!chosen) return std::unexpected(chosen.error());
    bounds = std::move(*chosen);
  }
  return &bounds;
}

Result<void> StoreSnapshot::scan(RecordKind kind, std::size_t part, std::size_t parts,
                                 const std::function<bool(const StoredRecord&)>& visit) const {
  if (part >= parts) return fail(ErrorCode::kBadUsage, "a scan has parts 0 .. parts - 1");
  const auto all = bounds(kind, parts);
  if (!all) return std::unexpected(all.error());
  const rocksdb::Slice end = (**all)[part + 1];
  rocksdb::ReadOptions options;
  options.snapshot = view_;
  options.iterate_upper_bound = &end;
  options.fill_cache = false;
  options.readahead_size = std::size_t{1} << 20;
  const std::unique_ptr<rocksdb::Iterator> rows(database_.NewIterator(options));
  for (rows->Seek((**all)[part]); rows->Valid(); rows->Next()) {
    const auto value = layout::parse_record_value(rows->value().ToStringView());
    if (!value) return fail(ErrorCode::kCorrupt, "a record in the store is damaged");
    const StoredRecord record{rows->key().ToStringView().substr(1), value->revision, value->bytes};
    if (!visit(record)) return {};
  }
  if (!rows->status().ok()) return fail_rocks("read the records", rows->status());
  return {};
}

}  // namespace schakel
