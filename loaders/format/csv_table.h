// A table in CSV with a heading: columns by name, rows checked one by one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "loaders/format/csv.h"
#include "loaders/format/objection.h"

namespace schakel {

class CsvTable {
 public:
  // `text` must outlive the table. kBadInput, naming the file, the column and the columns found, when one of `columns`
  // is absent. With short_rows a row may leave out cells at its end, which are then empty.
  [[nodiscard]] static Result<CsvTable> open(std::string_view file, std::string_view text,
                                             std::span<const std::string_view> columns, bool short_rows = false);

  // Where the heading has `column`; nothing where it does not.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;

  // Goes to the next row; false at the end.
  [[nodiscard]] bool next();

  // What is wrong with the row: "syntax", "columns" (not as many cells as the heading) or "utf8". Its cells are not to
  // be used then.
  [[nodiscard]] const std::optional<Objection>& objection() const { return objection_; }

  // The cell in the `column`-th of the columns that open() was given.
  [[nodiscard]] std::string_view at(std::size_t column) const { return cell(places_[column]); }

  // The cell at a place that find() gave.
  [[nodiscard]] std::string_view cell(std::size_t place) const;

  [[nodiscard]] std::uint64_t row() const { return reader_.row() - 1; }  // 1-based, without the heading
  [[nodiscard]] std::uint64_t line() const { return reader_.line(); }
  [[nodiscard]] std::string_view raw() const { return reader_.raw(); }

 private:
  CsvTable(CsvReader reader, bool short_rows) : reader_(std::move(reader)), short_rows_(short_rows) {}

  CsvReader reader_;
  bool short_rows_;
  std::size_t width_ = 0;
  std::vector<std::string> heading_;
  std::vector<std::size_t> places_;
  std::optional<Objection> objection_;
};

}  // namespace schakel
