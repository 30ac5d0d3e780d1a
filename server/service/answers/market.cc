#include "server/service/answers/market.h"

#include "server/service/profiles.h"

namespace schakel {
namespace {

// "": every one; "all": all of them together.
constexpr std::string_view kAll = "all";

Answered<MarketView::Choice> read_choice(const MarketView& view, const api::MarketRequest& request) {
  MarketView::Choice choice;
  if (request.group() == kAll) {
    choice.group = kNoGroupId;
  } else if (!request.group().empty()) {
    const auto group = view.find_group(request.group());
    if (!group) return refuse_field("group", "unknown-value", "this is no ISCO group of three digits with occupations");
    choice.group = *group;
  }
  if (request.region() == kAll) {
    choice.region = view.country();
  } else if (!request.region().empty()) {
    const auto region = view.find_region(request.region());
    if (!region) return refuse_field("region", "unknown-value", "this is no region of the places in this epoch");
    choice.region = *region;
  }
  return choice;
}

void fill_row(const MarketView& view, const ItemTexts& texts, const MarketRow& row, api::MarketRow& told) {
  told.set_group(std::string(view.group_code(row.group)));
  told.set_group_name(view.group_name(row.group));
  told.set_region(std::string(view.region_code(row.region)));
  told.set_region_name(view.region_name(row.region));
  told.mutable_cell()->set_vacancies(row.cell.vacancies);
  told.mutable_cell()->set_seekers(row.cell.seekers);
  told.mutable_cell()->set_tension(row.cell.tension);
  told.mutable_cell()->set_tension_name(view.words().tension(row.cell.tension));
  told.set_matchable(row.matchable);
  if (!row.missing) return;
  fill_item(texts, row.missing->item, *told.mutable_missing());
  told.set_missing_times(static_cast<std::uint32_t>(row.missing->times));
}

}  // namespace

Answered<void> market_rows(Call& call, const api::MarketRequest& request, api::Market& answer) {
  const auto in_words = call.shared.market_views.of(call.open->epoch);
  const Words& words = call.words(request.language());
  const MarketView& view = in_words->in(words.told_in());
  const auto choice = read_choice(view, request);
  if (!choice) return std::unexpected(choice.error());
  // Counted of the epoch; what changed since is not in it.
  fill_provenance(call, *answer.mutable_provenance());
  answer.mutable_provenance()->set_sequence(view.epoch().sequence());
  answer.mutable_provenance()->set_changes(0);
  const LabourMarket& market = view.market();
  const MarketCell& country = market.row(kNoGroupId, view.country()).cell;
  answer.set_vacancies(view.epoch().vacancies());
  answer.set_vacancies_in_cells(country.vacancies);
  answer.set_vacancies_without_group(market.vacancies_without_group);
  answer.set_seekers(view.epoch().active_seekers());
  answer.set_seekers_in_cells(country.seekers);
  answer.set_seekers_without_wish(market.seekers_without_wish);
  const ItemTexts texts(Market(view.epoch()), words);
  for (const MarketRow* row : view.rows(*choice)) fill_row(view, texts, *row, *answer.add_rows());
  return {};
}

}  // namespace schakel
