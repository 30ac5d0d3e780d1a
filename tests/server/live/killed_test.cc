// A live market that is killed under writes. SCHAKEL_KILL_ROUNDS sets how often (6).

#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <sstream>
#include <thread>

#include "tests/index/store/writer_process.h"
#include "tests/server/live/live_store.h"
#include "tests/support/kill_rounds.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

using testing::LiveStore;
using testing::need;
using testing::random_market;

// What one record may be: as it was acknowledged last, or as a write that had begun would have it. Each is written by
// one thread, so at most one write of it is open. 0: not there.
struct Possible {
  std::uint64_t acknowledged = 0;
  std::optional<std::uint64_t> begun;
};

int rounds() { return testing::kill_rounds(6); }

void hear(std::map<std::string, Possible>& records, const std::string& line) {
  std::istringstream words(line);
  std::string when, what, id;
  std::uint64_t revision = 0;
  if (!(words >> when >> what >> id >> revision)) FAIL(line);
  Possible& record = records[id];
  record.begun = what == "put" ? revision : 0;
  if (when == "done") record.acknowledged = *std::exchange(record.begun, std::nullopt);
}

std::uint64_t revision_in(const std::optional<std::string>& bytes) {
  if (!bytes) return 0;
  Seeker record;
  REQUIRE(record.ParseFromString(*bytes));
  return std::stoull(record.presentation().substr(std::string("revision ").size()));
}

}  // namespace

TEST_CASE("a live market that is killed under writes has lost nothing that it acknowledged", "[kill]") {
  LiveStore store(random_market(21, 60, 30));
  testing::Random random(21);
  std::map<std::string, Possible> records;
  std::uint64_t acknowledged = 0;
  for (int round = 1; round <= rounds(); ++round) {
    INFO("round " << round);
    {
      WriterProcess writer({store.layout.root.string(), std::to_string(round)});
      if (const auto line = writer.line()) hear(records, *line);
      std::this_thread::sleep_for(std::chrono::milliseconds(random.between(0, 400)));
      writer.kill();
      while (const auto line = writer.line()) {
        acknowledged += line->starts_with("done") ? 1 : 0;
        hear(records, *line);
      }
    }
    store.open();
    const Market market = store.live->market()->market();
    for (auto& [id, possible] : records) {
      INFO(id);
      const auto stored = need(store.live->get(RecordKind::kSeeker, id));
      const std::uint64_t revision = revision_in(stored);
      REQUIRE((revision == possible.acknowledged || revision == possible.begun));
      const auto found = market.find_seeker(id);
      REQUIRE(found.has_value() == stored.has_value());
      if (found) REQUIRE(market.record_bytes(*found) == *stored);
      possible = {revision, std::nullopt};
    }
    store.live.reset();
  }
  CHECK(acknowledged > static_cast<std::uint64_t>(rounds()));
}

}  // namespace schakel
