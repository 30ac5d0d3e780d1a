// Lists that are made of those of the night before, by a job that is stopped halfway.

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "engine/rematch_after.h"
#include "index/seal/seal.h"
#include "server/chunked_rematch.h"
#include "server/epochs.h"
#include "server/making_runs.h"
#include "server/runs.h"
#include "tests/server/made_store.h"
#include "tests/server/rematch/killed.h"
#include "tests/support/edited_market.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kTop = 5, kReserve = 6;

// A store with two epochs, and lists of the first.
struct TwoNights {
  explicit TwoNights(std::uint64_t seed) : before(testing::random_market(seed, 900, 200)), then(before) {
    fs::create_directories(layout.epochs());
    for (const testing::TestEpoch* night : {&then, &now})
      fs::create_directory_symlink(night->folder, layout.epoch(night->epoch->id()));
    REQUIRE(make_run(layout, *then.epoch, {.top = kTop, .reserve = kReserve}));
  }
  // As the nightly job does it; `pause` after every block, so that chunks are kept meanwhile.
  [[nodiscard]] std::string make(ChunkReport& pair, std::chrono::milliseconds pause, std::uint32_t top = kTop) const {
    const auto run = open_run(layout, *then.epoch, std::nullopt);
    REQUIRE(run);
    const auto lists =
        rematch_after(*now.epoch, *then.epoch, **run,
                      {.k = top,
                       .reserve = kTop + kReserve - top,
                       .threads = 2,
                       .even_if_slower = true,
                       .progress = [pause](RematchPart, std::uint32_t) { std::this_thread::sleep_for(pause); },
                       .run = run_both_in_chunks(layout, kName, std::chrono::milliseconds(0), pair)});
    REQUIRE(lists);
    return checksum(*lists, kTop);
  }
  // Until both have kept something: a slow disk may still write the first chunk when all work is done.
  void make_and_keep(const std::string& expected) const {
    for (auto pause = std::chrono::milliseconds(2); chunks("seekers").empty() || chunks("vacancies").size() < 2;
         pause *= 2) {
      remove_chunks(layout);
      ChunkReport pair;
      REQUIRE(make(pair, pause) == expected);
      REQUIRE(pair.kept);
      CHECK(pair.blocks > 3);
      CHECK(pair.blocks_resumed == 0);
    }
  }
  // Of one of the two, in the order of their blocks.
  [[nodiscard]] std::vector<fs::path> chunks(const char* of) const {
    std::vector<fs::path> found;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(layout.chunks(kName) / of, none))
      if (fs::exists(entry.path() / kManifestName)) found.push_back(entry.path());
    std::ranges::sort(found);
    return found;
  }
  [[nodiscard]] std::uint32_t blocks_kept() const {
    std::uint32_t blocks = 0;
    for (const char* of : {"seekers", "vacancies"})
      for (const fs::path& chunk : chunks(of)) {
        const auto manifest = read_manifest(chunk);
        REQUIRE(manifest);
        blocks +=
            static_cast<std::uint32_t>(std::stoul(manifest->facts.at("to")) - std::stoul(manifest->facts.at("from")));
      }
    return blocks;
  }

  static constexpr const char* kName = "night";
  testing::RandomMarket before;
  testing::TestEpoch then, now{testing::edited_market(before, 1, 1, false).market};
  testing::TempFolder folder;
  StoreLayout layout{folder / "store"};
};

}  // namespace

TEST_CASE("a night that is killed at random, again and again, makes the same lists of those of the night before") {
  const TwoNights nights(21);
  const std::string expected = checksum(rematch(*nights.now.epoch, {.k = kTop}));
  const std::string out =
      out_of_killed(21, SCHAKEL_KILLED_REMATCH,
                    {nights.layout.root, nights.now.epoch->id(), std::to_string(kTop), std::to_string(kReserve)});
  CHECK(out == expected + " of " + nights.then.epoch->id());
}

TEST_CASE("what a night has kept is not done again, but what is damaged, or of another plan, is") {
  const TwoNights nights(22);
  const std::string expected = checksum(rematch(*nights.now.epoch, {.k = kTop}));
  nights.make_and_keep(expected);
  std::uint32_t kept = nights.blocks_kept();
  const KeptProgress progress = progress_of_chunks(nights.layout.chunks(TwoNights::kName));
  CHECK(progress.done == kept);
  ChunkReport again;
  CHECK(nights.make(again, {}) == expected);
  CHECK(again.blocks_resumed == kept);
  CHECK(progress.total == again.blocks);

  kept = nights.blocks_kept();
  flip_middle_byte(nights.chunks("seekers").front() / "rows.bin");
  ChunkReport after_damage;
  CHECK(nights.make(after_damage, {}) == expected);
  CHECK(after_damage.blocks_resumed < kept);

  // The chunks of one side are none of the other's.
  remove_chunks(nights.layout);
  nights.make_and_keep(expected);
  const fs::path chunks = nights.layout.chunks(TwoNights::kName);
  fs::rename(chunks / "seekers", chunks / "other");
  fs::rename(chunks / "vacancies", chunks / "seekers");
  ChunkReport swapped;
  CHECK(nights.make(swapped, {}) == expected);
  CHECK(swapped.blocks_resumed == 0);

  // Lists of as many rows, of which more are asked for, begin at lower totals.
  remove_chunks(nights.layout);
  nights.make_and_keep(expected);
  ChunkReport of_another;
  CHECK(nights.make(of_another, {}, kTop + 2) == expected);
  CHECK(of_another.blocks_resumed == 0);
}

TEST_CASE("where a night's chunks cannot be kept the lists are made all the same, and it is told") {
  const TwoNights nights(23);
  std::ofstream(nights.layout.chunks(TwoNights::kName)) << "in the way";
  ChunkReport pair;
  CHECK(nights.make(pair, std::chrono::milliseconds(2)) == checksum(rematch(*nights.now.epoch, {.k = kTop})));
  CHECK_FALSE(pair.kept);
}

}  // namespace schakel::test
