// The labour market and one seeker's place in it, as an adviser asks for them.
#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"
#include "tests/server/made_store.h"

using namespace schakel;
using namespace schakel::test;

namespace {

struct Market : MadeStore {
  [[nodiscard]] Outcome market(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"market", "--store", root};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_schakel(arguments);
  }
};

int number(const google::protobuf::Struct& json, const std::string& path) { return std::stoi(at(json, path)); }

const google::protobuf::ListValue& rows_of(const google::protobuf::Struct& json) {
  return json.fields().at("rows").list_value();
}

std::string text_of(const google::protobuf::Value& row, const std::string& name) {
  return row.struct_value().fields().at(name).string_value();
}

}  // namespace

TEST_CASE("the labour market's rows reconcile with the epoch, and every form has the same rows") {
  const Market store;
  const auto epoch = store.epoch();
  const auto json = parse_json(store.market({"--json"}).out);
  CHECK(number(json, "totals.vacancies") == static_cast<int>(epoch->vacancies()));
  CHECK(number(json, "totals.vacanciesInCells") + number(json, "totals.vacanciesWithoutGroup") ==
        number(json, "totals.vacancies"));
  CHECK(number(json, "totals.seekersInCells") + number(json, "totals.seekersWithoutWish") ==
        static_cast<int>(epoch->seekers()));
  double vacancies = 0;
  for (const auto& row : rows_of(json).values())
    if (text_of(row, "region").empty() && !text_of(row, "group").empty())
      vacancies += row.struct_value().fields().at("vacancies").number_value();
  CHECK(static_cast<int>(vacancies) == number(json, "totals.vacanciesInCells"));

  const std::string csv = store.market({"--format", "csv"}).out;
  CHECK(lines_in(csv) == rows_of(json).values_size() + 1);
  const std::string file = (store.folder / "market.html").string();
  REQUIRE(store.market({"--format", "html", "--out", file}).exit_code == 0);
  std::stringstream html;
  html << std::ifstream(file).rdbuf();
  std::size_t shown = 0;
  for (std::size_t found = html.str().find("<tr data-g="); found != std::string::npos;
       found = html.str().find("<tr data-g=", found + 1))
    ++shown;
  CHECK(static_cast<int>(shown) == rows_of(json).values_size());
  CHECK_FALSE(contains(html.str(), "http"));  // it needs nothing from elsewhere
}

TEST_CASE("one region, one group, or a cell of both can be asked for, by code or by name") {
  const Market store;
  const auto region = parse_json(store.market({"--json", "--region", "west-brabant"}).out);
  for (const auto& row : rows_of(region).values()) CHECK(text_of(row, "region") == "R29");
  const auto group = parse_json(store.market({"--json", "--group", "522"}).out);
  for (const auto& row : rows_of(group).values()) CHECK(text_of(row, "group") == "522");
  const auto both = parse_json(store.market({"--json", "--group", "522", "--region", "R29"}).out);
  CHECK(rows_of(both).values_size() == 1);
  CHECK(contains(store.market({}).out, "Alle beroepsgroepen"));
  CHECK(store.market({"--region", "Atlantis"}).exit_code == 2);
  CHECK(store.market({"--group", "999"}).exit_code == 2);
}

TEST_CASE("the labour market in English counts the same and names no group, tension or heading in Dutch") {
  const Market store;
  const auto dutch = parse_json(store.market({"--json"}).out);
  const auto english = parse_json(store.market({"--json", "--language", "en"}).out);
  CHECK(at(dutch, "language") == "nl");
  CHECK(at(english, "language") == "en");
  REQUIRE(rows_of(dutch).values_size() == rows_of(english).values_size());
  for (int i = 0; i < rows_of(dutch).values_size(); ++i) {
    const auto &a = rows_of(dutch).values(i), &b = rows_of(english).values(i);
    CHECK(text_of(a, "group") == text_of(b, "group"));
    CHECK(text_of(a, "groupName") != text_of(b, "groupName"));
    CHECK(text_of(a, "tensionName") != text_of(b, "tensionName"));
    CHECK((text_of(a, "regionName") == text_of(b, "regionName")) == !text_of(a, "region").empty());
    CHECK(a.struct_value().fields().at("vacancies").number_value() ==
          b.struct_value().fields().at("vacancies").number_value());
  }

  const std::string text = store.market({"--language", "en"}).out;
  for (const char* part : {"Labour market on 2026-11-22", "The Netherlands", "Occupational group", "vacancies",
                           "All occupational groups", "most often missing", "Can start:"})
    CHECK(contains(text, part));
  const std::string html = store.market({"--format", "html", "--language", "en"}).out;
  CHECK(contains(html, "<html lang=\"en\">"));
  for (const char* part :
       {"eroepsgroep", "acatures", "panning", "werkzoekende", "Nederland<", "niets geteld", "niveau"}) {
    INFO(part);
    CHECK_FALSE(contains(text, part));
    CHECK_FALSE(contains(html, part));
  }
}

