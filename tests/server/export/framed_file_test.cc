#include "server/export/framed_file.h"

#include <atomic>
#include <catch2/catch.hpp>

#include "loaders/format/byte_input.h"
#include "server/on_threads.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::read_bytes;
using testing::TempFolder;

namespace {

Result<void> number_line(std::size_t piece, std::string& text) {
  for (std::size_t i = 0; i <= piece % 7; ++i) text += "piece " + std::to_string(piece) + "\n";
  return {};
}

Result<void> write(const std::filesystem::path& file, std::size_t pieces, int threads) {
  return on_threads(threads, [&] { return write_framed_file(file, pieces, number_line, [](std::size_t) {}); });
}

}  // namespace

TEST_CASE("pieces written on many threads are one text, in order") {
  const TempFolder folder;
  REQUIRE(write(folder / "out.zst", 500, 8));
  std::string expected;
  for (std::size_t piece = 0; piece < 500; ++piece) REQUIRE(number_line(piece, expected));
  CHECK(read_all(folder / "out.zst").value_or("") == expected);
}

TEST_CASE("the bytes of a framed file do not depend on the threads") {
  const TempFolder folder;
  for (const int threads : {1, 2, 8}) REQUIRE(write(folder / std::to_string(threads), 300, threads));
  CHECK(read_bytes(folder / "1") == read_bytes(folder / "2"));
  CHECK(read_bytes(folder / "1") == read_bytes(folder / "8"));
}

TEST_CASE("pieces are reported in order, each once") {
  const TempFolder folder;
  std::vector<std::size_t> told;
  REQUIRE(on_threads(4, [&] {
    return write_framed_file(folder / "out.zst", 100, number_line, [&](std::size_t piece) { told.push_back(piece); });
  }));
  REQUIRE(told.size() == 100);
  for (std::size_t i = 0; i < told.size(); ++i) CHECK(told[i] == i);
}

TEST_CASE("a file of no things is a file that every reader can read") {
  const TempFolder folder;
  REQUIRE(piece_count(0, 10) == 1);
  CHECK(piece_count(10, 10) == 1);
  CHECK(piece_count(11, 10) == 2);
  const auto nothing = [](std::size_t, std::string&) -> Result<void> { return {}; };
  REQUIRE(write_framed_file(folder / "out.zst", 1, nothing, [](std::size_t) {}));
  CHECK_FALSE(read_bytes(folder / "out.zst").empty());
  const auto text = read_all(folder / "out.zst");
  REQUIRE(text);
  CHECK(text->empty());
}

TEST_CASE("the first piece that fails is what is told, and no file stays") {
  const TempFolder folder;
  std::atomic<int> made = 0;
  const auto failing = [&](std::size_t piece, std::string& text) -> Result<void> {
    ++made;
    if (piece >= 40) return fail(ErrorCode::kCorrupt, "piece " + std::to_string(piece));
    return number_line(piece, text);
  };
  const auto written =
      on_threads(4, [&] { return write_framed_file(folder / "out.zst", 100'000, failing, [](std::size_t) {}); });
  REQUIRE_FALSE(written);
  CHECK(written.error().message == "piece 40");
  CHECK(made < 1000);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a folder that is not there is an error") {
  const TempFolder folder;
  const auto written = write(folder / "none/out.zst", 3, 2);
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::kNotFound);
}
