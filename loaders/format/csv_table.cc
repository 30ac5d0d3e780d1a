#include "loaders/format/csv_table.h"

#include <algorithm>
#include <utility>

#include "loaders/format/utf8.h"

namespace schakel {

Result<CsvTable> CsvTable::open(std::string_view file, std::string_view text, std::span<const std::string_view> columns,
                                bool short_rows) {
  CsvTable table(CsvReader(text, guess_separator(text)), short_rows);
  if (!table.reader_.next()) return fail(ErrorCode::kBadInput, std::string(file) + " is empty, expected a heading");
  const std::span<const std::string_view> heading = table.reader_.fields();
  table.width_ = heading.size();
  table.heading_.assign(heading.begin(), heading.end());
  for (const std::string_view column : columns) {
    const auto found = std::ranges::find(heading, column);
    if (found == heading.end()) {
      std::string message = std::string(file) + " has no column " + std::string(column) + "; its columns are: ";
      for (const std::string_view name : heading) message.append(name).append(name == heading.back() ? "" : ", ");
      return fail(ErrorCode::kBadInput, std::move(message));
    }
    table.places_.push_back(static_cast<std::size_t>(found - heading.begin()));
  }
  return table;
}

bool CsvTable::next() {
  objection_.reset();
  if (!reader_.next()) return false;
  const std::size_t cells = reader_.fields().size();
  if (!reader_.problem().empty())
    objection_ = Objection{"syntax", "", std::string(reader_.problem()), ""};
  else if (cells > width_ || (cells < width_ && !short_rows_))
    objection_ = Objection{
        "columns", "",
        "found " + std::to_string(cells) + " cells, expected " + std::to_string(width_) + " as in the heading", ""};
  else if (valid_utf8_bytes(reader_.raw()) != reader_.raw().size())
    objection_ = Objection{
        "utf8", "", "byte " + std::to_string(valid_utf8_bytes(reader_.raw()) + 1) + " of the row is not UTF-8", ""};
  return true;
}

std::optional<std::size_t> CsvTable::find(std::string_view column) const {
  const auto found = std::ranges::find(heading_, column);
  if (found == heading_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - heading_.begin());
}

std::string_view CsvTable::cell(std::size_t place) const {
  return place < reader_.fields().size() ? reader_.fields()[place] : std::string_view();
}

}  // namespace schakel
