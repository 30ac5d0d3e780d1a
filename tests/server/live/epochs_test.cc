// The epochs of a live market: when the next one is made, how long the one before stays, and what the text index knows.

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>
#include <thread>

#include "engine/match.h"
#include "engine/pair.h"
#include "tests/server/live/live_store.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

using testing::batch_of;
using testing::edited_market;
using testing::LiveStore;
using testing::need;
using testing::put_of;
using testing::random_market;

Seeker somebody(const LiveStore& store, const std::string& id) {
  Seeker person = store.first.seekers.front();
  person.set_id(id);
  person.clear_valid_until();
  return person;
}

bool is_there(const LiveStore& store, const std::string& id) { return std::filesystem::exists(store.layout.epoch(id)); }

bool in_time(const std::function<bool()>& is_so) {
  for (int i = 0; i < 600 && !is_so(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return is_so();
}

}  // namespace

TEST_CASE("an epoch that was replaced answers for its time, and its folder goes when nobody holds it") {
  LiveStore store(random_market(4, 50, 20));
  LiveOptions options = store.options();
  options.keep = std::chrono::seconds(0);
  store.open(options);
  const std::string first = store.live->market()->id();
  need(store.live->write({.puts = {put_of(somebody(store, "new"), 1)}}));
  auto held = store.live->market();
  need(store.live->begin_whole_epoch());
  store.live->wait_for_jobs();
  const std::string second = store.live->market()->id();
  REQUIRE(second != first);
  REQUIRE(in_time([&] { return !store.live->market_of(first); }));
  REQUIRE(is_there(store, first));  // a request still holds it
  REQUIRE(held->market().find_seeker("new"));
  held.reset();
  REQUIRE(in_time([&] { return !is_there(store, first); }));
  REQUIRE(is_there(store, second));
}

TEST_CASE("within its time an epoch that was replaced is asked as it was last") {
  LiveStore store(random_market(4, 50, 20));
  store.open();
  const std::string first = store.live->market()->id();
  need(store.live->write({.puts = {put_of(somebody(store, "new"), 1)}}));
  need(store.live->begin_whole_epoch());
  store.live->wait_for_jobs();
  need(store.live->write({.puts = {put_of(somebody(store, "newer"), 1)}}));
  const auto before = store.live->market_of(first);
  REQUIRE(before);
  REQUIRE(before->market().find_seeker("new"));
  REQUIRE(!before->market().find_seeker("newer"));
  REQUIRE(store.live->status().kept == std::vector{first, store.live->market()->id()});
  REQUIRE(!store.live->market_of("0000000000000000"));
}

TEST_CASE("within their time no more epochs answer than may, and the oldest go first") {
  LiveStore store(random_market(4, 50, 20));
  store.open();
  std::vector<std::string> epochs{store.live->market()->id()};
  for (int i = 0; i < 4; ++i) {
    need(store.live->write({.puts = {put_of(somebody(store, "new " + std::to_string(i)), 1)}}));
    need(store.live->begin_whole_epoch());
    store.live->wait_for_jobs();
    epochs.push_back(store.live->market()->id());
  }
  REQUIRE(store.options().keep_most == 3);
  REQUIRE(in_time([&] { return !store.live->market_of(epochs[0]); }));
  REQUIRE(store.live->status().kept == std::vector(epochs.begin() + 1, epochs.end()));
}

TEST_CASE("when the day is another, records that expire are gone") {
  LiveStore store(random_market(6, 60, 30));
  const auto last = format_date(store.first.date);
  std::atomic<std::int32_t> today = store.first.date.yyyymmdd;
  LiveOptions options = store.options();
  options.whole_percent = 1000;
  options.today = [&] { return Date{today}; };
  store.open(options);
  Seeker person = somebody(store, "until today");
  person.set_valid_until(last);
  need(store.live->write({.puts = {put_of(person, 1)}}));
  REQUIRE(store.live->market()->market().find_seeker("until today"));
  const Date tomorrow =
      *parse_date(store.first.date.yyyymmdd % 100 < 28 ? format_date(Date{store.first.date.yyyymmdd + 1})
                                                       : std::to_string(store.first.date.year() + 1) + "-01-01");
  today = tomorrow.yyyymmdd;
  REQUIRE(in_time([&] { return store.live->market()->market().date() == tomorrow; }));
  REQUIRE(!store.live->market()->market().find_seeker("until today"));
  REQUIRE(need(store.live->get(RecordKind::kSeeker, "until today")));
  store.open(options);
  REQUIRE(store.live->market()->market().date() == tomorrow);
}

TEST_CASE("too many changes for an epoch over the base make a whole one") {
  LiveStore store(random_market(6, 60, 30));
  LiveOptions options = store.options();
  options.fold_records = 20;
  options.whole_percent = 10;
  store.open(options);
  const auto edited = edited_market(store.first, 1, 50, false);
  need(store.live->write(batch_of(edited.market, edited.keys, 2)));
  store.live->wait_for_jobs();
  REQUIRE(store.live->status().jobs.front().kind == EpochJob::Kind::kWhole);
  REQUIRE(store.live->status().base.empty());
  REQUIRE(store.live->market()->delta->is_empty());
}

TEST_CASE("an erased person is not found by their words, and a changed one without the old ones") {
  LiveStore store(random_market(8, 30, 10));
  store.open();
  Seeker person = somebody(store, "person");
  person.set_presentation("Ik repareer zeldzame draaiorgels");
  need(store.live->write({.puts = {put_of(person, 1)}}));
  need(store.live->begin_whole_epoch());
  store.live->wait_for_jobs();
  const TextQuery query{.text = "draaiorgels"};
  const auto found = need(store.live->search(query));
  REQUIRE(found.hits.size() == 1);
  REQUIRE(found.hits[0].snippet.find("draaiorgels") != std::string::npos);

  person.set_presentation("Ik repareer niets meer");
  need(store.live->write({.puts = {put_of(person, 2)}}));
  const auto changed = need(store.live->search(query));
  REQUIRE(changed.hits.size() == 1);
  REQUIRE(changed.hits[0].snippet.empty());

  need(store.live->write({.erases = {{RecordKind::kSeeker, "person"}}}));
  REQUIRE(need(store.live->search(query)).hits.empty());
  store.open();  // and after a start
  store.live->wait_for_jobs();
  REQUIRE(need(store.live->search(query)).hits.empty());
  REQUIRE(store.live->status().text_sequence < store.live->status().sequence);
}

TEST_CASE("a store without a text index gets one") {
  LiveStore store(random_market(8, 30, 10));
  std::filesystem::remove_all(store.layout.texts());
  store.open();
  store.live->wait_for_jobs();
  REQUIRE(store.live->status().jobs.front().kind == EpochJob::Kind::kText);
  REQUIRE(store.live->status().text_sequence == store.live->status().sequence);
}

TEST_CASE("an epoch that another process made is answered from, with what was written meanwhile") {
  LiveStore store(random_market(7, 40, 20));
  store.open();
  need(store.live->write({.puts = {put_of(somebody(store, "new"), 1)}}));
  {
    const auto records = need(RecordStore::open(store.layout.records(), OpenMode::kReadOnly));
    need(index_records(store.layout, *records, {.strategy = store.first.strategy, .date = store.first.date}));
  }
  need(store.live->write({.puts = {put_of(somebody(store, "newer"), 1)}}));
  const std::string made = need(read_current(store.layout)).id;
  REQUIRE(in_time([&] { return store.live->market()->id() == made; }));
  REQUIRE(store.live->market()->market().epoch().find_seeker("new"));
  REQUIRE(!store.live->market()->market().epoch().find_seeker("newer"));
  REQUIRE(store.live->market()->market().find_seeker("newer"));
}

TEST_CASE("a second writer of the store is told that there is one") {
  LiveStore store(random_market(2, 20, 10));
  store.open();
  const auto second = LiveMarket::open(store.layout, store.options());
  REQUIRE(!second);
  REQUIRE(second.error().code == ErrorCode::kBusy);
}

// Whoever asks while others write and epochs switch has one market, in which all fits.
TEST_CASE("readers beside writers and switches see whole markets") {
  LiveStore store(random_market(12, 120, 60));
  LiveOptions options = store.options();
  options.fold_records = 40;
  options.whole_percent = 60;
  options.keep = std::chrono::seconds(0);
  store.open(options);
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> lists = 0, wrong = 0;
  std::vector<std::thread> threads;
  for (std::uint64_t r = 0; r < 4; ++r)
    threads.emplace_back([&, r] {
      testing::Random random(r + 77);
      PairScore score;
      Sequence last = 0;
      while (!stop) {
        const auto open = store.live->market();
        const Market market = open->market();
        if (market.sequence() < last) ++wrong;
        last = market.sequence();
        const VacancyId vacancy{random.between(0, market.vacancies() - 1)};
        if (!market.has(vacancy)) continue;
        Matcher matcher(market);
        std::uint64_t eligible = 0, best = 0;
        for (std::uint32_t s = 0; s < market.seekers(); ++s) {
          if (!market.has(SeekerId{s})) continue;
          score_pair(market, market.model().weights, vacancy, SeekerId{s}, score);
          if (!score.eligible()) continue;
          ++eligible;
          best = std::max<std::uint64_t>(best, score.total.low);
        }
        const auto rows = matcher.for_vacancy(vacancy, {.k = 1000, .weights = market.model().weights}).rows;
        if (rows.size() != eligible || (eligible > 0 && rows.front().total() != best)) ++wrong;
        ++lists;
      }
    });
  std::atomic<std::uint64_t> failed = 0;
  for (std::uint64_t w = 0; w < 3; ++w)
    threads.emplace_back([&, w] {
      testing::Random random(w + 5);
      std::uint64_t revision = 1;
      while (!stop) {
        Batch batch;
        if (random.chance(20)) {
          batch.erases.push_back({RecordKind::kSeeker, random.pick(store.first.seekers).id()});
        } else if (random.chance(30)) {
          batch.puts.push_back(put_of(random.pick(store.first.vacancies), ++revision));
        } else {
          Seeker person = random.pick(store.first.seekers);
          if (random.chance(30)) person.set_id("new " + std::to_string(random.between(0, 200)));
          batch.puts.push_back(put_of(person, ++revision));
        }
        if (!store.live->write(batch)) ++failed;
      }
    });
  std::this_thread::sleep_for(std::chrono::seconds(3));
  need(store.live->begin_whole_epoch());
  std::this_thread::sleep_for(std::chrono::seconds(1));
  stop = true;
  for (std::thread& thread : threads) thread.join();
  store.live->wait_for_jobs();
  CHECK(lists > 20);
  CHECK(wrong == 0);
  CHECK(failed == 0);
  for (const EpochJob& job : store.live->status().jobs) CHECK(job.error == "");
  CHECK(store.live->status().jobs.size() > 1);
}

}  // namespace schakel
