#include "server/answers/tension_words.h"

#include <array>
#include <map>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

using Names = std::map<std::string_view, std::string_view>;

Names read_names(std::string_view table) {
  static constexpr std::array<std::string_view, 2> kColumns{"code", "name"};
  Names names;
  const auto rows = TsvTable::parse(table, reference_text(table), kColumns);
  for (std::size_t row = 0; rows && row < rows->rows(); ++row) names.emplace(rows->at(row, 0), rows->at(row, 1));
  return names;
}

std::string name_in(const Names& names, std::string_view code) {
  const auto found = names.find(code);
  return std::string(found == names.end() ? code : found->second);
}

}  // namespace

std::string_view tension_in_dutch(std::uint32_t tension) {
  static constexpr std::array<std::string_view, 6> kNames{"geen klasse", "zeer ruim", "ruim",
                                                          "gemiddeld",   "krap",      "zeer krap"};
  return tension < kNames.size() ? kNames[tension] : kNames[0];
}

std::string group_in_dutch(std::string_view code) {
  static const Names kGroups = read_names("isco.tsv");
  return name_in(kGroups, code);
}

std::string region_in_dutch(std::string_view code) {
  static const Names kRegions = read_names("regions.tsv");
  return name_in(kRegions, code);
}

}  // namespace schakel
