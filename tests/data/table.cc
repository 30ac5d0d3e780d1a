#include "tests/data/table.h"

#include <stdexcept>

#include "data/reference/reference.h"

namespace schakel::test {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t end = 0;; text.remove_prefix(end + 1)) {
    end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
  }
}

std::vector<std::string> list(const std::string& cell) {
  return cell.empty() ? std::vector<std::string>{} : split(cell, '|');
}

std::vector<std::string> column(const Table& table, const std::string& name) {
  std::vector<std::string> cells;
  cells.reserve(table.rows.size());
  for (const Row& row : table.rows) cells.push_back(row.at(name));
  return cells;
}

Table read_table(std::string_view name) {
  Table table;
  for (const std::string& line : split(reference_text(name), '\n')) {
    if (line.starts_with('#')) {
      table.comments.push_back(line);
    } else if (table.columns.empty()) {
      table.columns = split(line, '\t');
    } else if (!line.empty()) {
      const std::vector<std::string> cells = split(line, '\t');
      if (cells.size() != table.columns.size()) throw std::runtime_error(std::string(name) + ": " + line);
      Row& row = table.rows.emplace_back();
      for (std::size_t i = 0; i < cells.size(); ++i) row[table.columns[i]] = cells[i];
    }
  }
  return table;
}

}  // namespace schakel::test
