// Updates: visible at once, there after a start, scored as the reference scorer scores them, through folds and
// switches.

#include <algorithm>
#include <catch2/catch.hpp>
#include <thread>

#include "engine/match.h"
#include "engine/reference/reference.h"
#include "tests/server/live/live_store.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

using testing::batch_of;
using testing::edited_market;
using testing::EditedMarket;
using testing::LiveStore;
using testing::need;
using testing::put_of;
using testing::random_market;
using testing::RandomMarket;

using NamedRows = std::vector<std::pair<std::string, std::uint32_t>>;

NamedRows named(const std::vector<ReferenceEntry>& entries) {
  NamedRows rows;
  for (const ReferenceEntry& entry : entries) rows.emplace_back(entry.id, entry.pair.total.low);
  return rows;
}

ReferenceMarket reference_of(const RandomMarket& market) {
  return {market.strategy, market.date, market.concepts, market.places, market.seekers, market.vacancies};
}

// Every list is that of the records as they are, by the counts of `counted`.
void require_reference(const OpenMarket& open, const RandomMarket& counted, const RandomMarket& now) {
  const ReferenceMarket reference(reference_of(counted), now.date, now.seekers, now.vacancies);
  const Market market = open.market();
  Matcher matcher(market, open.vacancies());
  const MatchOptions options{.k = 6, .weights = market.model().weights};
  REQUIRE(market.active_seekers() == reference.seeker_ids().size());
  REQUIRE(market.active_vacancies() == reference.vacancy_ids().size());
  for (const std::string_view id : reference.vacancy_ids()) {
    NamedRows rows;
    for (const Ranked& row : matcher.for_vacancy(market.find_vacancy(id).value(), options).rows)
      rows.emplace_back(market.name(SeekerId{row.other}), row.total());
    REQUIRE(rows == named(reference.list_for_vacancy(id, options.k)));
  }
  for (const std::string_view id : reference.seeker_ids()) {
    NamedRows rows;
    for (const Ranked& row : matcher.for_seeker(market.find_seeker(id).value(), options).rows)
      rows.emplace_back(market.name(VacancyId{row.other}), row.total());
    REQUIRE(rows == named(reference.list_for_seeker(id, options.k)));
  }
}

}  // namespace

TEST_CASE("what was put is in the next answer, and what was erased is not") {
  LiveStore store(random_market(3, 60, 30));
  store.open();
  const auto before = store.live->market();
  Seeker person = store.first.seekers.front();
  person.set_id("somebody new");
  person.clear_valid_until();
  const auto put = need(store.live->write({.puts = {put_of(person, 1)}}));
  REQUIRE(put.puts == std::vector{Outcome::kCreated});
  REQUIRE(store.live->market()->market().find_seeker("somebody new"));
  REQUIRE(store.live->market()->market().sequence() == put.sequence);
  REQUIRE(!before->market().find_seeker("somebody new"));

  REQUIRE(need(store.live->write({.puts = {put_of(person, 1)}})).puts == std::vector{Outcome::kUnchanged});
  REQUIRE(need(store.live->write({.puts = {put_of(person, 3)}})).puts == std::vector{Outcome::kReplaced});
  REQUIRE(need(store.live->write({.puts = {put_of(person, 2)}})).puts == std::vector{Outcome::kStale});
  const Batch erase{.erases = {{RecordKind::kSeeker, "somebody new"}}};
  REQUIRE(need(store.live->write(erase)).erases == std::vector{Outcome::kErased});
  REQUIRE(!store.live->market()->market().find_seeker("somebody new"));
  REQUIRE(need(store.live->write(erase)).erases == std::vector{Outcome::kNotThere});
  REQUIRE(!need(store.live->get(RecordKind::kSeeker, "somebody new")));
}

