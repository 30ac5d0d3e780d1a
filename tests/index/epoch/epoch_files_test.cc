#include <catch2/catch.hpp>
#include <fstream>

#include "index/model/strategy.h"
#include "tests/support/test_epoch.h"

namespace schakel {

using testing::random_market;
using testing::TestEpoch;

TEST_CASE("an epoch knows its records by id, as they were frozen") {
  const auto market = random_market(5);
  const TestEpoch test(market);
  std::size_t found = 0;
  for (const Seeker& seeker : market.seekers) {
    const auto id = test.epoch->find_seeker(seeker.id());
    if (!id) continue;
    ++found;
    REQUIRE(test.epoch->name(*id) == seeker.id());
    REQUIRE(test.epoch->record(*id).SerializeAsString() == seeker.SerializeAsString());
  }
  REQUIRE(found == test.epoch->seekers());
  REQUIRE(found > 0);
  REQUIRE_FALSE(test.epoch->find_seeker("nobody").has_value());
  REQUIRE_FALSE(test.epoch->find_vacancy("").has_value());
}

TEST_CASE("demand and offer units of every vacancy sum to exactly 4096") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const TestEpoch test(random_market(seed));
    for (std::uint32_t v = 0; v < test.epoch->vacancies(); ++v) {
      std::uint32_t demand = 0, offer = 0;
      for (const VacancyItem& entry : test.epoch->vacancy(VacancyId{v}).items)
        (is_demand(test.epoch->items[entry.item].kind) ? demand : offer) += entry.units;
      REQUIRE((demand == 0 || demand == kUnits));
      REQUIRE((offer == 0 || offer == kUnits));
    }
  }
}

TEST_CASE("a flipped byte in any file of an epoch is found before it is opened") {
  const TestEpoch test(random_market(6));
  for (const SealedFile& file : test.epoch->manifest().files) {
    const auto path = test.folder / file.name;
    for (const std::uint64_t at : {std::uint64_t{0}, file.bytes / 2, file.bytes - 1}) {
      std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
      stream.seekg(static_cast<std::streamoff>(at));
      const char byte = static_cast<char>(stream.get());
      const auto put = [&](char value) {
        stream.seekp(static_cast<std::streamoff>(at));
        stream.put(value);
        stream.flush();
      };
      put(static_cast<char>(byte ^ 0x10));
      const auto opened = Epoch::open(test.folder);
      REQUIRE_FALSE(opened.has_value());
      REQUIRE(opened.error().code == ErrorCode::kCorrupt);
      REQUIRE(opened.error().message.find(file.name) != std::string::npos);
      put(byte);
    }
  }
  REQUIRE(Epoch::open(test.folder).has_value());
}

TEST_CASE("an epoch's id follows from its content: records, date and strategy") {
  auto market = random_market(7);
  const TestEpoch first(market), again(market);
  REQUIRE(first.epoch->id() == again.epoch->id());
  market.strategy.set_version(market.strategy.version() + 1);
  REQUIRE(TestEpoch(market).epoch->id() != first.epoch->id());
  market = random_market(7);
  market.seekers.front().set_presentation("anders");
  REQUIRE(TestEpoch(market).epoch->id() != first.epoch->id());
}

TEST_CASE("an empty market makes an epoch with nobody in it") {
  testing::RandomMarket market;
  market.strategy = standard_strategy();
  market.date = Date{20261122};
  const TestEpoch test(market);
  REQUIRE(test.epoch->seekers() == 0);
  REQUIRE(test.epoch->vacancies() == 0);
  REQUIRE(test.epoch->blocks() == 0);
}

}  // namespace schakel
