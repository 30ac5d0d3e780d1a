#include "server/files/out_file.h"

#include <catch2/catch.hpp>
#include <random>

#include "loaders/format/byte_input.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::read_bytes;
using testing::TempFolder;

namespace {

std::string random_lines(std::size_t bytes, unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  while (text.size() < bytes) text += std::to_string(random() % 1000) + (random() % 10 == 0 ? "\n" : ",");
  return text;
}

// Writes `text` in pieces of random length.
std::uint64_t write_in_pieces(const std::filesystem::path& file, std::string_view text, Compression how,
                              unsigned seed) {
  std::mt19937 random(seed);
  auto out = OutFile::create(file, how);
  REQUIRE(out);
  while (!text.empty()) {
    const auto piece = text.substr(0, 1 + random() % 100'000);
    REQUIRE(out->append(piece));
    text.remove_prefix(piece.size());
  }
  const auto bytes = out->commit();
  REQUIRE(bytes);
  return *bytes;
}

}  // namespace

TEST_CASE("a file is not there before its commit, and nothing stays without one") {
  const TempFolder folder;
  {
    auto out = OutFile::create(folder / "a.txt", Compression::kNone);
    REQUIRE(out);
    REQUIRE(out->append(std::string(3 << 20, 'x')));
    CHECK_FALSE(std::filesystem::exists(folder / "a.txt"));
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a committed file replaces the old one and says its size") {
  const TempFolder folder;
  folder.write("a.txt", "old");
  auto out = OutFile::create(folder / "a.txt", Compression::kNone);
  REQUIRE(out);
  REQUIRE(out->append("new one"));
  CHECK(read_bytes(folder / "a.txt") == "old");
  const auto bytes = out->commit();
  REQUIRE(bytes);
  CHECK(*bytes == 7);
  CHECK(read_bytes(folder / "a.txt") == "new one");
}

TEST_CASE("the same bytes give the same file, however they are cut") {
  const TempFolder folder;
  const std::string text = random_lines(4'000'000, 1);
  for (const Compression how : {Compression::kNone, Compression::kZstd}) {
    const auto bytes = write_in_pieces(folder / "first", text, how, 2);
    CHECK(bytes == std::filesystem::file_size(folder / "first"));
    write_in_pieces(folder / "second", text, how, 3);
    CHECK(read_bytes(folder / "first") == read_bytes(folder / "second"));
    const auto back = read_all(folder / "first");
    REQUIRE(back);
    CHECK(*back == text);
  }
}

TEST_CASE("an empty compressed file can be read") {
  const TempFolder folder;
  write_in_pieces(folder / "empty.zst", "", Compression::kZstd, 1);
  const auto back = read_all(folder / "empty.zst");
  REQUIRE(back);
  CHECK(back->empty());
}

TEST_CASE("a file in a folder that is not there names the file") {
  const TempFolder folder;
  const auto out = OutFile::create(folder / "nowhere/a.txt", Compression::kNone);
  REQUIRE_FALSE(out);
  CHECK(out.error().code == ErrorCode::kNotFound);
  CHECK(out.error().message.find("nowhere/a.txt") != std::string::npos);
}
