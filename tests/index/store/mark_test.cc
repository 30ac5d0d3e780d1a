#include <catch2/catch.hpp>
#include <random>

#include "index/seal/seal.h"
#include "index/store/high_water_mark.h"
#include "tests/support/temp_folder.h"

namespace schakel {

using testing::overwrite;
using testing::TempFolder;

TEST_CASE("a mark keeps the last number of writes") {
  const TempFolder temp;
  const auto file = temp.path() / "mark";
  REQUIRE(HighWaterMark::create(file));
  CHECK(HighWaterMark::open(file, false)->writes() == 0);
  for (const std::uint64_t writes : {1ULL, 2ULL, 3ULL, 5ULL, 1ULL << 40, ~0ULL}) {
    REQUIRE(HighWaterMark::open(file, true)->advance(writes));
    CHECK(HighWaterMark::open(file, false)->writes() == writes);
  }
}

TEST_CASE("a torn write of the mark leaves the number before it") {
  const TempFolder temp;
  const auto file = temp.path() / "mark";
  REQUIRE(HighWaterMark::create(file));
  auto mark = HighWaterMark::open(file, true).value();
  for (std::uint64_t writes = 1; writes <= 12; ++writes) REQUIRE(mark.advance(writes));
  const auto before = read_whole_file(file).value();
  REQUIRE(mark.advance(13));
  const auto after = read_whole_file(file).value();
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i] == after[i]) continue;
    overwrite(file, after.substr(0, i) + before.substr(i));
    CHECK(HighWaterMark::open(file, false)->writes() == 12);
  }
}

TEST_CASE("a flipped bit never raises the mark and never lowers it by more than one write") {
  const TempFolder temp;
  const auto file = temp.path() / "mark";
  REQUIRE(HighWaterMark::create(file));
  auto mark = HighWaterMark::open(file, true).value();
  for (std::uint64_t writes = 1; writes <= 7; ++writes) REQUIRE(mark.advance(writes));
  const auto good = read_whole_file(file).value();
  std::mt19937_64 random(11);
  for (int trial = 0; trial < 500; ++trial) {
    auto bad = good;
    const auto bit = random() % 512 + 32'768 * (random() % 3);
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
    overwrite(file, bad);
    const auto opened = HighWaterMark::open(file, false);
    if (opened) CHECK((opened->writes() == 7 || opened->writes() == 6));
  }
}

TEST_CASE("a mark that is cut off, empty or something else is damaged") {
  const TempFolder temp;
  const auto file = temp.path() / "mark";
  REQUIRE(HighWaterMark::create(file));
  const auto good = read_whole_file(file).value();
  for (const auto& bad : {std::string(), good.substr(0, 40), good.substr(0, 5000), good + "x", std::string("{}")}) {
    overwrite(file, bad);
    CHECK(HighWaterMark::open(file, false).error().code == ErrorCode::kCorrupt);
  }
}

TEST_CASE("a store of another format is refused, and both formats are named") {
  const TempFolder temp;
  const auto file = temp.path() / "mark";
  REQUIRE(HighWaterMark::create(file));
  auto text = read_whole_file(file).value();
  text[text.find("format 1") + 7] = '9';
  overwrite(file, text);
  const auto opened = HighWaterMark::open(file, true);
  REQUIRE(!opened);
  CHECK(opened.error().code == ErrorCode::kBadInput);
  CHECK(opened.error().message.find("format 9") != std::string::npos);
  CHECK(opened.error().message.find("format 1") != std::string::npos);
}

}  // namespace schakel
