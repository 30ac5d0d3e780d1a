#include <catch2/catch.hpp>
#include <map>

#include "loaders/records/validate.h"
#include "loaders/synthetic/market.h"
#include "tests/loaders/synthetic/starter_market.h"

namespace schakel {
namespace {

constexpr std::uint64_t kSeekers = 5000;
constexpr std::uint64_t kVacancies = 3000;

std::unique_ptr<GeneratedMarket> market_of(std::uint32_t day) {
  return starter_market({.seekers = kSeekers, .vacancies = kVacancies, .seed = 9, .day = day});
}

struct State {
  std::uint64_t revision = 0;
  std::string bytes;
};
using States = std::map<std::string, State>;

// Loads a delivery over what is there, as a store does; counts the records that replaced another.
std::size_t deliver(std::uint32_t day, States& states) {
  std::size_t replaced = 0;
  const auto market = market_of(day);
  std::vector<Record> records = read_all(*market, 2);
  CHECK(records.size() == market->rows());
  for (const Record& record : records) {
    REQUIRE_FALSE(check(record).has_value());
    State next{0, bytes_of({record})};
    std::string id;
    if (const auto* seeker = std::get_if<Seeker>(&record)) id = seeker->id(), next.revision = seeker->revision();
    if (const auto* vacancy = std::get_if<Vacancy>(&record)) id = vacancy->id(), next.revision = vacancy->revision();
    State& known = states[id];
    CHECK(next.revision == known.revision + 1);
    CHECK(next.bytes != known.bytes);
    replaced += known.revision > 0 ? 1 : 0;
    known = std::move(next);
  }
  return replaced;
}

TEST_CASE("a day re-issues one record in fifty with the next revision and adds one per 500") {
  States states;
  CHECK(deliver(0, states) == 0);
  CHECK(states.size() == kSeekers + kVacancies);
  for (std::uint32_t day = 1; day <= 3; ++day) {
    const std::size_t replaced = deliver(day, states);
    CHECK(replaced > 110);  // 160 expected
    CHECK(replaced < 210);
    CHECK(states.size() == kSeekers + kVacancies + day * (kSeekers / 500 + kVacancies / 500));
  }
  const auto last = market_of(3);
  for (std::uint64_t number = 1; number <= kSeekers + 30; ++number) {
    const Seeker seeker = last->seeker(number);
    REQUIRE(states.at(seeker.id()).bytes == bytes_of({seeker}));
  }
  for (std::uint64_t number = 1; number <= kVacancies + 18; ++number) {
    const Vacancy vacancy = last->vacancy(number);
    REQUIRE(states.at(vacancy.id()).bytes == bytes_of({vacancy}));
  }
}

TEST_CASE("days let vacancies close and searches end") {
  const auto before = market_of(0);
  const auto after = market_of(30);
  std::size_t ended = 0;
  std::size_t closed = 0;
  for (std::uint64_t number = 1; number <= kSeekers; ++number)
    ended += after->seeker(number).valid_until() < before->seeker(number).valid_until() ? 1 : 0;
  for (std::uint64_t number = 1; number <= kVacancies; ++number)
    closed += after->vacancy(number).closing_date() < before->vacancy(number).closing_date() ? 1 : 0;
  CHECK(ended > 100);
  CHECK(closed > 100);
  CHECK(ended < kSeekers / 4);
  CHECK(closed < kVacancies / 4);
}

}  // namespace
}  // namespace schakel
