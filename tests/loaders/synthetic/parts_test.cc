#include <array>
#include <catch2/catch.hpp>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"
#include "loaders/synthetic/random.h"
#include "loaders/synthetic/traits.h"
#include "loaders/synthetic/words.h"
#include "loaders/synthetic/world.h"

namespace schakel {
namespace {

TEST_CASE("the generator is SplitMix64") {
  Random random(1234567);  // the published test vector
  CHECK(random.next() == 6457827717110365317U);
  CHECK(random.next() == 3203168211198807973U);
  CHECK(random.next() == 9817491932198370423U);
}

TEST_CASE("draws stay within their bounds and reach both ends") {
  Random random(7);
  std::array<std::size_t, 5> seen{};
  for (int i = 0; i < 10'000; ++i) {
    const std::uint32_t value = random.between(3, 7);
    REQUIRE((value >= 3 && value <= 7));
    ++seen[value - 3];
    REQUIRE(random.low_below(2) < 2);
  }
  for (const std::size_t count : seen) CHECK((count > 1800 && count < 2200));
}

TEST_CASE("a weighted draw follows the weights and never draws what weighs nothing") {
  Weighted weighted;
  for (const std::uint64_t weight : {0U, 1U, 0U, 3U}) weighted.add(weight);
  Random random(8);
  std::array<std::size_t, 4> seen{};
  for (int i = 0; i < 8000; ++i) ++seen[weighted.draw(random)];
  CHECK(seen[0] + seen[2] == 0);
  CHECK((seen[1] > 1800 && seen[1] < 2200));
}

TEST_CASE("the streams of different things differ") {
  CHECK(random_stream(1, Stream::kSeeker, 5).next() == random_stream(1, Stream::kSeeker, 5).next());
  CHECK(random_stream(1, Stream::kSeeker, 5).next() != random_stream(2, Stream::kSeeker, 5).next());
  CHECK(random_stream(1, Stream::kSeeker, 5).next() != random_stream(1, Stream::kVacancy, 5).next());
  CHECK(random_stream(1, Stream::kSeeker, 5).next() != random_stream(1, Stream::kSeeker, 6).next());
  CHECK(random_stream(1, Stream::kSeekerDay, 5, 1).next() != random_stream(1, Stream::kSeekerDay, 5, 2).next());
}

TEST_CASE("days are counted over months, years and leap days") {
  CHECK(plus_days(Date{20261122}, 0) == Date{20261122});
  CHECK(plus_days(Date{20261122}, 40) == Date{20270101});
  CHECK(plus_days(Date{20280228}, 1) == Date{20280229});
  CHECK(plus_days(Date{20270101}, -1) == Date{20261231});
}

TEST_CASE("every ISCO unit group has traits, and the longest code counts") {
  const auto traits = read_traits(reference_text("occupation_traits.tsv"));
  REQUIRE(traits.has_value());
  constexpr std::array<std::string_view, 1> kColumns{"code"};
  const auto isco = TsvTable::parse("isco.tsv", reference_text("isco.tsv"), kColumns);
  REQUIRE(isco.has_value());
  for (std::size_t row = 0; row < isco->rows(); ++row) {
    INFO(isco->at(row, 0));
    if (isco->at(row, 0).size() == 4) CHECK(find_traits(*traits, isco->at(row, 0)) != nullptr);
  }
  CHECK(find_traits(*traits, "8331")->licences == std::vector<std::string>{"D"});
  CHECK(find_traits(*traits, "8332")->licences == std::vector<std::string>{"C", "CE"});
  CHECK(find_traits(*traits, "") == nullptr);
}

TEST_CASE("a table of traits with a value out of range is refused with its line") {
  const std::string heading =
      "isco\tvacancies\tseekers\teducation_from\teducation_to\tfields\tlicences\tlicence_percent\tshift_percent\t"
      "remote_percent\thours\tdutch\temployers\n";
  const auto row = [](std::string_view education, std::string_view hours, std::string_view employers) {
    return "52\t1\t2\t" + std::string(education) + "\t4\t041\tB\t5\t50\t0\t" + std::string(hours) + "\t3\t" +
           std::string(employers) + "\n";
  };
  const auto good = read_traits(heading + row("2", "part", "G {f} Mode|47 Supermarkt {n}"));
  REQUIRE(good.has_value());
  CHECK((*good)[0].employers[1].sector == "47");
  CHECK((*good)[0].employers[1].pattern == "Supermarkt {n}");
  for (const std::string& bad :
       {row("5", "part", "G Winkel"), row("x", "part", "G Winkel"), row("2", "half", "G Winkel"), row("2", "part", ""),
        row("2", "part", "G"), row("-1", "part", "G Winkel")}) {
    std::string table = heading + row("2", "part", "G Winkel");
    table += bad;
    const auto refused = read_traits(table);
    INFO(bad);
    REQUIRE_FALSE(refused.has_value());
    CHECK_THAT(refused.error().message, Catch::Contains("line 3"));
  }
}

TEST_CASE("words are Dutch") {
  using Words = std::vector<std::string_view>;
  CHECK(enumerate(Words{}).empty());
  CHECK(enumerate(Words{"lassen"}) == "lassen");
  CHECK(enumerate(Words{"lassen", "slijpen"}) == "lassen en slijpen");
  CHECK(enumerate(Words{"lassen", "slijpen", "meten"}) == "lassen, slijpen en meten");
  CHECK(capitalised("ijscoman") == "IJscoman");
  CHECK(capitalised("timmerman") == "Timmerman");
  CHECK(dutch_date(Date{20270301}) == "1 maart 2027");
  CHECK(months_in_words(6) == "een half jaar");
  CHECK(months_in_words(12) == "een jaar");
  CHECK(months_in_words(60) == "vijf jaar");
  CHECK(months_in_words(18) == "18 maanden");
  HoursPerWeek hours;
  hours.set_min(24);
  hours.set_max(32);
  CHECK(hours_in_words(hours) == "24 tot 32 uur per week");
  CHECK(short_hours_in_words(hours) == "24-32 uur");
  hours.set_min(32);
  CHECK(hours_in_words(hours) == "32 uur per week");
}

}  // namespace
}  // namespace schakel