TEST_CASE(
    "a write that is no seeker or vacancy, or not what its key says, is refused, and nothing of its batch is in") {
  LiveStore store(random_market(3, 20, 10));
  store.open();
  Seeker person;
  person.set_id("a");
  Put wrong = put_of(person, 1);
  wrong.key = "b";
  for (const Put& bad : {wrong, Put{RecordKind::kConcept, "urn:x", 1, ""}, Put{RecordKind::kSeeker, "", 1, ""}}) {
    const auto refused = store.live->write({.puts = {put_of(person, 1), bad}});
    REQUIRE(!refused);
    REQUIRE(refused.error().code == ErrorCode::kBadInput);
  }
  REQUIRE(!need(store.live->get(RecordKind::kSeeker, "a")));
}

TEST_CASE("after a start the market is what it was, whatever lies between") {
  LiveStore store(random_market(5, 60, 30));
  RandomMarket now = store.first;
  for (std::uint64_t step = 1; step <= 4; ++step) {
    store.open();
    require_reference(*store.live->market(), store.first, now);
    const EditedMarket next = edited_market(now, step, 20, false);
    need(store.live->write(batch_of(next.market, next.keys, step + 1)));
    now = next.market;
    require_reference(*store.live->market(), store.first, now);
  }
}

TEST_CASE("random edits, folds and whole epochs: every list is the reference's, before, between and after") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    LiveStore store(random_market(seed * 11, 80, 40));
    RandomMarket now = store.first, counted = store.first;
    LiveOptions options = store.options();
    options.fold_records = 25;
    options.whole_percent = 1000;
    store.open(options);
    for (std::uint64_t step = 1; step <= 8; ++step) {
      INFO("seed " << seed << ", step " << step);
      const EditedMarket next = edited_market(now, seed * 100 + step, 10, false);
      need(store.live->write(batch_of(next.market, next.keys, step + 1)));
      now = next.market;
      require_reference(*store.live->market(), counted, now);
      if (step % 4 == 0) {
        need(store.live->begin_whole_epoch());
        counted = now;
      }
      if (step % 2 == 0) {
        store.live->wait_for_jobs();
        require_reference(*store.live->market(), counted, now);
      }
    }
    std::size_t folds = 0, whole = 0;
    for (const EpochJob& job : store.live->status().jobs) {
      INFO(job.error);
      REQUIRE(job.state == EpochJob::State::kDone);
      ++(job.kind == EpochJob::Kind::kFold ? folds : whole);
    }
    REQUIRE(folds > 0);
    REQUIRE(whole == 2);
  }
}

TEST_CASE("writers of the same record are one after another: the market has what the store has") {
  LiveStore store(random_market(9, 40, 20));
  LiveOptions options = store.options();
  options.fold_records = 30;
  options.whole_percent = 1000;
  store.open(options);
  std::vector<std::thread> writers;
  for (int w = 0; w < 4; ++w)
    writers.emplace_back([&, w] {
      testing::Random random(static_cast<std::uint64_t>(w) + 1);
      for (std::uint64_t i = 1; i <= 60; ++i) {
        Seeker person = random.pick(store.first.seekers);
        person.set_id("shared " + std::to_string(random.between(0, 9)));
        person.clear_valid_until();
        Batch batch;
        if (random.chance(30))
          batch.erases.push_back({RecordKind::kSeeker, person.id()});
        else
          batch.puts.push_back(put_of(person, random.between(1, 50)));
        const auto written = store.live->write(batch);
        if (!written) std::abort();
      }
    });
  for (std::thread& writer : writers) writer.join();
  const auto check = [&] {
    const Market market = store.live->market()->market();
    for (int i = 0; i < 10; ++i) {
      const std::string id = "shared " + std::to_string(i);
      const auto stored = need(store.live->get(RecordKind::kSeeker, id));
      const auto found = market.find_seeker(id);
      REQUIRE(stored.has_value() == found.has_value());
      if (found) REQUIRE(market.record_bytes(*found) == *stored);
    }
  };
  check();
  store.live->wait_for_jobs();
  check();
  store.open();
  check();
}

}  // namespace schakel
