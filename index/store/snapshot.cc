#include "index/store/snapshot.h"

#include <algorithm>
#include <memory>

#include "index/store/layout.h"
#include "index/store/rocks.h"

namespace schakel {
namespace {

constexpr std::size_t kMaxBoundLength = 64;

std::uint64_t estimated_bytes(rocksdb::DB& database, std::string_view from, std::string_view to) {
  const rocksdb::Range range(from, to);
  rocksdb::SizeApproximationOptions options;
  options.include_memtables = true;
  std::uint64_t bytes = 0;
  const auto status = database.GetApproximateSizes(options, database.DefaultColumnFamily(), &range, 1, &bytes);
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
      const auto bytes = estimated_bytes(database, begin, key + static_cast<char>(middle));
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

std::vector<std::string> choose_bounds(rocksdb::DB& database, RecordKind kind, std::size_t parts) {
  const auto begin = layout::kind_prefix(kind);
  const auto end = layout::kind_end(kind);
  const auto total = estimated_bytes(database, begin, end);
  const auto tolerance = total / parts / 64;
  std::vector<std::string> bounds{begin};
  for (std::size_t part = 1; part < parts; ++part) {
    bounds.push_back(key_at(database, begin, total * part / parts, tolerance));
  }
  bounds.push_back(end);
  std::ranges::sort(bounds);
  return bounds;
}

}  // namespace

const StoreSnapshot::Bounds& StoreSnapshot::bounds(RecordKind kind, std::size_t parts) const {
  const std::scoped_lock lock(mutex_);
  auto& bounds = bounds_[{kind, parts}];
  if (bounds.empty()) bounds = choose_bounds(database_, kind, parts);
  return bounds;
}

Result<void> StoreSnapshot::scan(RecordKind kind, std::size_t part, std::size_t parts,
                                 const std::function<bool(const StoredRecord&)>& visit) const {
  if (part >= parts) return fail(ErrorCode::kBadUsage, "a scan has parts 0 .. parts - 1");
  const auto& all = bounds(kind, parts);
  const rocksdb::Slice end = all[part + 1];
  rocksdb::ReadOptions options;
  options.snapshot = view_;
  options.iterate_upper_bound = &end;
  options.fill_cache = false;
  options.readahead_size = std::size_t{1} << 20;
  const std::unique_ptr<rocksdb::Iterator> rows(database_.NewIterator(options));
  for (rows->Seek(all[part]); rows->Valid(); rows->Next()) {
    const auto value = layout::parse_record_value(rows->value().ToStringView());
    if (!value) return fail(ErrorCode::kCorrupt, "a record in the store is damaged");
    const StoredRecord record{rows->key().ToStringView().substr(1), value->revision, value->bytes};
    if (!visit(record)) return {};
  }
  if (!rows->status().ok()) return fail_rocks("read the records", rows->status());
  return {};
}

}  // namespace schakel
