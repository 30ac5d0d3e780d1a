#include "loaders/format/csv.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "loaders/format/csv_table.h"
#include "tests/loaders/random_message.h"

namespace schakel {
namespace {

using Row = std::vector<std::string>;

std::vector<Row> rows_of(std::string_view text, char separator = ',') {
  CsvReader reader(text, separator);
  std::vector<Row> rows;
  while (reader.next()) {
    if (!reader.problem().empty())
      rows.push_back({"!" + std::string(reader.problem())});
    else
      rows.emplace_back(reader.fields().begin(), reader.fields().end());
  }
  return rows;
}

TEST_CASE("quoted fields hold separators, quotes and line ends") {
  CHECK(rows_of("a,\"b,\"\"c\"\"\",\"d\ne\"\r\nf,,\n") == std::vector<Row>{{"a", "b,\"c\"", "d\ne"}, {"f", "", ""}});
  CHECK(rows_of("\xef\xbb\xbf"
                "a;b\r\n\r\n\"\";c",
                ';') == std::vector<Row>{{"a", "b"}, {"", "c"}});
  CHECK(rows_of("5\" pijp,x") == std::vector<Row>{{"5\" pijp", "x"}});
  CHECK(rows_of("a,b\r") == std::vector<Row>{{"a", "b"}});
  CHECK(rows_of("").empty());
}

TEST_CASE("rows and lines are numbered from one, a row by the line where it starts") {
  CsvReader reader("a\n\"b\nc\"\n\nd\n");
  REQUIRE(reader.next());
  REQUIRE(reader.next());
  CHECK(reader.row() == 2);
  CHECK(reader.line() == 2);
  CHECK(reader.raw() == "\"b\nc\"");
  REQUIRE(reader.next());
  CHECK(reader.row() == 3);
  CHECK(reader.line() == 5);
  CHECK_FALSE(reader.next());
}

TEST_CASE("a malformed row costs its own line only") {
  CHECK(rows_of("a,\"b\nc,d\ne,f\n") == std::vector<Row>{{"!a quoted field is not closed"}, {"c", "d"}, {"e", "f"}});
  CHECK(rows_of("a,\"b\"x,c\nd,e\n") == std::vector<Row>{{"!text follows the closing quote of a field"}, {"d", "e"}});
}

TEST_CASE("random tables survive CSV") {
  testing::Random random(21);
  for (int trial = 0; trial < 300; ++trial) {
    std::vector<Row> rows(random.between(1, 6));
    std::string text;
    for (Row& row : rows) {
      for (std::uint32_t i = random.between(2, 5); i > 0; --i) {
        const std::string& cell = row.emplace_back(testing::random_text(random));
        std::string doubled;
        for (const char c : cell) doubled.append(c == '"' ? 2 : 1, c);
        text += "\"" + doubled + "\"" + (i > 1 ? "," : random.chance(50) ? "\r\n" : "\n");
      }
    }
    INFO(text);
    REQUIRE(rows_of(text) == rows);
  }
}

TEST_CASE("the separator is the one that the heading uses most") {
  CHECK(guess_separator("a,b;c,d\n;;;;;;") == ',');
  CHECK(guess_separator("a;b;\"c,d,e,f\"\n") == ';');
  CHECK(guess_separator("a\tb\n") == '\t');
  CHECK(guess_separator("a") == ',');
}

TEST_CASE("a table without a wanted column says which columns it has") {
  constexpr std::array<std::string_view, 2> kColumns{"code", "label"};
  const auto table = CsvTable::open("x.csv", "uri,code\n", kColumns);
  REQUIRE_FALSE(table);
  CHECK(table.error().message == "x.csv has no column label; its columns are: uri, code");
  CHECK(CsvTable::open("x.csv", "", kColumns).error().message == "x.csv is empty, expected a heading");
}

TEST_CASE("a row of a table has as many cells as its heading, in UTF-8") {
  constexpr std::array<std::string_view, 2> kColumns{"b", "a"};
  Result<CsvTable> table = CsvTable::open("x.csv", "a,b\n1,2\n1\n1,2,3\n\xff,2\n", kColumns);
  REQUIRE(table);
  REQUIRE(table->next());
  CHECK(table->at(0) == "2");
  CHECK(table->at(1) == "1");
  REQUIRE(table->next());
  CHECK(table->objection()->message == "found 1 cells, expected 2 as in the heading");
  CHECK(table->row() == 2);
  CHECK(table->line() == 3);
  REQUIRE(table->next());
  CHECK(table->objection()->code == "columns");
  REQUIRE(table->next());
  CHECK(table->objection()->code == "utf8");
  CHECK_FALSE(table->next());
}

TEST_CASE("a table may let its rows end early") {
  constexpr std::array<std::string_view, 2> kColumns{"a", "b"};
  Result<CsvTable> table = CsvTable::open("x.csv", "a,b\n1\n", kColumns, true);
  REQUIRE(table);
  REQUIRE(table->next());
  CHECK_FALSE(table->objection());
  CHECK(table->at(1).empty());
}

}  // namespace
}  // namespace schakel
