#include "server/market/market_files.h"

#include <fmt/format.h>

#include <iterator>

#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

std::string csv_field(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string made = "\"";
  for (const char c : text) made += c == '"' ? "\"\"" : std::string(1, c);
  return made + "\"";
}

}  // namespace

JsonWriter market_json(const MarketView& view, const MarketRowList& rows) {
  const LabourMarket& market = view.market();
  const MarketCell& country = market.row(kNoGroupId, view.country()).cell;
  JsonWriter json;
  json.begin_object();
  add_epoch(json, view.epoch());
  json.field("language", code_of(view.words().told_in()));
  json.key("totals").begin_object();
  json.field("vacancies", view.epoch().vacancies()).field("vacanciesInCells", country.vacancies);
  json.field("vacanciesWithoutGroup", market.vacancies_without_group);
  json.field("seekers", view.epoch().active_seekers()).field("seekersInCells", country.seekers);
  json.field("seekersWithoutWish", market.seekers_without_wish);
  json.end_object().key("rows").begin_array();
  for (const MarketRow* row : rows) {
    json.begin_object().field("group", view.group_code(row->group));
    json.field("groupName", std::string_view(view.group_name(row->group)));
    json.field("region", view.region_code(row->region));
    json.field("regionName", std::string_view(view.region_name(row->region)));
    json.field("vacancies", row->cell.vacancies).field("seekers", row->cell.seekers);
    json.field("matchable", row->matchable).field("tension", row->cell.tension);
    json.field("tensionName", std::string_view(view.words().tension(row->cell.tension)));
    if (row->missing) {
      json.key("missing").begin_object();
      json.field("item", std::string_view(view.epoch().item_text(row->missing->item)));
      json.field("name", std::string_view(view.missing_name(*row))).field("times", row->missing->times).end_object();
    }
    json.end_object();
  }
  json.end_array().end_object();
  return json;
}

std::string market_csv(const MarketView& view, const MarketRowList& rows) {
  std::string csv =
      "group,groupName,region,regionName,vacancies,seekers,matchable,tension,tensionName,missing,missingName,"
      "missingTimes\r\n";
  for (const MarketRow* row : rows) {
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{},{},{},{}", csv_field(view.group_code(row->group)),
                   csv_field(view.group_name(row->group)), csv_field(view.region_code(row->region)),
                   csv_field(view.region_name(row->region)), row->cell.vacancies, row->cell.seekers, row->matchable,
                   row->cell.tension, view.words().tension(row->cell.tension));
    if (row->missing)
      fmt::format_to(std::back_inserter(csv), ",{},{},{}\r\n", csv_field(view.epoch().item_text(row->missing->item)),
                     csv_field(view.missing_name(*row)), row->missing->times);
    else
      csv += ",,,\r\n";
  }
  return csv;
}

}  // namespace schakel
