#include <catch2/catch.hpp>
#include <random>

#include "index/seal/seal.h"
#include "tests/index/store/script.h"
#include "tests/index/store/twin.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::TempFolder;

namespace fs = std::filesystem;

constexpr Script kScript{.seed = 21, .batches = 24, .edits = 60, .keys = 200};

void apply_script(RecordStore& store, std::size_t from, std::size_t to, Twin& twin) {
  for (auto number = from; number < to; ++number) {
    const auto batch = script_batch(kScript, number, true);
    REQUIRE(store.apply(batch));
    twin.apply(batch);
  }
}

std::unique_ptr<RecordStore> open_store(const fs::path& folder) {
  return RecordStore::open(folder, OpenMode::kReadWrite).value();
}

fs::path fresh_copy(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
  return to;
}

// The files of the database that hold something; RocksDB's own log of messages is not among them.
std::vector<fs::path> database_files(const fs::path& store, std::string_view extension = "") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(store / "db")) {
    const auto name = entry.path().filename().string();
    if (entry.file_size() > 0 && !name.starts_with("LOG") && name.ends_with(extension)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

fs::path write_ahead_log(const fs::path& store) {
  const auto logs = database_files(store, ".log");
  REQUIRE(logs.size() == 1);
  return logs.front();
}

void flip_bit(const fs::path& file, std::uint64_t bit) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(bit / 8));
  const auto byte = stream.get() ^ (1 << bit % 8);
  stream.seekp(static_cast<std::streamoff>(bit / 8));
  stream.put(static_cast<char>(byte));
}

enum class Verdict { kRefused, kWhole, kLied };

Verdict judge(const fs::path& folder, OpenMode mode, const Twin& twin) {
  const auto store = RecordStore::open(folder, mode);
  if (!store) return Verdict::kRefused;
  const auto different = difference(**store, twin);
  if (!different) return Verdict::kRefused;
  return different->empty() ? Verdict::kWhole : Verdict::kLied;
}

