#include "index/store/rocks.h"

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <chrono>
#include <system_error>
#include <thread>
#include <vector>

#include "index/seal/seal.h"

namespace schakel {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr int kReadAttempts = 100;
constexpr auto kReadPause = std::chrono::milliseconds(50);

rocksdb::BlockBasedTableOptions table_options() {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(32 * kMiB);
  table.block_size = 16 << 10;
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  return table;
}

// Two levels, and compaction only when compact() asks: so a load and a night run are never slowed at a moment of
// RocksDB's choosing, and the space that a compaction takes is known before it starts.
rocksdb::Options database_options() {
  rocksdb::Options options;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.num_levels = 2;
  options.disable_auto_compactions = true;
  options.compression = rocksdb::kLZ4Compression;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options()));
  options.write_buffer_size = 64 * kMiB;
  options.max_write_buffer_number = 3;
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = 0.02;
  options.wal_bytes_per_sync = kMiB;
  options.bytes_per_sync = kMiB;
  options.max_background_jobs = 2;
  options.max_subcompactions = 2;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.info_log_level = rocksdb::WARN_LEVEL;
  options.keep_log_file_num = 4;
  return options;
}

ErrorCode code_of(const rocksdb::Status& status) {
  if (status.IsCorruption()) return ErrorCode::kCorrupt;
  if (status.IsNoSpace()) return ErrorCode::kNoSpace;
  if (status.IsBusy() || status.IsTryAgain()) return ErrorCode::kBusy;
  if (status.IsPathNotFound() || status.IsInvalidArgument()) return ErrorCode::kCorrupt;  // a file of ours is not there
  if (status.ToString().find("Permission denied") != std::string::npos) return ErrorCode::kNoPermission;
  return ErrorCode::kIo;
}

// Changes with every flush and compaction, before a file goes that they made superfluous.
std::string version_of(const std::filesystem::path& folder) {
  auto name = read_whole_file(folder / "CURRENT").value_or("");
  if (name.ends_with('\n')) name.pop_back();
  std::error_code error;
  return name + ":" + std::to_string(std::filesystem::file_size(folder / name, error));
}

// By naming the column family. Without, RocksDB takes a database that is compacted to the last row for one that has no
// log; when a batch arrives between that look and the replay of the log, its iterators see it and its Get does not.
rocksdb::Status open_read_only(const std::filesystem::path& folder, std::unique_ptr<rocksdb::DB>& database) {
  const auto options = database_options();
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  auto status = rocksdb::DB::OpenForReadOnly(options, folder.string(), {{rocksdb::kDefaultColumnFamilyName, options}},
                                             &handles, &opened);
  database.reset(opened);
  for (auto* handle : handles) delete handle;
  return status;
}

}  // namespace

std::unexpected<Error> fail_rocks(std::string_view doing, const rocksdb::Status& status) {
  return fail(code_of(status), "cannot " + std::string(doing) + ": " + status.ToString());
}

Result<std::unique_ptr<rocksdb::DB>> open_rocks_for_writing(const std::filesystem::path& folder, bool create) {
  auto options = database_options();
  options.create_if_missing = create;
  rocksdb::DB* database = nullptr;
  const auto status = rocksdb::DB::Open(options, folder.string(), &database);
  if (!status.ok()) return fail_rocks("open " + folder.string(), status);
  return std::unique_ptr<rocksdb::DB>(database);
}

Result<std::unique_ptr<rocksdb::DB>> open_rocks_for_reading(const std::filesystem::path& folder) {
  for (int attempt = 1;; ++attempt) {
    // A log that a flush deletes while we open would leave a hole that RocksDB does not see. Nothing is deleted before
    // the version changes; so what was opened between two equal versions is whole.
    const auto before = version_of(folder);
    std::unique_ptr<rocksdb::DB> database;
    const auto status = open_read_only(folder, database);
    if (version_of(folder) == before) {
      if (!status.ok()) return fail_rocks("open " + folder.string(), status);
      return database;
    }
    if (attempt == kReadAttempts) {
      return fail(ErrorCode::kBusy, folder.string() + " is being written too fast to be read; try again");
    }
    std::this_thread::sleep_for(kReadPause);
  }
}

}  // namespace schakel
