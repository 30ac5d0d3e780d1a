// The nightly job and the desk behind it: index, rematch, match and explain, as a user goes.
#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/match_lists.h"
#include "engine/pair.h"
#include "server/epochs.h"
#include "tests/server/made_store.h"

using namespace schakel;
using namespace schakel::test;
using testing::read_bytes;

namespace {

std::string index_id(const MadeStore& store, const std::string& date) {
  return at(parse_json(MadeStore::run({"index", "--json", "--store", store.root, "--date", date}).out), "epoch");
}

std::unique_ptr<const Epoch> open_epoch(const MadeStore& store) {
  auto epoch = open_current_epoch(store.layout, [](std::string_view said) { FAIL(said); });
  if (!epoch) FAIL(epoch.error().message);
  return *std::move(epoch);
}

int rows_of(const google::protobuf::Struct& json) { return json.fields().at("rows").list_value().values_size(); }

// "id total" per row of a live list.
std::vector<std::string> live(const MadeStore& store, const std::string& side, std::string_view id) {
  const auto json = parse_json(
      MadeStore::run({"match", "--json", "--store", store.root, "--" + side, std::string(id), "--top", "10"}).out);
  const std::string other = side == "vacancy" ? "seeker" : "vacancy";
  std::vector<std::string> rows;
  for (int i = 0; i < rows_of(json); ++i) {
    const std::string row = "rows." + std::to_string(i) + ".";
    rows.push_back(at(json, row + other) + " " + at(json, row + "total"));
  }
  return rows;
}

template <class Other>
std::vector<std::string> stored(const Epoch& epoch, std::span<const MatchRow> list) {
  std::vector<std::string> rows;
  for (const MatchRow& row : list)
    rows.push_back(std::string(epoch.name(Other{row.other})) + " " + std::to_string(row.total));
  return rows;
}

int number(const google::protobuf::Struct& json, const std::string& path) { return std::stoi(at(json, path)); }

// Some seeker who is in the list of some vacancy.
std::pair<std::string, std::string> some_pair(const Epoch& epoch, const Run& run) {
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v)
    if (const auto list = run[VacancyId{v}]; list.size() > 1)
      return {std::string(epoch.name(VacancyId{v})), std::string(epoch.name(SeekerId{list[1].other}))};
  FAIL("no list has two rows");
  return {};
}

}  // namespace

TEST_CASE("index counts what it freezes, and finds nothing to do the second time") {
  const MadeStore store;
  const Outcome again = MadeStore::run({"index", "--json", "--store", store.root, "--date", "2026-11-22"});
  const auto json = parse_json(again.out);
  CHECK(at(json, "epochBuilt") == "false");
  CHECK(at(json, "textBuilt") == "false");
  CHECK(number(json, "seekers") + number(json, "inactiveSeekers") == 120);
  CHECK(number(json, "vacancies") + number(json, "inactiveVacancies") == 60);
  CHECK(at(json, "date") == "2026-11-22");
  CHECK(at(json, "strategyHash").size() == 64);
  CHECK(contains(MadeStore::run({"index", "--store", store.root, "--date", "2026-11-22"}).out, "Nothing to do"));
}

TEST_CASE("another date is another epoch; the one before stays, and older ones go with their lists") {
  const MadeStore store;
  const std::string first = index_id(store, "2026-11-22");
  const std::string second = index_id(store, "2026-11-23");
  CHECK(first != second);
  CHECK(std::filesystem::exists(store.layout.epoch(first)));
  const auto third = parse_json(MadeStore::run({"index", "--json", "--store", store.root, "--date", "2026-11-24"}).out);
  CHECK(at(third, "removedEpochs.0") == first);
  CHECK(at(third, "removedRuns.0") == first + "-10");
  CHECK_FALSE(std::filesystem::exists(store.layout.epoch(first)));
  CHECK(std::filesystem::exists(store.layout.epoch(second)));
  CHECK_FALSE(std::filesystem::exists(store.layout.run(first + "-10")));
  CHECK(index_id(store, "2026-11-22") == first);
}

TEST_CASE("a strategy file is read, and one that is wrong is refused with its name and field") {
  const MadeStore store;
  const auto missing = (store.folder / "none.textproto").string();
  CHECK(run_schakel({"index", "--store", store.root, "--strategy", missing}).exit_code == 1);
  const auto wrong = store.folder.write("wrong.textproto", "name: \"x\" weights { demand: 1 }");
  const Outcome refused = run_schakel({"index", "--store", store.root, "--strategy", wrong.string()});
  CHECK(refused.exit_code == 1);
  CHECK(lines_in(refused.err) == 1);
  CHECK(contains(refused.err, "wrong.textproto"));
  CHECK(contains(refused.err, "weights"));
  std::string text = read_bytes(store.layout.epoch(index_id(store, "2026-11-22")) / "strategy.textproto");
  text.replace(text.find("standaard"), 9, "eigen");
  const auto own = store.folder.write("own.textproto", text);
  const auto json = parse_json(
      MadeStore::run({"index", "--json", "--store", store.root, "--date", "2026-11-22", "--strategy", own.string()})
          .out);
  CHECK(at(json, "strategy") == "eigen 1");
  CHECK(at(json, "epochBuilt") == "true");
}

