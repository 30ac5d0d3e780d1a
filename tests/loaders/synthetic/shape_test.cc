#include "loaders/synthetic/shape.h"

#include <catch2/catch.hpp>
#include <map>

#include "loaders/records/validate.h"
#include "tests/loaders/synthetic/starter_market.h"

namespace schakel {
namespace {

constexpr std::uint64_t kSize = 2000;

std::unique_ptr<GeneratedMarket> shaped(const MarketShape& shape, std::uint32_t day = 0) {
  return starter_market({.seekers = kSize, .vacancies = kSize, .seed = 9, .day = day, .shape = shape});
}

// The average of a count over all seekers or vacancies, in hundredths.
template <class Count>
std::uint64_t mean_seeker(const MarketShape& shape, const Count& count) {
  const auto market = shaped(shape);
  std::uint64_t sum = 0;
  for (std::uint64_t number = 1; number <= kSize; ++number)
    sum += static_cast<std::uint64_t>(count(market->seeker(number)));
  return 100 * sum / kSize;
}

std::uint64_t mean_competences(std::uint32_t percent) {
  return mean_seeker({.profile_percent = percent}, [](const Seeker& seeker) { return seeker.competences_size(); });
}

std::uint64_t fnv1a(const std::string& bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

TEST_CASE("the usual shape gives the bytes that a market always gave") {
  CHECK(fnv1a(bytes_of(read_all(*starter_market({.seekers = 500, .vacancies = 300, .seed = 3})))) ==
        0xe8074b82ecdad062);
  CHECK(fnv1a(bytes_of(read_all(*starter_market({.seekers = 5000, .vacancies = 3000, .seed = 3, .day = 7})))) ==
        0xcdf9f1a769647ee9);
}

TEST_CASE("a thin profile tells less of everything but its first wish, a rich one has more competences") {
  const std::uint64_t usual = mean_competences(100);
  CHECK(mean_competences(0) == 0);
  CHECK(mean_competences(50) > usual * 45 / 100);
  CHECK(mean_competences(50) < usual * 55 / 100);
  CHECK(mean_competences(300) > usual * 2);
  const MarketShape thin{.profile_percent = 10};
  CHECK(mean_seeker(thin, [](const Seeker& s) { return s.wanted_occupations_size(); }) >
        mean_seeker({}, [](const Seeker& s) { return s.wanted_occupations_size() > 0; }));
  for (const auto& count :
       {+[](const Seeker& s) { return s.experience_size(); }, +[](const Seeker& s) { return s.education_size(); },
        +[](const Seeker& s) { return s.languages_size(); }, +[](const Seeker& s) { return s.contract_forms_size(); },
        +[](const Seeker& s) { return s.wanted_sectors_size(); },
        +[](const Seeker& s) { return s.has_driving_licences() ? 1 : 0; }})
    CHECK(mean_seeker(thin, count) < mean_seeker({}, count) / 5);
}

TEST_CASE("a thin profile leaves the rest of the record as it was") {
  const auto usual = shaped({}), thin = shaped({.profile_percent = 20});
  for (std::uint64_t number = 1; number <= 100; ++number) {
    const Seeker a = usual->seeker(number), b = thin->seeker(number);
    CHECK(a.postcode() == b.postcode());
    CHECK(a.travel().SerializeAsString() == b.travel().SerializeAsString());
    CHECK(a.presentation() == b.presentation());
    CHECK(usual->vacancy(number).SerializeAsString() == thin->vacancy(number).SerializeAsString());
  }
}

TEST_CASE("without skew occupations are equally common, with more of it a few have nearly all") {
  const auto largest = [](std::uint32_t skew) {
    const auto market = shaped({.skew = skew});
    std::map<std::string, std::uint64_t> counts;
    for (std::uint64_t number = 1; number <= kSize; ++number) ++counts[market->vacancy(number).occupation()];
    counts.erase("");
    return std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; })->second;
  };
  CHECK(largest(0) < largest(1) / 2);
  CHECK(largest(1) < largest(2) / 2);
  CHECK(largest(2) < largest(3));
}

TEST_CASE("bounds of travel grow and shrink with the shape, on every day, and may be absent") {
  const auto usual = shaped({}, 60), half = shaped({.travel_percent = 50}, 60),
             far = shaped({.travel_percent = 1000}, 60), none = shaped({.travel_percent = std::nullopt}, 60);
  for (std::uint64_t number = 1; number <= kSize; ++number) {
    const Travel travel = usual->seeker(number).travel(), shrunk = half->seeker(number).travel();
    CHECK(shrunk.max_distance_km() == (travel.max_distance_km() + 1) / 2);
    CHECK(shrunk.max_minutes() == (travel.max_minutes() + 1) / 2);
    const Travel grown = far->seeker(number).travel();
    CHECK(grown.max_distance_km() == std::min(400U, 10 * travel.max_distance_km()));
    CHECK(grown.max_minutes() == std::min(300U, 10 * travel.max_minutes()));
  }
  for (std::uint64_t number = 1; number <= kSize; ++number) {
    CHECK(none->seeker(number).travel().max_distance_km() == 0);
    CHECK(none->seeker(number).travel().max_minutes() == 0);
  }
}

TEST_CASE("vacancies are remote in the share that was asked, and their texts say so") {
  for (const std::uint32_t share : {0U, 30U, 100U}) {
    const auto market = shaped({.remote_percent = share});
    std::uint32_t remote = 0;
    for (std::uint64_t number = 1; number <= kSize; ++number) {
      const Vacancy vacancy = market->vacancy(number);
      const std::uint32_t percent = vacancy.offer().remote_percent();
      REQUIRE((percent == 0 || percent == 100));
      remote += percent / 100;
      if (vacancy.description().find("volledig vanuit huis") != std::string::npos) CHECK(percent == 100);
    }
    CHECK(remote * 100 >= (share - std::min(share, 4U)) * kSize);
    CHECK(remote * 100 <= (share + (share > 0 ? 4 : 0)) * kSize);
  }
}

TEST_CASE("records of any shape pass the door") {
  for (const MarketShape& shape :
       {MarketShape{.profile_percent = 0}, MarketShape{.profile_percent = 1000, .skew = 0}, MarketShape{.skew = 4},
        MarketShape{.travel_percent = 1, .remote_percent = 100}, MarketShape{.travel_percent = 1000}}) {
    const auto market = shaped(shape);
    for (std::uint64_t number = 1; number <= 500; ++number) {
      REQUIRE_FALSE(check(market->seeker(number)).has_value());
      REQUIRE_FALSE(check(market->vacancy(number)).has_value());
    }
  }
}

TEST_CASE("a shape out of range is wrong usage, and said with its bounds") {
  for (const auto& [shape, words] : {std::pair{MarketShape{.profile_percent = 1001}, "profile"},
                                     {MarketShape{.skew = 5}, "skew"},
                                     {MarketShape{.travel_percent = 0}, "travel"},
                                     {MarketShape{.travel_percent = 1001}, "travel"},
                                     {MarketShape{.remote_percent = 101}, "remote"}}) {
    const auto market = GeneratedMarket::create(starter_input(), {.shape = shape});
    REQUIRE_FALSE(market.has_value());
    CHECK(market.error().code == ErrorCode::kBadUsage);
    CHECK_THAT(market.error().message, Catch::Contains(words));
  }
}

}  // namespace
}  // namespace schakel
