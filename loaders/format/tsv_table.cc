#include "loaders/format/tsv_table.h"

#include <algorithm>
#include <cstddef>

namespace schakel {
namespace {

std::vector<std::string_view> split(std::string_view line, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = line.find(separator);
    parts.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return parts;
    line.remove_prefix(end + 1);
  }
}

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

// Where the wanted columns stand in the heading.
Result<std::vector<std::size_t>> places_of(std::string_view table, std::span<const std::string_view> heading,
                                           std::span<const std::string_view> columns) {
  std::vector<std::size_t> places;
  for (const std::string_view column : columns) {
    const auto found = std::ranges::find(heading, column);
    if (found == heading.end())
      return fail(ErrorCode::kBadInput, std::string(table) + " has no column " + std::string(column) +
                                            "; its columns are: " + joined(heading));
    places.push_back(static_cast<std::size_t>(found - heading.begin()));
  }
  return places;
}

}  // namespace

Result<TsvTable> TsvTable::parse(std::string_view name, std::string_view text,
                                 std::span<const std::string_view> columns) {
  TsvTable table;
  table.columns_ = columns.size();
  std::vector<std::string_view> heading;
  std::vector<std::size_t> places;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  for (std::uint64_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (row.empty() || row.starts_with('#')) continue;
    const std::vector<std::string_view> cells = split(row, '\t');
    if (heading.empty()) {
      heading = cells;
      Result<std::vector<std::size_t>> found = places_of(name, heading, columns);
      if (!found) return std::unexpected(found.error());
      places = *std::move(found);
      continue;
    }
    if (cells.size() != heading.size())
      return fail(ErrorCode::kBadInput, std::string(name) + ", line " + std::to_string(line) + ": found " +
                                            std::to_string(cells.size()) + " fields, expected " +
                                            std::to_string(heading.size()) + " as in the heading");
    for (const std::size_t place : places) table.cells_.push_back(cells[place]);
    table.lines_.push_back(line);
  }
  if (heading.empty()) return fail(ErrorCode::kBadInput, std::string(name) + " has no heading with column names");
  return table;
}

std::vector<std::string_view> split_list(std::string_view cell, char separator) {
  std::vector<std::string_view> parts = split(cell, separator);
  for (std::string_view& part : parts) {
    part.remove_prefix(std::min(part.find_first_not_of(" \t\r\n"), part.size()));
    part = part.substr(0, part.find_last_not_of(" \t\r\n") + 1);
  }
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

}  // namespace schakel
