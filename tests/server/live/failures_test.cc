// Background work that fails, or that finds the work of somebody else: it is done in the end.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "index/model/strategy.h"
#include "tests/server/live/live_store.h"

namespace schakel {
namespace {

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

bool soon(const std::function<bool()>& is_so) {
  for (int i = 0; i < 1200 && !is_so(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return is_so();
}

bool has_failed(const LiveStore& store) {
  const auto jobs = store.live->status().jobs;
  return !jobs.empty() && jobs.front().state == EpochJob::State::kFailed;
}

Strategy other_strategy(const LiveStore& store) {
  Strategy other = store.first.strategy;
  auto& weights = *other.mutable_weights();
  weights.set_demand(4000);
  weights.set_wish(3000);
  weights.set_position(2000);
  weights.set_region(1000);
  return other;
}

bool answers_by_other_strategy(const LiveStore& store) {
  return store.live->market()->market().strategy_hash() == strategy_hash(other_strategy(store));
}

}  // namespace

TEST_CASE("a whole epoch that was asked for is made, although the first try failed") {
  LiveStore store(random_market(7, 40, 20));
  store.open();
  const std::string first = store.live->market()->id();
  store.live->wait_for_jobs();
  {
    const auto busy = need(FolderMaker::begin(store.layout.epochs()));
    need(store.live->begin_whole_epoch(other_strategy(store)));
    REQUIRE(soon([&] { return has_failed(store); }));
    REQUIRE(store.live->market()->id() == first);
  }
  REQUIRE(soon([&] { return answers_by_other_strategy(store); }));
}

TEST_CASE("a whole epoch of another strategy than that of the one that is being made is made too") {
  LiveStore store(random_market(7, 60, 30));
  store.open();
  store.live->wait_for_jobs();
  const auto number = need(store.live->begin_whole_epoch());
  const auto is_running = [&] {
    const auto jobs = store.live->status().jobs;
    return !jobs.empty() && jobs.front().number == number && jobs.front().state == EpochJob::State::kRunning;
  };
  for (int i = 0; i < 10'000 && !is_running(); ++i) std::this_thread::yield();
  need(store.live->begin_whole_epoch(other_strategy(store)));
  store.live->wait_for_jobs();
  REQUIRE(answers_by_other_strategy(store));
}

TEST_CASE("a text index that could not be made with its epoch is made later") {
  LiveStore store(random_market(8, 30, 10));
  store.open();
  need(store.live->write({.puts = {put_of(somebody(store, "person"), 1)}}));
  store.live->wait_for_jobs();
  std::filesystem::rename(store.layout.texts(), store.folder / "aside");
  std::ofstream(store.layout.texts()) << "in the way";
  need(store.live->begin_whole_epoch());
  REQUIRE(soon([&] { return has_failed(store); }));
  std::filesystem::remove(store.layout.texts());
  REQUIRE(soon([&] { return store.live->status().text_sequence == store.live->status().sequence; }));
  REQUIRE(store.live->status().jobs.front().kind == EpochJob::Kind::kText);
}

TEST_CASE("an epoch of another process that cannot be opened does not hold up the work") {
  LiveStore store(random_market(7, 40, 20));
  LiveOptions options = store.options();
  options.fold_records = 1;
  options.whole_percent = 1000;
  store.open(options);
  need(make_current(store.layout, {"00000000deadbeef", store.first.date, store.first.strategy, {}}));
  REQUIRE(soon([&] { return has_failed(store); }));
  need(store.live->write({.puts = {put_of(somebody(store, "new"), 1)}}));
  REQUIRE(soon([&] { return store.live->market()->market().epoch().find_seeker("new").has_value(); }));
  REQUIRE(need(read_current(store.layout)).id == store.live->market()->id());
}

}  // namespace schakel
