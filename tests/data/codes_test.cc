#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "tests/data/table.h"

namespace schakel {
namespace {

using test::column;
using test::read_table;
using test::Row;

std::set<std::string> set_of(const std::vector<std::string>& values) { return {values.begin(), values.end()}; }

TEST_CASE("ISCO has its 619 groups, each inside the group one digit shorter") {
  const std::set<std::string> codes = set_of(column(read_table("isco.tsv"), "code"));
  std::map<std::size_t, int> by_length;
  for (const std::string& code : codes) {
    ++by_length[code.size()];
    CHECK(std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; }));
    if (code.size() > 1) CHECK(codes.contains(code.substr(0, code.size() - 1)));
  }
  CHECK(by_length == std::map<std::size_t, int>{{1, 10}, {2, 43}, {3, 130}, {4, 436}});
}

TEST_CASE("every ISCO group above the lowest holds another") {
  const std::set<std::string> codes = set_of(column(read_table("isco.tsv"), "code"));
  for (const std::string& code : codes) {
    INFO(code);
    if (code.size() < 4) CHECK(codes.lower_bound(code + "0")->starts_with(code));
  }
}

TEST_CASE("what a driving licence covers, its holder's other licences cover too") {
  std::map<std::string, std::set<std::string>> covers;
  for (const Row& row : read_table("licences.tsv").rows)
    covers[row.at("category")] = set_of(test::list(row.at("covers")));
  for (const auto& [category, covered] : covers) {
    INFO(category);
    CHECK_FALSE(covered.contains(category));
    for (const std::string& other : covered) {
      REQUIRE(covers.contains(other));
      CHECK(std::ranges::includes(covered, covers[other]));
    }
  }
}

TEST_CASE("driving licences cover what the directive says") {
  std::map<std::string, std::string> covers;
  for (const Row& row : read_table("licences.tsv").rows) covers[row.at("category")] = row.at("covers");
  CHECK(set_of(column(read_table("licences.tsv"), "category")) ==
        std::set<std::string>{"AM", "A1", "A2", "A", "B", "B+", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE",
                              "T"});
  CHECK(covers["B"] == "AM");
  CHECK(covers["A"] == "AM|A1|A2");
  CHECK(covers["C"] == "AM|B|C1|T");
  CHECK(covers["CE"] == "AM|B|B+|BE|C1|C1E|C|T");
  CHECK(covers["D"] == "AM|B|D1");
  CHECK(covers["T"].empty());
}

TEST_CASE("sectors are the 21 sections and 88 divisions, each division in a section that exists") {
  std::set<std::string> sections;
  std::size_t divisions = 0;
  const test::Table table = read_table("sectors.tsv");
  for (const Row& row : table.rows)
    if (row.at("code") == row.at("section")) sections.insert(row.at("code"));
  for (const Row& row : table.rows) {
    CHECK(sections.contains(row.at("section")));
    divisions += row.at("code").size() == 2 ? 1 : 0;
  }
  CHECK(sections.size() == 21);
  CHECK(*sections.begin() == "A");
  CHECK(*sections.rbegin() == "U");
  CHECK(divisions == 88);
  CHECK(table.rows.size() == 109);
}

TEST_CASE("fields of education are 11 broad and 29 narrow ones, each narrow field in a broad one") {
  const std::set<std::string> codes = set_of(column(read_table("education_fields.tsv"), "code"));
  std::map<std::size_t, int> by_length;
  for (const std::string& code : codes) {
    ++by_length[code.size()];
    if (code.size() == 3) CHECK(codes.contains(code.substr(0, 2)));
  }
  CHECK(by_length == std::map<std::size_t, int>{{2, 11}, {3, 29}});
}

TEST_CASE("languages have codes of three small letters, Dutch and English among them") {
  std::set<std::string> codes;
  for (const Row& row : read_table("languages.tsv").rows) {
    const std::string& code = row.at("code");
    CHECK((code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'a' && c <= 'z'; })));
    CHECK_FALSE(row.at("name").empty());
    CHECK_FALSE(row.at("name_en").empty());
    codes.insert(code);
  }
  for (const char* code : {"nld", "eng", "deu", "fra", "pol", "tur", "ara", "ukr", "tir", "pap"})
    CHECK(codes.contains(code));
}

// As a key is compared: lower case, without '-', '_' and spaces.
std::string plain(const std::string& name) {
  std::string text;
  for (const char c : name)
    if (c != '-' && c != '_' && c != ' ') text += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

void collect_fields(const google::protobuf::Descriptor& message, std::set<std::string>& fields) {
  for (int i = 0; i < message.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *message.field(i);
    fields.insert(plain(field.name()));
    if (field.message_type() != nullptr) collect_fields(*field.message_type(), fields);
  }
}

TEST_CASE("no field or kind of our records is refused, but for the name of an employer") {
  std::set<std::string> ours;
  collect_fields(*Seeker::descriptor(), ours);
  collect_fields(*Vacancy::descriptor(), ours);
  for (int i = 0; i < Kind_descriptor()->value_count(); ++i) ours.insert(plain(Kind_descriptor()->value(i)->name()));
  std::vector<std::string> both;
  std::ranges::set_intersection(set_of(column(read_table("refused.tsv"), "pattern")), ours, std::back_inserter(both));
  CHECK(both == std::vector<std::string>{"name"});
}

TEST_CASE("what is refused has a plain key, a known code and a reason that names its law") {
  const std::set<std::string> codes{"protected-age",    "protected-sex",   "protected-origin",   "protected-religion",
                                    "protected-health", "protected-other", "maximum-experience", "identity"};
  std::set<std::string> used;
  for (const Row& row : read_table("refused.tsv").rows) {
    INFO(row.at("pattern"));
    CHECK(plain(row.at("pattern")) == row.at("pattern"));
    CHECK(codes.contains(row.at("code")));
    used.insert(row.at("code"));
    const std::string& reason = row.at("reason");
    CHECK(std::ranges::any_of(std::vector<std::string>{"WGBL", "AWGB", "WGBH/CZ", "GDPR"},
                              [&](const std::string& law) { return reason.find(law) != std::string::npos; }));
    CHECK_FALSE(reason.ends_with('.'));
  }
  CHECK(used == codes);
}

TEST_CASE("age, sex, origin, health and a maximum of experience are refused in Dutch and in English") {
  std::map<std::string, std::string> code;
  for (const Row& row : read_table("refused.tsv").rows) code[row.at("pattern")] = row.at("code");
  for (const char* key : {"age", "leeftijd", "minimumage", "maximumleeftijd", "birthdate", "geboortedatum"})
    CHECK(code[key] == "protected-age");
  for (const char* key : {"sex", "gender", "geslacht"}) CHECK(code[key] == "protected-sex");
  for (const char* key : {"nationality", "nationaliteit", "origin", "afkomst"}) CHECK(code[key] == "protected-origin");
  for (const char* key : {"religion", "geloof"}) CHECK(code[key] == "protected-religion");
  for (const char* key : {"health", "gezondheid", "handicap"}) CHECK(code[key] == "protected-health");
  for (const char* key : {"benefittype", "uitkering"}) CHECK(code[key] == "protected-other");
  for (const char* key : {"bsn", "name", "naam"}) CHECK(code[key] == "identity");
  for (const char* key : {"maxmonths", "maximummonths", "maxyears", "maximumexperience", "maximaleervaring"})
    CHECK(code[key] == "maximum-experience");
}

}  // namespace
}  // namespace schakel
