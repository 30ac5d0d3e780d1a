#include "loaders/format/tsv_table.h"

#include <array>
#include <catch2/catch.hpp>

namespace schakel {
namespace {

constexpr std::array<std::string_view, 2> kColumns{"name", "code"};

TEST_CASE("columns are found by name, comments and blank lines are passed over") {
  const Result<TsvTable> table =
      TsvTable::parse("t", "# bron\ncode\textra\tname\n\n# meer\n1\tx\teen\r\n2\ty\ttwee", kColumns);
  REQUIRE(table);
  REQUIRE(table->rows() == 2);
  CHECK(table->at(0, 0) == "een");
  CHECK(table->at(1, 1) == "2");
  CHECK(table->line(1) == 6);
}

TEST_CASE("a table that is not as promised says where") {
  CHECK(TsvTable::parse("t", "code\tnaam\n", kColumns).error().message ==
        "t has no column name; its columns are: code, naam");
  CHECK(TsvTable::parse("t", "name\tcode\nx\n", kColumns).error().message ==
        "t, line 2: found 1 fields, expected 2 as in the heading");
  CHECK(TsvTable::parse("t", "# niets\n", kColumns).error().message == "t has no heading with column names");
}

TEST_CASE("a list is split, trimmed and without empty parts") {
  CHECK(split_list("a| b c |") == std::vector<std::string_view>{"a", "b c"});
  CHECK(split_list("").empty());
  CHECK(split_list("x\r\ny", '\n') == std::vector<std::string_view>{"x", "y"});
}

}  // namespace
}  // namespace schakel
