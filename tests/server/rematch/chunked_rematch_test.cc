#include "server/chunked_rematch.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "server/epochs.h"
#include "server/making_runs.h"
#include "tests/server/made_store.h"
#include "tests/server/rematch/killed.h"
#include "tests/support/random_market.h"
#include "tests/support/test_epoch.h"

namespace schakel::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kTop = 7;
constexpr std::chrono::milliseconds kPause{2};

// A store that has an epoch of many blocks, and nothing else.
struct EpochStore {
  explicit EpochStore(std::uint64_t seed) : made(testing::random_market(seed, 900, 60)) {
    fs::create_directories(layout.epochs());
    fs::create_directory_symlink(made.folder, layout.epoch(made.epoch->id()));
  }
  // `pause`: after every block, so that chunks are kept meanwhile.
  [[nodiscard]] ChunkedRematch run(std::uint32_t k = kTop, std::chrono::milliseconds pause = kPause) const {
    const auto wait = [pause](RematchPart, std::uint32_t) { std::this_thread::sleep_for(pause); };
    return rematch_in_chunks(layout, *made.epoch,
                             {.rematch = {.k = k, .progress = wait}, .chunk = std::chrono::milliseconds(0)});
  }
  [[nodiscard]] fs::path chunks() const { return layout.chunks(run_name(made.epoch->id(), kTop)); }
  [[nodiscard]] fs::path all() const { return chunks() / "all"; }
  [[nodiscard]] std::size_t chunks_kept() const {
    std::error_code none;
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(all(), none)) count += fs::exists(entry.path() / kManifestName);
    return count;
  }

  testing::TestEpoch made;
  testing::TempFolder folder;
  StoreLayout layout{folder / "store"};
};

}  // namespace

TEST_CASE("a rematch that is killed at random, again and again, ends with the same bytes") {
  const EpochStore store(11);
  const std::string expected = checksum(rematch(*store.made.epoch, {.k = kTop}));
  CHECK(out_of_killed(11, SCHAKEL_KILLED_REMATCH, {store.layout.root, store.made.epoch->id(), std::to_string(kTop)}) ==
        expected);
}

TEST_CASE("work that is kept is not done again, and what follows a damaged chunk is") {
  const EpochStore store(12);
  const std::uint32_t blocks = store.made.epoch->blocks();
  REQUIRE(blocks > 6);
  std::string expected;
  // They stay until the lists have a place of their own. A slow disk may still write the first when all work is done.
  for (auto pause = kPause; store.chunks_kept() < 2; pause *= 2) {
    remove_chunks(store.layout);
    expected = checksum(store.run(kTop, pause).lists);
  }
  fs::create_directories(store.all() / ".unfinished");  // of a job that was killed while it wrote a chunk
  const ChunkedRematch again = store.run();
  CHECK(again.chunks.blocks_resumed > 0);
  CHECK(checksum(again.lists) == expected);

  flip_middle_byte(store.all() / "00000000" / "rows.bin");
  const ChunkedRematch after_damage = store.run();
  CHECK(after_damage.chunks.blocks_resumed == 0);
  CHECK(checksum(after_damage.lists) == expected);
}

TEST_CASE("where chunks cannot be kept the lists are made all the same, and it is told") {
  const EpochStore store(14);
  fs::create_directories(store.layout.runs());
  std::ofstream(store.chunks()) << "in the way";
  const ChunkedRematch made = store.run();
  CHECK_FALSE(made.chunks.kept);
  CHECK(checksum(made.lists) == checksum(rematch(*store.made.epoch, {.k = kTop})));
}

TEST_CASE("chunks of lists of another length are not taken") {
  const EpochStore store(13);
  const std::string five = checksum(rematch(*store.made.epoch, {.k = 5}));
  (void)store.run();
  fs::rename(store.chunks(), store.layout.chunks(run_name(store.made.epoch->id(), 5)));
  const ChunkedRematch other = store.run(5);
  CHECK(other.chunks.blocks_resumed == 0);
  CHECK(checksum(other.lists) == five);
}

TEST_CASE("the lists in place, their chunks are gone") {
  const MadeStore store;
  const auto epoch = store.epoch();
  const fs::path chunks = store.layout.chunks(run_name(epoch->id(), 10 + usual_reserve(10)));
  for (const char* of : {"all", "seekers", "vacancies"}) fs::create_directories(chunks / of / "00000000");
  fs::create_directories(store.layout.chunks("old-10"));
  MadeStore::run({"rematch", "--store", store.root, "--top", "10", "--chunk-seconds", "0"});
  CHECK_FALSE(fs::exists(chunks));
  CHECK_FALSE(fs::exists(store.layout.chunks("old-10")));
}

TEST_CASE("lists brought up to date, their chunks are gone too") {
  const MadeStore store;
  const std::vector<std::string> since{"rematch", "--store", store.root, "--since",   store.epoch()->id(),
                                       "--top",   "10",      "--date",   "2026-11-23"};
  MadeStore::run(since);
  const fs::path chunks = store.layout.chunks(run_name(store.epoch()->id(), 10));
  for (const char* of : {"seekers", "vacancies"}) fs::create_directories(chunks / of / "00000000");
  MadeStore::run(since);
  CHECK(store.layout.chunks(run_name(store.epoch()->id(), 10)) == chunks);
  CHECK_FALSE(fs::exists(chunks));
}

TEST_CASE("a memory limit holds for lists that are brought up to date too, which need more") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  const auto since = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments{"rematch", "--json", "--store", store.root,   "--since",   base,
                                       "--top",   "10",     "--date",  "2026-11-23", "--threads", "2"};
    std::ranges::move(more, std::back_inserter(arguments));
    return run_schakel(arguments);
  };
  const auto for_one = [&] { return rematch_memory(*store.epoch(), 10 + usual_reserve(10), 1); };
  const Outcome refused = since({"--memory-limit", "1MB"});
  CHECK(refused.exit_code == 2);
  CHECK(contains(refused.err, "MiB of memory; --memory-limit allows 1 MiB"));
  CHECK(since({"--memory-limit", std::to_string(for_one() * 5 / 4)}).exit_code == 2);
  CHECK(store.epoch()->id() == base);  // nothing was made for it

  REQUIRE(since({}).exit_code == 0);
  REQUIRE(store.epoch()->id() != base);
  const Outcome alone = since({"--memory-limit", std::to_string(for_one() * 3 / 2)});
  REQUIRE(alone.exit_code == 0);
  CHECK(at(parse_json(alone.out), "threads") == "1");
}

TEST_CASE("a memory limit is kept by fewer threads, or refused with what is needed") {
  const MadeStore store;
  const Outcome refused = run_schakel({"rematch", "--store", store.root, "--memory-limit", "1MB"});
  CHECK(refused.exit_code == 2);
  CHECK(contains(refused.err, "--memory-limit"));
  const auto epoch = store.epoch();
  const std::string enough_for_one = std::to_string(rematch_memory(*epoch, 10 + usual_reserve(10), 1));
  const Outcome one = MadeStore::run(
      {"rematch", "--store", store.root, "--top", "10", "--threads", "2", "--memory-limit", enough_for_one, "--json"});
  CHECK(at(parse_json(one.out), "threads") == "1");
}

}  // namespace schakel::test