TEST_CASE("a second process that indexes is told to wait, and what a killed one left is cleared away") {
  const MadeStore store;
  const int held = open((store.layout.epochs() / ".lock").c_str(), O_RDWR);
  REQUIRE(flock(held, LOCK_EX) == 0);
  const Outcome busy = run_schakel({"index", "--store", store.root, "--date", "2026-11-30"});
  close(held);
  CHECK(busy.exit_code == 1);
  CHECK(lines_in(busy.err) == 1);
  CHECK(contains(busy.err, "another process"));
  store.folder.write("store/epochs/.unfinished/half", "half a file");
  index_id(store, "2026-11-30");
  CHECK_FALSE(std::filesystem::exists(store.layout.epochs() / ".unfinished"));
}

TEST_CASE("rematch makes the same lists on any number of threads") {
  const MadeStore store;
  std::string checksum;
  for (const char* threads : {"1", "2", "8"}) {
    const auto json = parse_json(
        MadeStore::run({"rematch", "--json", "--store", store.root, "--top", "10", "--threads", threads}).out);
    CHECK(number(json, "pairs") == number(json, "vacancies") * number(json, "seekers"));
    CHECK(number(json, "pairsWithinReach") <= number(json, "pairs"));
    CHECK((checksum.empty() || checksum == at(json, "checksum")));
    checksum = at(json, "checksum");
  }
  CHECK(contains(MadeStore::run({"rematch", "--store", store.root, "--top", "10"}).out, checksum));
}

TEST_CASE("live lists are the lists of the run, both ways") {
  const MadeStore store;
  const auto epoch = open_epoch(store);
  const auto run = Run::open(store.layout.run(run_name(epoch->id(), 10)), *epoch);
  REQUIRE(run.has_value());
  for (std::uint32_t v = 0; v < epoch->vacancies(); v += 7)
    CHECK(live(store, "vacancy", epoch->name(VacancyId{v})) == stored<SeekerId>(*epoch, (**run)[VacancyId{v}]));
  for (std::uint32_t s = 0; s < epoch->seekers(); s += 17)
    CHECK(live(store, "seeker", epoch->name(SeekerId{s})) == stored<VacancyId>(*epoch, (**run)[SeekerId{s}]));
}

TEST_CASE("a list names its epoch, its strategy and its weights, and its points sum to the total") {
  const MadeStore store;
  const auto epoch = open_epoch(store);
  const auto run = Run::open(store.layout.run(run_name(epoch->id(), 10)), *epoch);
  REQUIRE(run.has_value());
  const auto [vacancy, seeker] = some_pair(*epoch, **run);
  const auto json = parse_json(MadeStore::run({"match", "--json", "--store", store.root, "--vacancy", vacancy,
                                               "--weights", "6000,1000,1000,2000", "--top", "3"})
                                   .out);
  CHECK(at(json, "epoch") == epoch->id());
  CHECK(at(json, "strategyHash") == epoch->strategy_hash());
  CHECK(at(json, "exact") == "true");
  CHECK(at(json, "weights.requested.demand") == "6000");
  CHECK(at(json, "weights.applied.position") == "1000");
  CHECK(at(json, "weights.effective.position") == "1000");
  REQUIRE(rows_of(json) > 0);
  CHECK(rows_of(json) <= 3);
  for (int i = 0; i < rows_of(json); ++i) {
    const std::string row = "rows." + std::to_string(i) + ".";
    int sum = 0;
    for (const char* category : {"demand", "wish", "position", "region"})
      sum += number(json, row + "points." + category);
    CHECK(sum == number(json, row + "total"));
    CHECK(number(json, row + "high") >= number(json, row + "low"));
  }
}

TEST_CASE("whoever may fail a criterion is left out of a list when that is asked") {
  const MadeStore store;
  const auto epoch = open_epoch(store);
  for (std::uint32_t v = 0; v < epoch->vacancies(); v += 9) {
    const auto json = parse_json(MadeStore::run({"match", "--json", "--store", store.root, "--unknown", "exclude",
                                                 "--vacancy", std::string(epoch->name(VacancyId{v}))})
                                     .out);
    for (int i = 0; i < rows_of(json); ++i)
      for (const char* criterion : {"must", "travel", "hours", "shiftWork"})
        CHECK(at(json, "rows." + std::to_string(i) + ".criteria." + criterion) == "meets");
  }
}

