#include "engine/advice/what_if.h"

#include <catch2/catch.hpp>

#include "engine/rematch.h"
#include "index/epoch/delta/delta_writer.h"
#include "tests/engine/advice/fixture.h"
#include "tests/support/overlay_market.h"
#include "tests/support/random.h"
#include "tests/support/random_codes.h"
#include "tests/support/temp_folder.h"

namespace schakel::testing {
namespace {

constexpr std::uint64_t kMarkets = 60;

ProfileChange random_change(const RandomMarket& market, Random& random) {
  const RandomCodes codes(market.concepts);
  ProfileChange change;
  if (random.chance(40)) change.competences.push_back({codes.competence(random), random.between(0, 5)});
  if (random.chance(30)) change.licences.push_back(random_licence(random));
  if (random.chance(30)) change.languages.push_back({random_language(random), random.between(1, 4)});
  if (random.chance(30))
    change.diplomas.push_back({random.between(0, 6), random.chance(50) ? random_field(random) : ""});
  if (random.chance(20)) change.hours_max = random.between(1, 60);
  if (random.chance(10)) change.hours_min = random.between(0, 40);
  if (random.chance(30)) change.kilometres = random.between(1, 400);
  return change;
}

// The market in which the change was really made.
RandomMarket with_change(RandomMarket market, const std::string& seeker, const ProfileChange& change) {
  for (Seeker& record : market.seekers)
    if (record.id() == seeker) record = changed(record, change, market.date);
  return market;
}

// A run of the epoch, sealed and opened.
struct SealedRun {
  SealedRun(const Epoch& epoch, std::uint32_t k) {
    REQUIRE(write_run(rematch(epoch, {.k = k}), epoch, k, folder.path() / "run"));
    auto opened = Run::open(folder.path() / "run", epoch);
    REQUIRE(opened);
    run = *std::move(opened);
  }
  TempFolder folder;
  std::unique_ptr<const Run> run;
};

// By the lists of an epoch: the vacancies in whose top the seeker stands.
std::vector<std::string> tops_of(const Epoch& epoch, const std::string& seeker, std::uint32_t top) {
  const MatchLists lists = rematch(epoch, {.k = top});
  std::vector<std::string> vacancies;
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
    for (std::uint64_t row = lists.vacancies.begin[v]; row < lists.vacancies.begin[v + 1]; ++row)
      if (epoch.name(SeekerId{lists.vacancies.rows[row].other}) == seeker)
        vacancies.emplace_back(epoch.name(VacancyId{v}));
  return vacancies;
}

std::vector<std::string> names_of(const Epoch& epoch, const std::vector<VacancyId>& vacancies) {
  std::vector<std::string> names;
  for (const VacancyId vacancy : vacancies) names.emplace_back(epoch.name(vacancy));
  return names;
}

void require_same_standing(const Fixture& made, const AtVacancy& at, const Vacancy& vacancy, const Seeker& seeker) {
  const auto rank = [](const std::vector<OracleRow>& rows, const std::string& id) -> std::optional<std::uint64_t> {
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (rows[i].id == id) return i + 1;
    return std::nullopt;
  };
  const auto in_vacancy_list = rank(only_eligible(oracle_rows(made, vacancy)), seeker.id());
  const auto in_seeker_list = rank(only_eligible(oracle_rows(made, seeker)), vacancy.id());
  REQUIRE(at.score.eligible() == in_vacancy_list.has_value());
  if (!in_vacancy_list) return;
  REQUIRE(at.in_vacancy_list->rank == *in_vacancy_list);
  REQUIRE(at.in_seeker_list->rank == *in_seeker_list);
}

}  // namespace

TEST_CASE("what a change promises holds when it is really made") {
  std::size_t gained = 0, changed_tops = 0;
  for (std::uint64_t seed = 1; seed <= kMarkets; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    if (epoch.seekers() == 0) continue;
    Random random(seed);
    const std::uint32_t top = 1 + static_cast<std::uint32_t>(seed % 5);
    const SealedRun same(epoch, top), longer(epoch, top + 3);
    for (int trial = 0; trial < 2; ++trial) {
      const SeekerId id{random.between(0, epoch.seekers() - 1)};
      const Seeker record = epoch.record(id);
      const ProfileChange change = random_change(made.market, random);
      INFO(record.DebugString());
      const GuestSeeker before = made.book.read(record);
      const GuestSeeker after = made.book.read(changed(record, change, epoch.date()));
      Matcher matcher(made.book);
      const Fixture real(with_change(made.market, record.id(), change));
      for (const Run* run : {static_cast<const Run*>(nullptr), same.run.get(), longer.run.get()}) {
        const std::vector<SeekerView> reach{before.view(), after.view()};
        const TopBars bars(made.book, made.weights, run, top, record.id(), reach);
        const Tops was = find_tops(matcher, bars, side_of(before)), is = find_tops(matcher, bars, side_of(after));
        REQUIRE(names_of(epoch, was.in_top) == tops_of(epoch, record.id(), top));
        REQUIRE(names_of(epoch, is.in_top) == tops_of(real.epoch(), record.id(), top));
        REQUIRE(is.eligible == only_eligible(oracle_rows(real, changed(record, change, epoch.date()))).size());
        gained += entered(was, is).size();
        changed_tops += was.in_top != is.in_top;
      }
      for (const std::uint32_t v : {0U, epoch.vacancies() / 2}) {
        if (v >= epoch.vacancies()) continue;
        const Vacancy vacancy = epoch.record(VacancyId{v});
        const AtVacancy at = stand_at(matcher, made.weights, side_of(epoch, VacancyId{v}), side_of(after));
        require_same_standing(real, at, vacancy, changed(record, change, epoch.date()));
      }
    }
  }
  CHECK(gained > 40);
  CHECK(changed_tops > 40);
}

TEST_CASE(
    "the best additions are the best of all possible ones, each with the count of the market in which it is made") {
  std::size_t tried = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    if (epoch.seekers() == 0) continue;
    const std::uint32_t top = 3;
    const Seeker record = epoch.record(SeekerId{static_cast<std::uint32_t>(seed) % epoch.seekers()});
    const GuestSeeker before = made.book.read(record);
    const std::vector<Addition> possible = possible_additions(made.book, side_of(before));
    const std::vector<Addition> best = best_additions(made.book, made.weights, nullptr, top, record, 4);
    const std::size_t was = tops_of(epoch, record.id(), top).size();
    std::size_t better = 0, most = 0;
    for (const Addition& addition : possible) {
      const Fixture real(with_change(made.market, record.id(), addition.change));
      const std::size_t in_top = tops_of(real.epoch(), record.id(), top).size();
      better += in_top > was;
      most = std::max(most, in_top);
      for (const Addition& told : best)
        if (told.change == addition.change) {
          REQUIRE(told.in_top == in_top);
          REQUIRE(told.eligible ==
                  only_eligible(oracle_rows(real, changed(record, addition.change, epoch.date()))).size());
          ++tried;
        }
    }
    if (better > 0) REQUIRE(best.front().in_top == most);
    REQUIRE(best.size() >= std::min<std::size_t>(better, 4));
    for (std::size_t i = 1; i < best.size(); ++i) REQUIRE(best[i - 1].in_top >= best[i].in_top);
  }
  CHECK(tried > 15);
}

