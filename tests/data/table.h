// A reference table as the tests read it: by a reader of its own, so that no other layer is needed to judge the data.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::test {

using Row = std::map<std::string, std::string>;  // column to cell

struct Table {
  std::vector<std::string> comments;  // the lines before the heading
  std::vector<std::string> columns;
  std::vector<Row> rows;
};

// Throws std::runtime_error with the line when a row has another number of cells than the heading.
Table read_table(std::string_view name);

std::vector<std::string> split(std::string_view text, char separator);

// "a|b" to its parts; an empty cell has none.
std::vector<std::string> list(const std::string& cell);

// The cells of one column, in order of rows.
std::vector<std::string> column(const Table& table, const std::string& name);

}  // namespace schakel::test
