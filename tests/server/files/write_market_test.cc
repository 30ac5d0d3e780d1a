#include "server/files/write_market.h"

#include <catch2/catch.hpp>

#include "loaders/format/byte_input.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::read_bytes;
using testing::TempFolder;

namespace {

MarketFiles small_market(const std::filesystem::path& out, int threads) {
  MarketFiles files;
  files.market.seekers = 300;
  files.market.vacancies = 100;
  files.market.seed = 11;
  files.market.chunk_rows = 37;
  files.out = out;
  files.threads = threads;
  return files;
}

std::vector<WrittenFile> write(const MarketFiles& files) {
  auto written = write_market(files, [](std::uint64_t, std::uint64_t) {});
  REQUIRE(written);
  return *written;
}

}  // namespace

TEST_CASE("a market is the same bytes on any number of threads") {
  const TempFolder folder;
  const auto one = write(small_market(folder / "one", 1));
  const auto many = write(small_market(folder / "many", 8));
  REQUIRE(one.size() == 4);
  for (std::size_t i = 0; i < one.size(); ++i) CHECK(read_bytes(one[i].path) == read_bytes(many[i].path));
}

TEST_CASE("a compressed market says the same, and its counts are those of its lines") {
  const TempFolder folder;
  auto files = small_market(folder / "plain", 2);
  const auto plain = write(files);
  files.out = folder / "packed";
  files.compress = true;
  const auto packed = write(files);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const auto text = read_all(packed[i].path);
    REQUIRE(text);
    CHECK(*text == read_bytes(plain[i].path));
    CHECK(static_cast<std::uint64_t>(std::ranges::count(*text, '\n')) == plain[i].rows);
    CHECK(packed[i].bytes < plain[i].bytes);
  }
  CHECK(plain[2].rows == 100);
  CHECK(plain[3].rows == 300);
}

TEST_CASE("another seed is another market") {
  const TempFolder folder;
  auto files = small_market(folder / "a", 2);
  const auto first = write(files);
  files.out = folder / "b";
  files.market.seed = 12;
  const auto second = write(files);
  CHECK(read_bytes(first[3].path) != read_bytes(second[3].path));
}

TEST_CASE("a written market is a taxonomy and places for another one") {
  const TempFolder folder;
  const auto first = write(small_market(folder / "a", 2));
  auto files = small_market(folder / "b", 2);
  files.taxonomies = {first[0].path};
  files.postcodes = first[1].path;
  const auto second = write(files);
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(read_bytes(first[i].path) == read_bytes(second[i].path));
}
