#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <map>

#include "loaders/records/municipalities.h"
#include "server/market/market_files.h"
#include "server/market/market_page.h"

namespace schakel {
namespace {

// Kilometres of the national grid, with the north above.
constexpr int kWest = 10, kEast = 280, kSouth = 303, kNorth = 622;

std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      default:
        made += c;
    }
  }
  return made;
}

std::string summary(const Words& words, const MarketRow& row) {
  return words.say("{} vacatures, {} beschikbaar, {} kunnen starten, {}",
                   "{} vacancies, {} available, {} can start, {}", words.number(row.cell.vacancies),
                   words.number(row.cell.seekers), words.number(row.matchable), words.tension(row.cell.tension));
}

// "Zaanstreek/Waterland" in HTML, to be broken behind the bar where a column is narrow.
std::string breakable(std::string_view name) {
  std::string made = escaped(name);
  for (std::size_t bar = made.find('/'); bar != std::string::npos; bar = made.find('/', bar + 1))
    made.insert(bar + 1, "<wbr>");
  return made;
}

// How a region is named on the map: "29" for "R29".
std::string_view number_of(const MarketView& view, std::uint32_t region) {
  const std::string_view code = view.region_code(region);
  return code.starts_with('R') ? code.substr(code.find_first_not_of('0', 1)) : code;
}

// A region on the map: its municipalities, and where its name stands.
struct Shape {
  std::string circles;
  double x = 0, y = 0, weight = 0;
};

std::map<std::string_view, Shape> shapes_of_regions() {
  std::map<std::string_view, Shape> shapes;
  const auto municipalities = read_municipalities();
  if (!municipalities) return shapes;
  for (const Municipality& one : *municipalities) {
    Shape& shape = shapes[one.region];
    const double x = one.centre.x_m / 1000.0 - kWest, y = kNorth - one.centre.y_m / 1000.0;
    const double radius = 1.6 + std::sqrt(one.inhabitants / 12000.0);
    fmt::format_to(std::back_inserter(shape.circles), "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>", x, y,
                   radius);
    shape.x += x * one.inhabitants;
    shape.y += y * one.inhabitants;
    shape.weight += one.inhabitants;
  }
  return shapes;
}

void add_map(std::string& page, const MarketView& view) {
  const Words& words = view.words();
  page += fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\" data-none=\"{}\">\n", kEast - kWest, kNorth - kSouth,
      words.say("Kaart van de arbeidsmarktregio's, elke stip een gemeente, gekleurd naar spanning. Dezelfde gegevens "
                "staan in de tabel.",
                "Map of the labour market regions, each dot a municipality, coloured by tension. The same figures are "
                "in the table."),
      words.say("niets geteld", "nothing counted"));
  std::string names;
  const auto shapes = shapes_of_regions();
  for (std::uint32_t region = 0; region < view.country(); ++region) {
    const auto shape = shapes.find(view.region_code(region));
    if (shape == shapes.end() || shape->second.weight <= 0) continue;
    const MarketRow& row = view.market().row(kNoGroupId, region);
    const std::string name = escaped(view.region_name(region));
    page += fmt::format("<g data-r=\"{}\" data-name=\"{}\" class=\"t{}\"><title>{}: {}</title>{}</g>\n",
                        escaped(view.region_code(region)), name, row.cell.tension, name, summary(words, row),
                        shape->second.circles);
    names += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", shape->second.x / shape->second.weight,
                         shape->second.y / shape->second.weight + 3, escaped(number_of(view, region)));
  }
  page += names + "\n</svg>\n<ul class=\"legend\">\n";
  for (const std::uint32_t tension : {1U, 2U, 3U, 4U, 5U, 0U})
    page += fmt::format("<li><span class=\"swatch t{}\"></span>{}</li>\n", tension, words.tension(tension));
  page += "</ul>\n";
}

void add_option(std::string& page, char what, std::string_view code, const std::string& text, bool chosen) {
  page += fmt::format("<option value=\"{}:{}\"{}>{}</option>\n", what, escaped(code), chosen ? " selected" : "",
                      escaped(text));
}

