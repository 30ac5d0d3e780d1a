#include "index/seal/steady_file.h"

#include <catch2/catch.hpp>
#include <string>

#include "index/seal/seal.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

using namespace schakel;

TEST_CASE("a file that is written steadily holds what was written, however it was cut") {
  const testing::TempFolder folder;
  testing::Random random(4);
  for (const std::uint32_t longest : {1000U, 700'000U, 3'000'000U}) {
    const auto path = folder.write("file", std::string(20'000'000, 'o'));  // that of before is longer
    std::string expected;
    {
      auto file = SteadyFile::create(path);
      REQUIRE(file);
      for (int i = 0; i < 9; ++i) {
        const std::string piece(random.between(0, longest), static_cast<char>('a' + i));
        REQUIRE(file->write(piece));
        expected += piece;
      }
    }
    const auto found = read_whole_file(path);
    REQUIRE(found);
    CHECK(*found == expected);
  }
}

TEST_CASE("a file that cannot be made, or is full, is named") {
  const testing::TempFolder folder;
  const auto nowhere = SteadyFile::create(folder / "nowhere" / "file");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == ErrorCode::kNotFound);
  auto full = SteadyFile::create("/dev/full");
  REQUIRE(full);
  const auto written = full->write("something");
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::kNoSpace);
  CHECK(written.error().message.contains("/dev/full"));
}
