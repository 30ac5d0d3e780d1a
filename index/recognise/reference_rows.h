// The rows of a reference table, cut at tabs, without comments and heading.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace schakel {

[[nodiscard]] inline std::vector<std::string_view> cut_at(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

// Views into `table`. Requires a well-formed table: they travel inside the program.
[[nodiscard]] inline std::vector<std::vector<std::string_view>> reference_rows(std::string_view table) {
  std::vector<std::vector<std::string_view>> rows;
  for (const std::string_view line : cut_at(table, '\n')) {
    if (!line.empty() && line.front() != '#') rows.push_back(cut_at(line, '\t'));
  }
  if (!rows.empty()) rows.erase(rows.begin());
  return rows;
}

}  // namespace schakel