TEST_CASE("by other weights the tops, places and additions are those of an epoch whose strategy has these weights") {
  std::size_t unlike = 0, added = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    if (epoch.seekers() == 0 || epoch.vacancies() == 0) continue;
    RandomMarket market = made.market;
    Weights& told = *market.strategy.mutable_weights();
    told.set_demand(1000);
    told.set_wish(2000);
    told.set_position(1000);
    told.set_region(6000);
    Fixture real(std::move(market));
    const std::uint32_t top = 2;
    const SealedRun run(epoch, top);
    Matcher matcher(made.book);
    for (std::uint32_t s = 0; s < epoch.seekers(); s += 4) {
      const Seeker record = epoch.record(SeekerId{s});
      const SeekerSide side = side_of(epoch, SeekerId{s});
      const std::vector<SeekerView> reach{side.view};
      const TopBars bars(made.book, real.weights, run.run.get(), top, record.id(), reach);
      const auto tops = names_of(epoch, find_tops(matcher, bars, side).in_top);
      REQUIRE(tops == tops_of(real.epoch(), record.id(), top));
      unlike += tops != tops_of(epoch, record.id(), top);
      const AtVacancy at = stand_at(matcher, real.weights, side_of(epoch, VacancyId{0}), side);
      require_same_standing(real, at, epoch.record(VacancyId{0}), record);
    }
    const Seeker first = epoch.record(SeekerId{0});
    const auto here = best_additions(made.book, real.weights, run.run.get(), top, first, 3);
    const auto there = best_additions(real.book, real.weights, nullptr, top, first, 3);
    REQUIRE(here.size() == there.size());
    for (std::size_t i = 0; i < here.size(); ++i) {
      REQUIRE(here[i].change == there[i].change);
      REQUIRE(here[i].in_top == there[i].in_top);
    }
    added += here.size();
  }
  CHECK(unlike > 5);
  CHECK(added > 5);
}