// What is shown: one region by group, or one group by region (kNoGroupId: all together).
std::string title_by_group(const MarketView& view, std::uint32_t region) {
  return view.words().say("{}, per beroepsgroep", "{}, by occupational group", view.region_name(region));
}

std::string title_by_region(const MarketView& view, GroupId group) {
  if (group == kNoGroupId)
    return view.words().say("Alle beroepsgroepen samen, per regio", "All occupational groups together, by region");
  return view.words().say("{} {}, per regio", "{} {}, by region", view.group_code(group), view.group_name(group));
}

bool is_by_group(const MarketView::Choice& choice) { return !choice.group && choice.region; }

void add_choice(std::string& page, const MarketView& view, const MarketView::Choice& choice) {
  const Words& words = view.words();
  const std::uint32_t region = choice.region.value_or(view.country());
  const bool by_group = is_by_group(choice);
  page += fmt::format("<form><label for=\"view\">{}</label><select id=\"view\">\n", words.say("Toon", "Show"));
  add_option(page, 'g', "", title_by_region(view, kNoGroupId), !by_group && !choice.group);
  page += fmt::format("<optgroup label=\"{}\">\n",
                      words.say("Een regio, per beroepsgroep", "One region, by occupational group"));
  add_option(page, 'r', "", title_by_group(view, view.country()), by_group && region == view.country());
  for (std::uint32_t r = 0; r < view.country(); ++r)
    add_option(page, 'r', view.region_code(r), title_by_group(view, r), by_group && r == region);
  page += fmt::format("</optgroup>\n<optgroup label=\"{}\">\n",
                      words.say("Een beroepsgroep, per regio", "One occupational group, by region"));
  for (GroupId group = 0; group < view.epoch().groups().size(); ++group) {
    const MarketCell& cell = view.market().row(group, view.country()).cell;
    if (cell.vacancies == 0 && cell.seekers == 0) continue;
    add_option(page, 'g', view.group_code(group), title_by_region(view, group), choice.group == group);
  }
  page += "</optgroup></select></form>\n";
}

void add_row(std::string& page, const MarketView& view, const MarketRow& row, const MarketView::Choice& choice) {
  const Words& words = view.words();
  const bool by_group = is_by_group(choice);
  const bool shown = by_group ? row.region == *choice.region : row.group == choice.group.value_or(kNoGroupId);
  const bool total = by_group ? row.group == kNoGroupId : row.region == view.country();
  const std::string group = view.group_code(row.group).empty()
                                ? view.group_name(row.group)
                                : fmt::format("{} {}", view.group_code(row.group), view.group_name(row.group));
  page += fmt::format(
      "<tr data-g=\"{}\" data-r=\"{}\" data-t=\"{}\" data-s=\"{}\" class=\"{}{}\"><td class=\"g\">{}</td><td "
      "class=\"r\" data-v=\"{}\">{} {}</td><td class=\"n\" data-v=\"{}\">{}</td><td class=\"n\" "
      "data-v=\"{}\">{}</td><td class=\"n\" "
      "data-v=\"{}\">{}</td><td class=\"k\" data-v=\"{}\"><span class=\"swatch t{}\"></span>{}</td><td "
      "class=\"m\">{}</td></tr>\n",
      escaped(view.group_code(row.group)), escaped(view.region_code(row.region)), row.cell.tension, summary(words, row),
      shown ? "on" : "", total ? " total" : "", escaped(group), escaped(view.region_name(row.region)),
      escaped(number_of(view, row.region)), breakable(view.region_name(row.region)), row.cell.vacancies,
      words.number(row.cell.vacancies), row.cell.seekers, words.number(row.cell.seekers), row.matchable,
      words.number(row.matchable), row.cell.tension, row.cell.tension, words.tension(row.cell.tension),
      escaped(view.missing_name(row)));
}

