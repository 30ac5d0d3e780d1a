#include "server/market/market_view.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace schakel {
namespace {

bool same(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

MarketView::MarketView(const Epoch& epoch, AnswerLanguage language)
    : MarketView(epoch, language, labour_market(epoch)) {}

MarketView::MarketView(const Epoch& epoch, AnswerLanguage language, LabourMarket market)
    : epoch_(epoch), words_(epoch, language), market_(std::move(market)) {}

Result<GroupId> MarketView::find_group(std::string_view text) const {
  const Words dutch(epoch_, AnswerLanguage::kDutch), english(epoch_, AnswerLanguage::kEnglish);
  for (GroupId group = 0; group < epoch_.groups().size(); ++group) {
    const std::string_view code = group_code(group);
    if (code == text || same(dutch.occupational_group(code), text) || same(english.occupational_group(code), text))
      return group;
  }
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
  return group == kNoGroupId ? words_.say("Alle beroepsgroepen", "All occupational groups")
                             : words_.occupational_group(group_code(group));
}

std::string MarketView::region_name(std::uint32_t region) const {
  return region == country() ? words_.say("Nederland", "The Netherlands") : words_.region(region_code(region));
}

std::string MarketView::missing_name(const MarketRow& row) const {
  if (!row.missing) return "";
  const Item& item = epoch_.items[row.missing->item];
  const std::string name = words_.concept_name(epoch_.item_code(row.missing->item));
  return item.minimum > 0 ? words_.say("{}, niveau {}", "{}, level {}", name, item.minimum) : name;
}

std::vector<const MarketRow*> MarketView::rows(const Choice& choice) const {
  std::vector<const MarketRow*> chosen;
  for (const MarketRow& row : market_.rows) {
    if (choice.group && *choice.group != row.group) continue;
    if (choice.region && *choice.region != row.region) continue;
    const bool empty = row.cell.vacancies == 0 && row.cell.seekers == 0;
    if (!empty || (choice.group && choice.region)) chosen.push_back(&row);
  }
  std::ranges::stable_sort(chosen, {}, [&](const MarketRow* row) {
    return std::tuple(row->group, row->region == country(), region_code(row->region));
  });
  return chosen;
}

}  // namespace schakel
