#include "engine/advice/clinic.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/engine/advice/fixture.h"

namespace schakel::testing {
namespace {

constexpr std::uint64_t kMarkets = 60;

// The relaxed vacancy over all seekers, by the reference.
Intake plain_intake(const Fixture& made, const Vacancy& record) {
  const std::vector<OracleRow> rows = only_eligible(oracle_rows(made, record));
  Intake intake{.candidates = rows.size()};
  for (std::size_t i = 0; i < rows.size() && i < kClinicTop; ++i) {
    intake.top_sum += rows[i].total;
    ++intake.top_count;
  }
  return intake;
}

void require_same(const Intake& ours, const Intake& theirs) {
  REQUIRE(ours.candidates == theirs.candidates);
  REQUIRE(ours.top_sum == theirs.top_sum);
  REQUIRE(ours.top_count == theirs.top_count);
}

std::size_t requirements_of_item(const Vacancy& record) {
  std::set<std::string> items;
  for (const Requirement& requirement : record.requirements()) items.insert(requirement.SerializeAsString());
  return items.size();
}

}  // namespace

TEST_CASE("each relaxation brings in as many as the relaxed vacancy has, by the reference over all seekers") {
  std::size_t more = 0, relaxations = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    for (const Vacancy& record : made.market.vacancies) {
      INFO(record.DebugString());
      const Clinic clinic = clinic_of(made.book, made.weights, record);
      require_same(clinic.before, plain_intake(made, record));
      for (const Relaxed& single : clinic.single) {
        INFO("relaxation of kind " << static_cast<int>(single.relaxations[0].kind));
        REQUIRE(single.relaxations.size() == 1);
        const Vacancy after = relaxed(record, single.relaxations);
        REQUIRE(after.SerializeAsString() != record.SerializeAsString());
        require_same(single.intake, plain_intake(made, after));
        more += single.intake.candidates > clinic.before.candidates;
        ++relaxations;
      }
    }
  }
  CHECK(more > 200);
  CHECK(relaxations > 2000);
}

TEST_CASE("by other weights the same seekers are candidates, and their totals are by those") {
  std::size_t unlike = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    RandomMarket market = made.market;
    Weights& told = *market.strategy.mutable_weights();
    told.set_demand(1000);
    told.set_wish(2000);
    told.set_position(1000);
    told.set_region(6000);
    Fixture real(std::move(market));
    for (std::size_t i = 0; i < made.market.vacancies.size(); i += 3) {
      const Vacancy& record = made.market.vacancies[i];
      const Clinic usual = clinic_of(made.book, made.weights, record);
      const Clinic clinic = clinic_of(made.book, real.weights, record);
      require_same(clinic.before, plain_intake(real, record));
      REQUIRE(clinic.before.candidates == usual.before.candidates);
      unlike += clinic.before.top_sum != usual.before.top_sum;
      if (requirements_of_item(record) > 4) continue;
      const Search widest = cheapest_reaching(made.book, record, clinic, made.market.seekers.size() + 1);
      require_same(widest.widest.intake, plain_intake(real, relaxed(record, widest.widest.relaxations)));
    }
  }
  CHECK(unlike > 20);
}

TEST_CASE("the cheapest set has the fewest relaxations, and of these the best mean") {
  std::size_t sizes[kMostTogether + 2] = {};
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    for (std::size_t i = 0; i < made.market.vacancies.size(); i += 3) {
      const Vacancy& record = made.market.vacancies[i];
      const Clinic clinic = clinic_of(made.book, made.weights, record);
      if (requirements_of_item(record) > 6) continue;
      const std::uint64_t reach = clinic.before.candidates + 1 + seed % 6;
      const Search search = cheapest_reaching(made.book, record, clinic, reach);
      std::vector<Relaxation> all = relaxations_of(record);
      if (all.size() > kMostSearched) continue;
      // All sets up to kMostTogether, as bits.
      std::optional<Relaxed> best;
      for (std::size_t size = 0; size <= kMostTogether && !best; ++size)
        for (std::uint32_t bits = 0; bits < 1U << all.size(); ++bits) {
          if (static_cast<std::size_t>(__builtin_popcount(bits)) != size) continue;
          std::vector<Relaxation> set;
          for (std::size_t r = 0; r < all.size(); ++r)
            if ((bits >> r & 1U) != 0) set.push_back(all[r]);
          bool sensible = true;
          for (const Relaxation& a : set)
            for (const Relaxation& b : set) sensible = sensible && (a == b || compatible(a, b));
          if (!sensible) continue;
          const Intake intake = plain_intake(made, relaxed(record, set));
          if (intake.candidates >= reach && (!best || higher_mean(intake, best->intake))) best = Relaxed{set, intake};
        }
      INFO(record.DebugString());
      REQUIRE(search.cheapest.has_value() == best.has_value());
      ++sizes[best ? best->relaxations.size() : kMostTogether + 1];
      if (!best) continue;
      REQUIRE(search.cheapest->relaxations.size() == best->relaxations.size());
      require_same(search.cheapest->intake, plain_intake(made, relaxed(record, search.cheapest->relaxations)));
      REQUIRE(!higher_mean(best->intake, search.cheapest->intake));
    }
  }
  for (const std::size_t size : {1U, 2U, 3U}) CHECK(sizes[size] > 2);
  CHECK(sizes[kMostTogether + 1] > 10);
}

}  // namespace schakel::testing