TEST_CASE("the page shows what was asked for, under its name and with one total, before any script runs") {
  const Market store;
  struct View {
    std::vector<std::string> asked;
    const char *title, *shown, *total;
  };
  for (const View& view :
       {View{{}, ">All occupational groups together, by region</h2>", "by-region all", "data-r=\"\""},
        View{{"--region", "R29"}, ">West-Brabant, by occupational group</h2>", "by-group", "data-g=\"\""},
        View{{"--group", "522"}, ">522 Shop salespersons, by region</h2>", "by-region", "data-r=\"\""}}) {
    std::vector<std::string> arguments{"--format", "html", "--language", "en"};
    arguments.insert(arguments.end(), view.asked.begin(), view.asked.end());
    const std::string html = store.market(arguments).out;
    INFO(view.title);
    CHECK(contains(html, view.title));
    CHECK(contains(html, "<main class=\"" + std::string(view.shown) + "\">"));
    std::istringstream lines(html);
    int totals = 0, shown = 0;
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("<tr data-g=")) continue;
      shown += contains(line, "class=\"on") ? 1 : 0;
      if (!contains(line, "class=\"on total\"")) continue;
      ++totals;
      CHECK(contains(line, view.total));
    }
    CHECK(totals == 1);
    CHECK(shown > 1);
  }
}

TEST_CASE("a group can be asked for by its name in either language") {
  const Market store;
  const std::string by_code = store.market({"--group", "522"}).out;
  CHECK(store.market({"--group", "verkopers in winkels"}).out == by_code);
  CHECK(store.market({"--group", "Shop Salespersons"}).out == by_code);
}

TEST_CASE("an explanation in English names no competence, sector or field of education in Dutch") {
  const Market store;
  const auto epoch = store.epoch();
  std::set<std::string> dutch;
  for (const auto& [table, name, english] : {std::array{"competences.tsv", "label", "label_en"},
                                             {"sectors.tsv", "name", "name_en"},
                                             {"education_fields.tsv", "name", "name_en"}}) {
    const std::array<std::string_view, 2> columns{name, english};
    const auto rows = TsvTable::parse(table, reference_text(table), columns);
    REQUIRE(rows);
    for (std::size_t i = 0; i < rows->rows(); ++i)
      if (rows->at(i, 0) != rows->at(i, 1)) dutch.emplace(rows->at(i, 0));
  }
  const auto vacancies = static_cast<std::uint32_t>(epoch->vacancies());
  std::size_t items = 0;
  for (std::uint32_t s = 0; s < epoch->seekers(); s += 9) {
    const auto json = parse_json(MadeStore::run({"explain", "--json", "--language", "en", "--store", store.root,
                                                 "--seeker", std::string(epoch->name(SeekerId{s})), "--vacancy",
                                                 std::string(epoch->name(VacancyId{s % vacancies}))})
                                     .out);
    std::string told;
    for (const auto& item : json.fields().at("items").list_value().values()) {
      told += text_of(item, "name") + "\n" + text_of(item, "fact") + "\n";
      ++items;
    }
    for (const std::string& name : dutch)
      if (contains(told, name)) FAIL_CHECK(name << " in " << told);
  }
  CHECK(items > 50);
}

TEST_CASE("a seeker's position says what the epoch counted, and what would open more adds up") {
  const Market store;
  const auto epoch = store.epoch();
  for (std::uint32_t s = 0; s < epoch->seekers(); s += 7) {
    const std::string id(epoch->name(SeekerId{s}));
    const auto json = parse_json(MadeStore::run({"position", "--json", "--store", store.root, "--seeker", id}).out);
    const SeekerPosition& counted = epoch->seeker_positions[s];
    CHECK(number(json, "counts.a") == static_cast<int>(counted.counts.a));
    CHECK(number(json, "inReach") == static_cast<int>(counted.counts.in_reach()));
    CHECK(number(json, "high") == counted.points.high);
    int opened = 0, before = 1 << 30;
    for (const auto& blocker : json.fields().at("blockers").list_value().values()) {
      const int vacancies = static_cast<int>(blocker.struct_value().fields().at("vacancies").number_value());
      CHECK(vacancies <= before);
      opened += before = vacancies;
    }
    CHECK(opened + number(json, "counts.b") <= number(json, "inReach"));
  }
  const std::string id(epoch->name(SeekerId{0}));
  const Outcome text = MadeStore::run({"position", "--store", store.root, "--seeker", id});
  CHECK(text.exit_code == 0);
  CHECK((contains(text.out, "Binnen bereik") || contains(text.out, "De wens is niet bekend")));
  CHECK(run_schakel({"position", "--store", store.root, "--seeker", "nobody"}).exit_code == 1);
}

TEST_CASE("without passende arbeid nobody stands in a list through it") {
  const Market store;
  const auto epoch = store.epoch();
  for (std::uint32_t s = 0; s < epoch->seekers(); s += 11) {
    const std::vector<std::string> ask{"match",    "--json",   "--store",
                                       store.root, "--seeker", std::string(epoch->name(SeekerId{s}))};
    std::vector<std::string> without = ask;
    without.emplace_back("--no-passende-arbeid");
    const auto widened = parse_json(MadeStore::run(ask).out), plain = parse_json(MadeStore::run(without).out);
    CHECK(at(plain, "passendeArbeid") == "false");
    CHECK(rows_of(plain).values_size() <= rows_of(widened).values_size());
  }
}
