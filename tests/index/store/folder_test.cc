#include <catch2/catch.hpp>

#include "index/seal/seal.h"
#include "index/store/record_store.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::TempFolder;

namespace fs = std::filesystem;

ErrorCode refusal(const fs::path& folder, OpenMode mode) {
  const auto store = RecordStore::open(folder, mode);
  REQUIRE(!store);
  INFO(store.error().message);
  CHECK(store.error().message.find(folder.filename().string()) != std::string::npos);
  return store.error().code;
}

}  // namespace

TEST_CASE("a store is created in a folder that is absent or empty, with the folders above it") {
  const TempFolder temp;
  CHECK(RecordStore::open(temp.path() / "a/b/c", OpenMode::kReadWrite));
  fs::create_directory(temp.path() / "empty");
  const auto store = RecordStore::open(temp.path() / "empty", OpenMode::kReadWrite);
  REQUIRE(store);
  CHECK((*store)->sequence() == 0);
  CHECK((*store)->counts()->bytes_on_disk > 0);
}

TEST_CASE("a reader does not create a store") {
  const TempFolder temp;
  CHECK(refusal(temp.path() / "absent", OpenMode::kReadOnly) == ErrorCode::kNotFound);
  CHECK(refusal(temp.path(), OpenMode::kReadOnly) == ErrorCode::kNotFound);
  CHECK(fs::is_empty(temp.path()));
}

TEST_CASE("a folder of other things is not made into a store") {
  const TempFolder temp;
  const auto folder = temp.path() / "documents";
  fs::create_directory(folder);
  REQUIRE(write_file_atomically(folder / "letter", "dear"));
  CHECK(refusal(folder, OpenMode::kReadWrite) == ErrorCode::kBadUsage);
  CHECK(refusal(folder / "letter", OpenMode::kReadWrite) == ErrorCode::kNotFound);
  CHECK(std::distance(fs::directory_iterator(folder), {}) == 1);
}

TEST_CASE("a creation that was killed halfway is taken up again") {
  const TempFolder temp;
  REQUIRE(write_file_atomically(temp.path() / "lock", ""));
  REQUIRE(write_file_atomically(temp.path() / ".mark.123-0.tmp", "schakel"));
  SECTION("before the mark") {}
  SECTION("before the database") {
    REQUIRE(RecordStore::open(temp.path(), OpenMode::kReadWrite));
    fs::remove_all(temp.path() / "db");
    CHECK(refusal(temp.path(), OpenMode::kReadOnly) == ErrorCode::kNotFound);
  }
  CHECK(RecordStore::open(temp.path(), OpenMode::kReadWrite));
}

TEST_CASE("a store of another version is refused with both versions, by readers and writers") {
  const TempFolder temp;
  REQUIRE(RecordStore::open(temp.path(), OpenMode::kReadWrite));
  auto mark = read_whole_file(temp.path() / "mark").value();
  mark[mark.find("format 1") + 7] = '7';
  REQUIRE(write_file_atomically(temp.path() / "mark", mark));
  CHECK(refusal(temp.path(), OpenMode::kReadOnly) == ErrorCode::kBadInput);
  CHECK(refusal(temp.path(), OpenMode::kReadWrite) == ErrorCode::kBadInput);
}

TEST_CASE("a reader does not write") {
  const TempFolder temp;
  REQUIRE(RecordStore::open(temp.path(), OpenMode::kReadWrite));
  const auto reader = RecordStore::open(temp.path(), OpenMode::kReadOnly).value();
  CHECK(reader->apply({}).error().code == ErrorCode::kBadUsage);
  CHECK(reader->compact().error().code == ErrorCode::kBadUsage);
}

}  // namespace schakel
