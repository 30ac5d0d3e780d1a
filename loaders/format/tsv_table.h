// The tables of data/reference and others of their form: lines that start with '#' are comments, then one heading with
// the names of the columns, then rows; fields are separated by tabs, there is no quoting, lists use '|'.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"

namespace schakel {

class TsvTable {
 public:
  // Finds `columns` by name, in any order and among others. `text` must outlive the table. kBadInput, naming the table,
  // the line and the column, when a column is absent or a row has another number of fields than the heading.
  [[nodiscard]] static Result<TsvTable> parse(std::string_view name, std::string_view text,
                                              std::span<const std::string_view> columns);

  [[nodiscard]] std::size_t rows() const { return lines_.size(); }
  // The cell of a 0-based row in the `column`-th of the columns that parse() was given.
  [[nodiscard]] std::string_view at(std::size_t row, std::size_t column) const {
    return cells_[row * columns_ + column];
  }
  [[nodiscard]] std::uint64_t line(std::size_t row) const { return lines_[row]; }  // 1-based

 private:
  std::size_t columns_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<std::uint64_t> lines_;
};

// "a|b|c" to its parts, without surrounding spaces and without empty ones.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view cell, char separator = '|');

}  // namespace schakel