void check_lost_writes(const fs::path& folder) {
  for (const auto mode : {OpenMode::kReadOnly, OpenMode::kReadWrite, OpenMode::kReadWrite}) {
    const auto store = RecordStore::open(folder, mode);
    REQUIRE(!store);
    CHECK(store.error().code == ErrorCode::kCorrupt);
    CHECK(store.error().message.find("docs/operation.md") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("a flipped bit in the write-ahead log is refused, and the refusal touches nothing") {
  const TempFolder temp;
  Twin twin;
  apply_script(*open_store(temp.path() / "good"), 0, kScript.batches, twin);
  std::mt19937_64 random(1);
  int refused = 0;
  for (int trial = 0; trial < 100; ++trial) {
    const auto folder = fresh_copy(temp.path() / "good", temp.path() / "bad");
    const auto log = write_ahead_log(folder);
    const auto bit = random() % (8 * fs::file_size(log));
    INFO("bit " << bit << " of " << 8 * fs::file_size(log));
    flip_bit(log, bit);
    const auto verdict = judge(folder, trial % 2 == 0 ? OpenMode::kReadWrite : OpenMode::kReadOnly, twin);
    REQUIRE(verdict != Verdict::kLied);
    if (verdict == Verdict::kWhole) continue;
    ++refused;
    REQUIRE(fs::exists(log));
    flip_bit(log, bit);
    REQUIRE(judge(folder, OpenMode::kReadWrite, twin) == Verdict::kWhole);
  }
  CHECK(refused >= 98);  // the padding at the end of a block of the log means nothing
}

TEST_CASE("a flipped bit in any file of the database never changes what is read") {
  const TempFolder temp;
  Twin twin;
  {
    const auto store = open_store(temp.path() / "good");
    apply_script(*store, 0, 12, twin);
    REQUIRE(store->compact());
    apply_script(*store, 12, kScript.batches, twin);
  }
  std::mt19937_64 random(2);
  int refused = 0;
  for (int trial = 0; trial < 100; ++trial) {
    const auto folder = fresh_copy(temp.path() / "good", temp.path() / "bad");
    const auto files = database_files(folder);
    const auto& file = files[random() % files.size()];
    flip_bit(file, random() % (8 * fs::file_size(file)));
    const auto verdict = judge(folder, OpenMode::kReadWrite, twin);
    REQUIRE(verdict != Verdict::kLied);
    refused += verdict == Verdict::kRefused;
  }
  CHECK(refused > 30);
}

TEST_CASE("a deleted write-ahead log is refused, time and again") {
  const TempFolder temp;
  Twin twin;
  apply_script(*open_store(temp.path()), 0, 5, twin);
  fs::remove(write_ahead_log(temp.path()));
  check_lost_writes(temp.path());
}

TEST_CASE("a deleted database is refused, and so is one without its mark") {
  const TempFolder temp;
  Twin twin;
  apply_script(*open_store(temp.path()), 0, 5, twin);
  SECTION("database") { fs::remove_all(temp.path() / "db"); }
  SECTION("what is in it") {
    fs::remove_all(temp.path() / "db");
    fs::create_directory(temp.path() / "db");
  }
  SECTION("mark") { fs::remove(temp.path() / "mark"); }
  check_lost_writes(temp.path());
}

TEST_CASE("an older database beside a newer mark is refused") {
  const TempFolder temp;
  Twin twin;
  apply_script(*open_store(temp.path() / "store"), 0, 5, twin);
  fresh_copy(temp.path() / "store/db", temp.path() / "older");
  apply_script(*open_store(temp.path() / "store"), 5, 6, twin);
  fresh_copy(temp.path() / "older", temp.path() / "store/db");
  check_lost_writes(temp.path() / "store");
}

TEST_CASE("a log that lost its tail is refused when the tail was acknowledged, else the store is as before it") {
  const TempFolder temp;
  const auto store = temp.path() / "store";
  Twin before;
  {
    const auto open = open_store(store);
    apply_script(*open, 0, 5, before);
    fs::copy_file(store / "mark", temp.path() / "mark-of-5");
  }
  const auto size_before = fs::file_size(write_ahead_log(store));
  // A reopening would start another log, so the sixth batch comes in one run with the five: the same bytes again.
  fs::remove_all(store);
  Twin after;
  apply_script(*open_store(store), 0, 6, after);
  const auto size_after = fs::file_size(write_ahead_log(store));
  REQUIRE(size_after > size_before);
  std::mt19937_64 random(3);
  for (int trial = 0; trial < 40; ++trial) {
    const auto size = trial == 0 ? size_before : size_before + random() % (size_after - size_before);
    const auto acknowledged = fresh_copy(store, temp.path() / "acknowledged");
    fs::resize_file(write_ahead_log(acknowledged), size);
    CHECK(judge(acknowledged, OpenMode::kReadWrite, after) == Verdict::kRefused);
    const auto torn = fresh_copy(store, temp.path() / "torn");
    fs::resize_file(write_ahead_log(torn), size);
    fs::copy_file(temp.path() / "mark-of-5", torn / "mark", fs::copy_options::overwrite_existing);
    CHECK(judge(torn, OpenMode::kReadOnly, before) == Verdict::kWhole);
    CHECK(judge(torn, OpenMode::kReadWrite, before) == Verdict::kWhole);
  }
}

TEST_CASE("a crash between the write and its mark leaves a store that opens with the write in it") {
  const TempFolder temp;
  Twin twin;
  apply_script(*open_store(temp.path()), 0, 5, twin);
  const auto mark = read_whole_file(temp.path() / "mark").value();
  apply_script(*open_store(temp.path()), 5, 6, twin);
  REQUIRE(write_file_atomically(temp.path() / "mark", mark));
  CHECK(judge(temp.path(), OpenMode::kReadWrite, twin) == Verdict::kWhole);
  CHECK(read_whole_file(temp.path() / "mark").value() != mark);
}

}  // namespace schakel
