#include "engine/reference/tables.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "data/reference/reference.h"

namespace schakel::reference {
namespace {

using Pairs = std::set<std::pair<std::string_view, std::string_view>>;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

// The first column of a table with each value of the list in its second.
Pairs read_pairs(std::string_view name) {
  Pairs pairs;
  bool heading = true;
  for (const std::string_view line : split(reference_text(name), '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    if (std::exchange(heading, false)) continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    for (const std::string_view value : split(cells.at(1), '|')) pairs.emplace(cells[0], value);
  }
  return pairs;
}

}  // namespace

bool licence_suffices(std::string_view held, std::string_view asked) {
  static const Pairs kCovers = read_pairs("licences.tsv");
  return held == asked || kCovers.contains({held, asked});
}

bool sector_suffices(std::string_view wanted, std::string_view offered) {
  static const Pairs kLiesIn = read_pairs("sectors.tsv");
  return wanted == offered || kLiesIn.contains({offered, wanted});
}

}  // namespace schakel::reference