void add_table(std::string& page, const MarketView& view, const MarketView::Choice& choice) {
  const Words& words = view.words();
  page += "<table><thead><tr>";
  const auto head = [&](std::string_view style, std::string_view kind, std::string_view text) {
    page += fmt::format(  // browsers leave out buttons where they repeat a head on the next sheet of paper
        "<th scope=\"col\" class=\"{}\" data-kind=\"{}\"><button type=\"button\">{}</button><span class=\"printed\" "
        "aria-hidden=\"true\">{}</span></th>",
        style, kind, text, text);
  };
  head("g", "text", words.say("Beroeps&shy;groep", "Occupational group"));
  head("r", "text", words.say("Regio", "Region"));
  head("n", "number", words.say("Vaca&shy;tures", "Vacan&shy;cies"));
  head("n", "number", words.say("Beschik&shy;baar", "Avail&shy;able"));
  head("n", "number", words.say("Kunnen starten", "Can start"));
  head("", "number", words.say("Span&shy;ning", "Ten&shy;sion"));
  head("m", "text", words.say("Vaakst gemist", "Most often missing"));
  page += "</tr></thead>\n<tbody>\n";
  for (const MarketRow* row : view.rows({})) add_row(page, view, *row, choice);
  page += "</tbody></table>\n";
}

std::string footer(const MarketView& view) {
  return view.words().say(
      "Epoch {}. Spanning: vacatures per beschikbare werkzoekende, tot 1/4 zeer ruim, tot 2/3 ruim, tot 3/2 gemiddeld, "
      "tot 4 krap, daarboven zeer krap; bij minder dan tien werkzoekenden geldt de klasse van Nederland. Vacatures die "
      "geheel thuis kunnen, tellen alleen bij Nederland. {} vacatures zonder beroepsgroep en {} werkzoekenden zonder "
      "wens staan in geen rij.",
      "Epoch {}. Tension: vacancies per available seeker, up to 1/4 very loose, to 2/3 loose, to 3/2 average, to 4 "
      "tight, above that very tight; with fewer than ten seekers the class of the Netherlands holds. Vacancies wholly "
      "from home count for the Netherlands only. {} vacancies without an occupational group and {} seekers without a "
      "wish are in no row.",
      view.epoch().id(), view.words().number(view.market().vacancies_without_group),
      view.words().number(view.market().seekers_without_wish));
}

}  // namespace

std::string market_html(const MarketView& view, const MarketView::Choice& choice) {
  const Words& words = view.words();
  const std::string title = words.say("Arbeidsmarkt op {}", "Labour market on {}", format_date(view.epoch().date()));
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{}</style></head>"
      "<body>\n<h1>{}</h1>\n",
      code_of(words.told_in()), title, kMarketStyle, title);
  page += words.say(
      "<p>{} open vacatures en {} beschikbare werkzoekenden, geteld per beroepsgroep (ISCO-08, drie cijfers) en "
      "arbeidsmarktregio. <strong>Kunnen starten</strong> zijn de beschikbare werkzoekenden met ten minste één "
      "vacature binnen bereik waarvan zij aan elke eis voldoen. Wie meer beroepsgroepen wenst, telt in elk daarvan "
      "mee.</p>\n",
      "<p>{} open vacancies and {} available seekers, counted by occupational group (ISCO-08, three digits) and labour "
      "market region. <strong>Can start</strong> are the available seekers with at least one vacancy in reach of which "
      "they meet every must. Who wishes for more occupational groups counts in each of them.</p>\n",
      words.number(view.epoch().vacancies()), words.number(view.epoch().active_seekers()));
  add_choice(page, view, choice);
  const bool by_group = is_by_group(choice);
  page += fmt::format("<main class=\"{}\"><section class=\"map\" aria-label=\"{}\">\n",
                      by_group       ? "by-group"
                      : choice.group ? "by-region"
                                     : "by-region all",
                      words.say("Kaart", "Map"));
  add_map(page, view);
  page += fmt::format("</section><section class=\"table\" aria-labelledby=\"title\"><h2 id=\"title\">{}</h2>\n",
                      escaped(by_group ? title_by_group(view, *choice.region)
                                       : title_by_region(view, choice.group.value_or(kNoGroupId))));
  add_table(page, view, choice);
  page += "</section></main>\n<footer>" + footer(view) + "</footer>\n<script>";
  page += kMarketScript;
  return page + "</script>\n</body></html>\n";
}

}  // namespace schakel