TEST_CASE("of a market that has changed, the lists of the epoch tell the same tops as lists that are made now") {
  std::size_t in_top = 0, spared = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("market " << seed);
    const RandomMarket before = random_market(seed);
    const EditedMarket edited = edited_market(before, seed, 20, false);
    const auto top = static_cast<std::uint32_t>(1 + seed % 4);
    const OverlayMarket lists(before, edited, top + 3);
    DeltaWriter writer(*lists.base);
    for (const std::string& key : edited.keys.seekers) writer.erase_seeker(key);
    for (const std::string& key : edited.keys.vacancies) writer.erase_vacancy(key);
    for (const Seeker& record : edited.market.seekers)
      if (std::ranges::binary_search(edited.keys.seekers, record.id())) writer.put(record, record.SerializeAsString());
    for (const Vacancy& record : edited.market.vacancies)
      if (std::ranges::binary_search(edited.keys.vacancies, record.id()))
        writer.put(record, record.SerializeAsString());
    const auto delta = writer.freeze(9);
    const Market market(*lists.base, delta.get());
    const GuestBook book(market);
    Matcher matcher(book);
    const CategoryWeights& weights = market.model().weights;
    for (std::uint32_t s = 0; s < market.seekers(); s += 3) {
      if (!market.has(SeekerId{s})) continue;
      const SeekerSide side = side_of(market, SeekerId{s});
      const std::vector<SeekerView> reach{side.view};
      const TopBars now(book, weights, nullptr, top, side.name, reach),
          told(book, weights, lists.run.get(), top, side.name, reach);
      const Tops made = find_tops(matcher, now, side), found = find_tops(matcher, told, side);
      REQUIRE(made.in_top == found.in_top);
      in_top += made.in_top.size();
      spared += now.live_lists() - told.live_lists();
    }
  }
  CHECK(in_top > 300);
  CHECK(spared > 1000);
}

TEST_CASE("additions are found in a market that has numbers of nobody") {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("market " << seed);
    Fixture made(seed);
    const Epoch& epoch = made.epoch();
    if (epoch.seekers() == 0 || epoch.vacancies() == 0) continue;
    DeltaWriter writer(epoch);
    for (const char* title : {"first", "second"}) {
      Vacancy vacancy = epoch.record(VacancyId{0});
      vacancy.set_title(title);
      writer.put(vacancy, vacancy.SerializeAsString());
    }
    Vacancy passing = epoch.record(VacancyId{0});
    passing.set_id("passing");
    writer.put(passing, passing.SerializeAsString());
    writer.erase_vacancy("passing");
    const auto delta = writer.freeze(9);
    GuestBook book(Market(epoch, delta.get()));
    const Seeker record = epoch.record(SeekerId{0});
    const auto as_before = best_additions(made.book, made.weights, nullptr, 3, record, 4);
    const auto now = best_additions(book, made.weights, nullptr, 3, record, 4);
    REQUIRE(now.size() == as_before.size());
    for (std::size_t i = 0; i < now.size(); ++i) REQUIRE(now[i].asked_by == as_before[i].asked_by);
    found += now.size();
  }
  CHECK(found > 0);
}

TEST_CASE("a change keeps a record valid: hours stay an interval, a language is never lowered") {
  Seeker record;
  record.mutable_hours()->set_min(24);
  record.mutable_hours()->set_max(32);
  record.mutable_travel()->set_max_minutes(30);
  Language& dutch = *record.add_languages();
  dutch.set_language("nld");
  dutch.set_spoken(4);
  ProfileChange change;
  change.hours_max = 16;
  change.kilometres = 25;
  change.languages = {{"nld", 3}};
  change.licences = {"B", "B"};
  const Seeker after = changed(record, change, Date{20261122});
  CHECK(after.hours().min() == 16);
  CHECK(after.hours().max() == 16);
  CHECK(after.travel().max_distance_km() == 25);
  CHECK(after.travel().max_minutes() == 0);
  CHECK(after.languages_size() == 1);
  CHECK(after.languages(0).spoken() == 4);
  CHECK(after.languages(0).written() == 3);
  CHECK(after.driving_licences().categories_size() == 1);
}

}  // namespace schakel::testing
