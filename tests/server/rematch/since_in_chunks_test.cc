// Lists that are brought up to date in chunks, by a job that is stopped halfway.
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "engine/rematch.h"
#include "server/making_runs.h"
#include "tests/server/rematch/killed.h"
#include "tests/support/overlay_market.h"

namespace schakel::test {

TEST_CASE("what was matched before a job was killed is kept, and the lists that it brings up to date are the same") {
  namespace fs = std::filesystem;
  constexpr std::uint32_t kTop = 5;
  unsigned long resumed = 0;
  for (std::uint64_t seed = 41; seed < 44; ++seed) {
    const testing::RandomMarket before = testing::random_market(seed, 900, 200);
    const testing::OverlayMarket made(before, testing::edited_market(before, seed, 20, false), kTop);
    const testing::TempFolder folder;
    const StoreLayout layout{folder / "store"};
    fs::create_directories(layout.epochs());
    for (const Epoch* epoch : {made.base.get(), made.epoch.get()})
      fs::create_directory_symlink(made.folder / epoch->id(), layout.epoch(epoch->id()));
    REQUIRE(make_run(layout, *made.base, {.top = kTop}));

    const std::string out =
        out_of_killed(seed, SCHAKEL_KILLED_REMATCH, {layout.root, made.epoch->id(), std::to_string(kTop), "since"});
    const auto space = out.find(' ');
    REQUIRE(space != std::string::npos);
    CHECK(out.substr(0, space) == checksum(rematch(*made.epoch, {.k = kTop})));
    resumed += std::stoul(out.substr(space + 1));
  }
  CHECK(resumed > 0);
}

}  // namespace schakel::test
