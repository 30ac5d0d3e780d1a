#include "server/strategies/compare_strategies.h"

#include <map>
#include <set>

#include "engine/match_lists.h"
#include "index/model/strategy.h"
#include "tests/server/made_store.h"

namespace schakel::test {
namespace {

using NamedLists = std::map<std::string, std::vector<std::pair<std::string, std::uint32_t>>>;

// The lists of one direction of the run that the program makes, by name.
template <class Owner, class Other>
NamedLists lists_of(const Epoch& epoch, const Run& run, std::uint32_t count) {
  NamedLists lists;
  for (std::uint32_t i = 0; i < count; ++i) {
    auto& list = lists[std::string(epoch.name(Owner{i}))];
    for (const MatchRow& row : run[Owner{i}]) list.emplace_back(epoch.name(Other{row.other}), row.total);
  }
  return lists;
}

struct BothLists {
  NamedLists vacancies, seekers;
};

BothLists lists_under(const MadeStore& store, const std::string& strategy) {
  MadeStore::run({"index", "--store", store.root, "--date", "2026-11-22", "--strategy", strategy});
  MadeStore::run({"rematch", "--store", store.root, "--top", "10"});
  const auto epoch = store.epoch();
  const auto run = Run::open(store.layout.run(run_name(epoch->id(), 10)), *epoch);
  REQUIRE(run);
  return {lists_of<VacancyId, SeekerId>(*epoch, **run, epoch->vacancies()),
          lists_of<SeekerId, VacancyId>(*epoch, **run, epoch->seekers())};
}

// The same counts, the obvious way.
void check_counts(const ListChanges& changes, const NamedLists& before, const NamedLists& after) {
  std::uint64_t lists = 0, identical = 0, same_order = 0, other_first = 0, kept = 0, of = 0, moved = 0;
  for (const auto& [owner, x] : before) {
    const auto& y = after.at(owner);
    if (x.empty() && y.empty()) continue;
    ++lists;
    identical += x == y ? 1 : 0;
    std::vector<std::string> names_x, names_y;
    for (const auto& row : x) names_x.push_back(row.first);
    for (const auto& row : y) names_y.push_back(row.first);
    same_order += names_x == names_y ? 1 : 0;
    other_first += names_x.empty() || names_y.empty() || names_x[0] != names_y[0] ? 1 : 0;
    of += std::max(x.size(), y.size());
    for (const auto& [name, total] : x)
      for (const auto& [other, changed] : y)
        if (name == other) ++kept, moved += total > changed ? total - changed : changed - total;
  }
  CHECK(changes.lists == lists);
  CHECK(changes.identical == identical);
  CHECK(changes.same_order == same_order);
  CHECK(changes.other_first == other_first);
  CHECK(changes.kept == kept);
  CHECK(changes.stayed == kept);  // with ten rows a list is its top
  CHECK(changes.of == of);
  CHECK(changes.moved_points == moved);
}

}  // namespace

TEST_CASE("a comparison counts what two whole rematches differ in") {
  const MadeStore store;
  Strategy other = standard_strategy();
  other.set_name("other");
  other.mutable_weights()->set_demand(3000);
  other.mutable_weights()->set_wish(3000);
  const auto records = RecordStore::open(store.layout.records(), OpenMode::kReadOnly);
  REQUIRE(records);
  const auto compared = compare_strategies(store.layout, **records,
                                           {.strategies = {standard_strategy(), other},
                                            .date = parse_date("2026-11-22").value(),
                                            .k = 10,
                                            .threads = 2,
                                            .progress = {}});
  REQUIRE(compared);
  CHECK(compared->hashes[1] == strategy_hash(other));
  const auto file = store.folder.write("other.textproto", other.DebugString());
  const auto published = store.folder.write("published.textproto", standard_strategy().DebugString());
  const BothLists before = lists_under(store, published.string()), after = lists_under(store, file.string());
  check_counts(compared->vacancies, before.vacancies, after.vacancies);
  check_counts(compared->seekers, before.seekers, after.seekers);
  CHECK(compared->vacancies.identical < compared->vacancies.lists);
  REQUIRE(compared->seekers.examples.size() == 3);
  for (const ChangedList& list : compared->seekers.examples) {
    CHECK(list.kept < list.of);
    CHECK(list.after.front().name == after.seekers.at(list.owner).front().first);
  }
}

TEST_CASE("a strategy compared with itself changes nothing, and nothing is left behind") {
  const MadeStore store;
  const auto json = parse_json(
      MadeStore::run({"strategy", "compare", "published", "published", "--store", store.root, "--top", "10", "--json"})
          .out);
  CHECK(at(json, "vacancies.identical") == at(json, "vacancies.lists"));
  CHECK(at(json, "seekers.identical") == at(json, "seekers.lists"));
  CHECK(at(json, "seekers.lists") != "0");
  CHECK(!std::filesystem::exists(store.layout.comparisons() / ".unfinished"));
}

TEST_CASE("a strategy that is checked is told apart from the published one, and a wrong one is refused by field") {
  const MadeStore store;
  const std::string shown = MadeStore::run({"strategy", "show"}).out;
  const auto same = store.folder.write("same.textproto", shown);
  CHECK(contains(MadeStore::run({"strategy", "check", same.string()}).out, "that of the published strategy"));
  const auto written = [&](const std::string& from, const std::string& to) {
    std::string text = shown;
    text.replace(text.find(from), from.size(), to);
    return store.folder.write("changed.textproto", text).string();
  };
  const auto json = parse_json(
      MadeStore::run({"strategy", "check", "--json", written("detour_percent: 130", "detour_percent: 140")}).out);
  CHECK(contains(at(json, "changes.0"), "detour_percent: 130 -> 140"));
  const Outcome wrong = run_schakel({"strategy", "check", written("demand: 5000", "demand: 5001")});
  CHECK(wrong.exit_code == 1);
  CHECK(contains(wrong.err, "sum to exactly 10000"));
}

}  // namespace schakel::test