TEST_CASE("an explanation has the total of the list, and its points sum from items to categories to the total") {
  const MadeStore store;
  const auto epoch = open_epoch(store);
  const auto run = Run::open(store.layout.run(run_name(epoch->id(), 10)), *epoch);
  REQUIRE(run.has_value());
  const auto [vacancy, seeker] = some_pair(*epoch, **run);
  const std::vector<std::string> pair{"explain", "--store", store.root, "--vacancy", vacancy, "--seeker", seeker};
  auto with_json = pair;
  with_json.emplace_back("--json");
  const auto json = parse_json(MadeStore::run(with_json).out);
  CHECK(at(json, "eligible") == "true");
  CHECK(live(store, "vacancy", vacancy)[1] == seeker + " " + at(json, "total"));
  int demand = 0, wish = 0, units = 0;
  const int items = json.fields().at("items").list_value().values_size();
  for (int i = 0; i < items; ++i) {
    const std::string item = "items." + std::to_string(i) + ".";
    (at(json, item + "category") == "demand" ? demand : wish) += number(json, item + "points");
    units += number(json, item + "units");
    CHECK((at(json, item + "state") == "found") == (number(json, item + "qualityLow") > 0));
  }
  CHECK(units % 4096 == 0);
  CHECK(demand == number(json, "categories.demand.points"));
  CHECK(wish == number(json, "categories.wish.points"));
  CHECK(demand + wish + number(json, "points.position") + number(json, "points.region") == number(json, "total"));
  const std::string text = MadeStore::run(pair).out;
  CHECK(contains(text, "Totaal " + at(json, "total") + " = vraag " + at(json, "points.demand")));
  CHECK(contains(text, "Komt in aanmerking"));
  auto in_english = pair;
  in_english.insert(in_english.end(), {"--language", "en"});
  const std::string english = MadeStore::run(in_english).out;
  CHECK(contains(english, "Total " + at(json, "total") + " = demand " + at(json, "points.demand")));
  CHECK(contains(english, "Eligible"));
}

TEST_CASE("a pair that is not eligible says why") {
  const MadeStore store;
  const auto epoch = open_epoch(store);
  int seen = 0;
  PairScore score;
  for (std::uint32_t s = 0; s < epoch->seekers() && seen < 3; ++s) {
    score_pair(*epoch, epoch->model().weights, VacancyId{0}, SeekerId{s}, score);
    if (score.eligible()) continue;
    ++seen;
    const std::string vacancy(epoch->name(VacancyId{0})), seeker(epoch->name(SeekerId{s}));
    const std::string text =
        MadeStore::run({"explain", "--store", store.root, "--vacancy", vacancy, "--seeker", seeker}).out;
    CHECK(contains(text, "Komt niet in aanmerking, dus in geen lijst: "));
    CHECK(contains(text, "\n  faalt "));
  }
  CHECK(seen == 3);
}

TEST_CASE("an id that is not in the epoch is told apart: unknown, not active, or too new") {
  const MadeStore store;
  const auto check = [&](const std::string& id, const std::string& said) {
    const Outcome outcome = run_schakel({"match", "--store", store.root, "--vacancy", id});
    CHECK(outcome.exit_code == 1);
    CHECK(lines_in(outcome.err) == 1);
    CHECK(contains(outcome.err, said));
  };
  check("nobody", "schakel search");
  const auto closed = store.folder.write(
      "closed.ndjson", R"({"id":"closed","title":"Lasser","closingDate":"2020-01-01","requirements":[]})");
  MadeStore::run({"load", "--store", store.root, closed.string()});
  check("closed", "2020-01-01");
  const auto fresh = store.folder.write("new.ndjson", R"({"id":"new","title":"Lasser","requirements":[]})");
  MadeStore::run({"load", "--store", store.root, fresh.string()});
  check("new", "schakel index");
}

TEST_CASE("no line of a list or an explanation is wider than 120 columns") {
  const MadeStore store;
  const auto epoch = open_epoch(store);
  const auto wide = [](const std::string& text) {
    std::size_t width = 0, widest = 0;
    for (const char c : text) {
      width = c == '\n' ? 0 : width + ((static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0);
      widest = std::max(widest, width);
    }
    return widest;
  };
  for (std::uint32_t i = 0; i < 50; i += 7) {
    const std::string vacancy(epoch->name(VacancyId{i})), seeker(epoch->name(SeekerId{i}));
    CHECK(wide(MadeStore::run({"match", "--store", store.root, "--vacancy", vacancy}).out) <= 120);
    CHECK(wide(MadeStore::run({"match", "--store", store.root, "--seeker", seeker}).out) <= 120);
    CHECK(wide(MadeStore::run({"explain", "--store", store.root, "--vacancy", vacancy, "--seeker", seeker}).out) <=
          120);
  }
}
