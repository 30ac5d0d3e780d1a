#include "index/epoch/epoch_holds.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <set>
#include <string>

#include "index/epoch/overlay/build_overlay.h"
#include "tests/support/edited_market.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/test_epoch.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

using testing::random_market;
using testing::TestEpoch;

std::set<std::string> ids_of(const auto& records) {
  std::set<std::string> ids;
  for (const auto& record : records) ids.insert(record.id());
  return ids;
}

// Asks the folder and the epoch about everybody of the market, and counts who is there.
std::size_t same_answers(const fs::path& folder, const Epoch& epoch, const testing::RandomMarket& market) {
  std::size_t there = 0;
  const auto same = [&](RecordKind kind, const std::string& id, bool expected) {
    const auto holds = epoch_holds(folder, kind, id);
    REQUIRE(holds);
    REQUIRE(*holds == expected);
    there += *holds ? 1 : 0;
  };
  for (const auto& id : ids_of(market.seekers)) same(RecordKind::kSeeker, id, epoch.find_seeker(id).has_value());
  for (const auto& id : ids_of(market.vacancies)) same(RecordKind::kVacancy, id, epoch.find_vacancy(id).has_value());
  same(RecordKind::kSeeker, "nobody", false);
  same(RecordKind::kVacancy, "", false);
  return there;
}

}  // namespace

TEST_CASE("the folder of an epoch says who is in it as the epoch does") {
  const auto market = random_market(5);
  const TestEpoch test(market);
  CHECK(same_answers(test.folder, *test.epoch, market) == test.epoch->seekers() + test.epoch->vacancies());
}

TEST_CASE("the folder of an epoch over another knows who of the base is still in it") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto before = random_market(seed, 80, 40);
    const TestEpoch base(before);
    const auto later = testing::edited_market(before, seed, 40, false);
    const fs::path folder = base.around / "later";
    REQUIRE(build_overlay(*base.epoch, testing::MemorySnapshot(later.market), later.keys, later.market.date, folder));
    fs::create_directory_symlink(base.folder, base.around / base.epoch->id());
    const auto epoch = Epoch::open(folder);
    REQUIRE(epoch);
    const std::size_t there = same_answers(folder, **epoch, later.market);
    CHECK(there == (*epoch)->active_seekers() + (*epoch)->vacancies());
    same_answers(folder, **epoch, before);  // those that went, too
    fs::remove(base.around / base.epoch->id());
    CHECK_FALSE(epoch_holds(folder, RecordKind::kSeeker, "nobody"));
  }
}

TEST_CASE("an epoch that is damaged or of another format is not asked") {
  const TestEpoch test(random_market(6));
  const fs::path file = test.folder / "seekers.bin";
  const std::string whole = testing::read_bytes(file);
  std::uint32_t arrays = 0;
  std::memcpy(&arrays, whole.data() + 12, sizeof arrays);
  const std::size_t head = 16 + std::size_t{64} * arrays;
  testing::overwrite(file, whole.substr(0, head) + std::string(whole.size() - head, '\xff'));
  const auto damaged = epoch_holds(test.folder, RecordKind::kSeeker, "anybody");
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::kCorrupt);
  testing::overwrite(file, whole);
  CHECK(epoch_holds(test.folder, RecordKind::kSeeker, "anybody"));

  fs::remove(test.folder / kManifestName);
  CHECK_FALSE(epoch_holds(test.folder, RecordKind::kSeeker, "anybody"));
}

}  // namespace schakel
