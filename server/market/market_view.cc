#include "server/market/market_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

std::map<std::string_view, std::string_view> read_names(std::string_view table) {
  static constexpr std::array<std::string_view, 2> kColumns{"code", "name"};
  std::map<std::string_view, std::string_view> names;
  const auto rows = TsvTable::parse(table, reference_text(table), kColumns);
  for (std::size_t row = 0; rows && row < rows->rows(); ++row) names.emplace(rows->at(row, 0), rows->at(row, 1));
  return names;
}

bool same(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string name_in(const std::map<std::string_view, std::string_view>& names, std::string_view code) {
  const auto found = names.find(code);
  return std::string(found == names.end() ? code : found->second);
}

}  // namespace

std::string_view tension_in_dutch(std::uint32_t tension) {
  static constexpr std::array<std::string_view, 6> kNames{"geen klasse", "zeer ruim", "ruim",
                                                          "gemiddeld",   "krap",      "zeer krap"};
  return tension < kNames.size() ? kNames[tension] : kNames[0];
}

MarketView::MarketView(const Epoch& epoch)
    : epoch_(epoch),
      words_(epoch),
      market_(labour_market(epoch)),
      groups_(read_names("isco.tsv")),
      regions_(read_names("regions.tsv")) {}

Result<GroupId> MarketView::find_group(std::string_view text) const {
  for (GroupId group = 0; group < epoch_.groups().size(); ++group)
    if (group_code(group) == text || same(group_name(group), text)) return group;
  return fail(ErrorCode::kBadUsage, fmt::format("'{}' is no ISCO group of three digits that the taxonomy has "
                                                "occupations of; 'schakel market' without --group shows them",
                                                text));
}

Result<std::uint32_t> MarketView::find_region(std::string_view text) const {
  std::string known;
  for (std::uint32_t region = 0; region < country(); ++region) {
    if (same(region_code(region), text) || same(region_name(region), text)) return region;
    known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", region_name(region), region_code(region));
  }
  return fail(ErrorCode::kBadUsage,
              fmt::format("'{}' is no region of the places in this epoch: {}", text, known.empty() ? "none" : known));
}

std::string_view MarketView::group_code(GroupId group) const {
  return group == kNoGroupId ? std::string_view() : std::string_view(epoch_.groups().code(group));
}

std::string_view MarketView::region_code(std::uint32_t region) const {
  return region == country() ? std::string_view() : epoch_.regions()[region];
}

std::string MarketView::group_name(GroupId group) const {
  return group == kNoGroupId ? "Alle beroepsgroepen" : name_in(groups_, group_code(group));
}

std::string MarketView::region_name(std::uint32_t region) const {
  return region == country() ? "Nederland" : name_in(regions_, region_code(region));
}

std::string MarketView::missing_name(const MarketRow& row) const {
  if (!row.missing) return "";
  const Item& item = epoch_.items[row.missing->item];
  const std::string name = words_.concept_name(epoch_.item_code(row.missing->item));
  return item.minimum > 0 ? fmt::format("{}, niveau {}", name, item.minimum) : name;
}

std::vector<const MarketRow*> MarketView::rows(const Choice& choice) const {
  std::vector<const MarketRow*> chosen;
  for (const MarketRow& row : market_.rows) {
    if (choice.group && *choice.group != row.group) continue;
    if (choice.region && *choice.region != row.region) continue;
    const bool empty = row.cell.vacancies == 0 && row.cell.seekers == 0;
    if (!empty || (choice.group && choice.region)) chosen.push_back(&row);
  }
  return chosen;
}

}  // namespace schakel
