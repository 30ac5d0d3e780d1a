#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/data/table.h"

namespace schakel {
namespace {

using test::column;
using test::list;
using test::read_table;
using test::Row;
using test::Table;

using Strings = std::vector<std::string>;

const Table& occupations() {
  static const Table kTable = read_table("occupations.tsv");
  return kTable;
}

const Table& competences() {
  static const Table kTable = read_table("competences.tsv");
  return kTable;
}

std::set<std::string> codes_of(const Table& table) {
  const Strings codes = column(table, "code");
  return {codes.begin(), codes.end()};
}

std::set<std::string> asked_by(const Row& occupation) {
  std::set<std::string> asked;
  for (const std::string& code : list(occupation.at("essential"))) asked.insert(code);
  for (const std::string& code : list(occupation.at("optional"))) asked.insert(code);
  return asked;
}

// Competence to the number of occupations that ask it.
std::map<std::string, int> uses() {
  std::map<std::string, int> uses;
  for (const Row& row : occupations().rows)
    for (const std::string& code : asked_by(row)) ++uses[code];
  return uses;
}

bool is_kebab_case(const std::string& code) {
  return !code.empty() && code.front() != '-' && code.back() != '-' && code.find("--") == std::string::npos &&
         std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// Labels and alternatives of a table, each of which must point to one row only.
void check_names(const Table& table, bool alternatives) {
  std::set<std::string> seen;
  for (const Row& row : table.rows) {
    Strings names = alternatives ? list(row.at("alternatives")) : Strings{};
    names.push_back(row.at(row.contains("label") ? "label" : "name"));
    for (const std::string& name : names) {
      INFO(row.at("code") << ": " << name);
      CHECK_FALSE(name.empty());
      CHECK(seen.insert(name).second);
    }
  }
}

TEST_CASE("starter codes are unique within their table and written in kebab-case") {
  for (const char* name : {"occupations.tsv", "competences.tsv", "competence_groups.tsv"}) {
    const Strings codes = column(read_table(name), "code");
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == codes.size());
    for (const std::string& code : codes) {
      INFO(name << ": " << code);
      CHECK(is_kebab_case(code));
    }
  }
}

TEST_CASE("a starter label or alternative names one row of its table") {
  check_names(occupations(), true);
  check_names(competences(), true);
  check_names(read_table("competence_groups.tsv"), false);
}

TEST_CASE("an English starter label names one competence, and one group") {
  for (const auto& [table, name] :
       {std::pair{competences(), "label_en"}, std::pair{read_table("competence_groups.tsv"), "name_en"}}) {
    Strings labels = column(table, name);
    std::ranges::sort(labels);
    const auto twice = std::ranges::adjacent_find(labels);
    INFO((twice == labels.end() ? "" : *twice));
    CHECK(twice == labels.end());
  }
}

TEST_CASE("every starter competence is of a known kind and group") {
  const std::set<std::string> groups = codes_of(read_table("competence_groups.tsv"));
  std::set<std::string> used;
  for (const Row& row : competences().rows) {
    INFO(row.at("code"));
    CHECK((row.at("kind") == "vaardigheid" || row.at("kind") == "kennis"));
    CHECK(groups.contains(row.at("group")));
    used.insert(row.at("group"));
  }
  CHECK(used == groups);
}

TEST_CASE("a broader starter competence exists and never leads back to where it came from") {
  std::map<std::string, std::string> broader;
  for (const Row& row : competences().rows) broader[row.at("code")] = row.at("broader");
  for (const auto& [code, above] : broader) {
    INFO(code);
    std::size_t steps = 0;
    for (std::string next = above; !next.empty(); next = broader[next]) {
      REQUIRE(broader.contains(next));
      REQUIRE(++steps < broader.size());
    }
  }
}

TEST_CASE("a starter relation stands once, between two competences of which neither is broader") {
  const std::set<std::string> known = codes_of(competences());
  std::map<std::string, std::string> broader;
  for (const Row& row : competences().rows) broader[row.at("code")] = row.at("broader");
  std::set<std::pair<std::string, std::string>> pairs;
  for (const Row& row : competences().rows)
    for (const std::string& other : list(row.at("related"))) {
      const std::string& code = row.at("code");
      INFO(code << " and " << other);
      REQUIRE(known.contains(other));
      CHECK(code != other);
      CHECK(broader[code] != other);
      CHECK(broader[other] != code);
      CHECK(pairs.insert(std::minmax(code, other)).second);
    }
  CHECK(pairs.size() >= 200);
}

TEST_CASE("a starter occupation asks known competences, each once, five to ten of them essential") {
  const std::set<std::string> known = codes_of(competences());
  for (const Row& row : occupations().rows) {
    INFO(row.at("code"));
    const std::size_t essential = list(row.at("essential")).size();
    const std::size_t optional = list(row.at("optional")).size();
    CHECK((essential >= 5 && essential <= 10));
    CHECK((optional >= 4 && optional <= 10));
    const std::set<std::string> asked = asked_by(row);
    CHECK(asked.size() == essential + optional);
    for (const std::string& code : asked) {
      INFO(code);
      CHECK(known.contains(code));
    }
  }
}

TEST_CASE("starter occupations have an ISCO unit group, and every major group has some") {
  const std::set<std::string> groups = codes_of(read_table("isco.tsv"));
  std::set<char> majors;
  for (const Row& row : occupations().rows) {
    INFO(row.at("code") << ": " << row.at("isco"));
    CHECK(row.at("isco").size() == 4);
    CHECK(groups.contains(row.at("isco")));
    CHECK_FALSE(row.at("label_en").empty());
    majors.insert(row.at("isco").front());
  }
  CHECK(majors.size() == 10);
}

TEST_CASE("the starter taxonomy is large enough to make a labour market of") {
  CHECK(occupations().rows.size() >= 160);
  CHECK(competences().rows.size() >= 640);
  CHECK(std::ranges::count_if(competences().rows, [](const Row& row) { return !row.at("broader").empty(); }) >= 80);
  CHECK(std::ranges::count_if(competences().rows, [](const Row& row) { return row.at("alternatives").empty(); }) <= 60);
  CHECK(std::ranges::count_if(occupations().rows,
                              [](const Row& row) { return list(row.at("alternatives")).size() < 2; }) <= 16);
}

TEST_CASE("every starter competence is asked somewhere, and many are shared") {
  const std::map<std::string, int> asked = uses();
  for (const std::string& code : codes_of(competences())) {
    INFO(code);
    CHECK(asked.contains(code));
  }
  CHECK(std::ranges::count_if(asked, [](const auto& use) { return use.second >= 2; }) >= 200);
  CHECK(std::ranges::count_if(asked, [](const auto& use) { return use.second >= 8; }) >= 40);
}

TEST_CASE("starter occupations share competences with their neighbours in the ISCO minor group") {
  std::map<std::string, std::vector<std::set<std::string>>> minor_groups;
  for (const Row& row : occupations().rows) minor_groups[row.at("isco").substr(0, 3)].push_back(asked_by(row));
  int with_company = 0;
  int alone = 0;
  for (const auto& [group, members] : minor_groups) {
    if (members.size() < 2) continue;
    for (const std::set<std::string>& one : members) {
      ++with_company;
      const bool shares = std::ranges::any_of(members, [&one](const std::set<std::string>& other) {
        return &one != &other &&
               std::ranges::count_if(one, [&](const auto& code) { return other.contains(code); }) >= 3;
      });
      if (!shares) ++alone;
    }
  }
  CHECK(with_company >= 100);
  CHECK(alone * 20 <= with_company);  // at most one in twenty
}

}  // namespace
}  // namespace schakel
