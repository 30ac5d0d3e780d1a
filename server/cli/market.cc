#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "server/cli/asking.h"
#include "server/cli/table.h"
#include "server/epochs.h"
#include "server/files/out_file.h"
#include "server/market/market_files.h"
#include "server/market/market_view.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel market --store night                                     per occupational group, the whole country\n"
    "  schakel market --store night --region West-Brabant               per group in one region\n"
    "  schakel market --store night --group 711                         per region, of one ISCO-3 group\n"
    "  schakel market --store night --format html --out arbeidsmarkt.html\n"
    "  schakel market --store night --format html --language en --out labour-market.html\n"
    "csv and json hold every cell unless a region or group is chosen; html always does.\n";

constexpr std::size_t kName = 44;

struct Options : Asking {
  std::optional<std::string> region, group;
  std::string format = "text";
  std::filesystem::path out;
};

Result<MarketView::Choice> choose(const MarketView& view, const Options& options) {
  MarketView::Choice choice;
  if (options.group) {
    const auto group = view.find_group(*options.group);
    if (!group) return std::unexpected(group.error());
    choice.group = *group;
  }
  if (options.region) {
    const auto region = view.find_region(*options.region);
    if (!region) return std::unexpected(region.error());
    choice.region = *region;
  }
  return choice;
}

std::string text_row(const MarketView& view, const MarketRow& row, bool by_region) {
  const std::string code(by_region ? view.region_code(row.region) : view.group_code(row.group));
  const std::string name = by_region ? view.region_name(row.region) : view.group_name(row.group);
  const std::string label = code.empty() ? name : code + " " + name;
  return fmt::format("{}{:>10}{:>12}{:>10}  {}{}\n", fit(label, kName), row.cell.vacancies, row.cell.seekers,
                     row.matchable, fit(view.words().tension(row.cell.tension), 12),
                     cut(view.missing_name(row), kLineWidth - kName - 46));
}

std::string market_text(const MarketView& view, MarketView::Choice choice) {
  const Words& words = view.words();
  const bool by_region = choice.group.has_value();
  if (!by_region && !choice.region) choice.region = view.country();
  std::string text = words.say("Arbeidsmarkt op {}, epoch {}", "Labour market on {}, epoch {}",
                               format_date(view.epoch().date()), view.epoch().id());
  if (choice.region) text += ": " + view.region_name(*choice.region);
  if (choice.group) text += fmt::format(": {} {}", view.group_code(*choice.group), view.group_name(*choice.group));
  text += fmt::format(
      "\n\n{}{:>10}{:>12}{:>10}  {}{}\n",
      fit(by_region ? words.say("Regio", "Region") : words.say("Beroepsgroep", "Occupational group"), kName),
      words.say("vacatures", "vacancies"), words.say("beschikbaar", "available"), words.say("startbaar", "can start"),
      fit(words.say("spanning", "tension"), 12), words.say("vaakst gemist", "most often missing"));
  for (const MarketRow* row : view.rows(choice)) text += text_row(view, *row, by_region);
  const std::string note = words.say(
      "Startbaar: beschikbaren met een vacature binnen bereik waarvan zij aan elke eis voldoen. In geen rij: {} "
      "vacatures zonder beroepsgroep en {} werkzoekenden zonder wens. Wie meer groepen wenst, telt in elk mee.",
      "Can start: those available with a vacancy in reach of which they meet every must. In no row: {} vacancies "
      "without an occupational group and {} seekers without a wish. Who wishes for more groups counts in each.",
      view.market().vacancies_without_group, view.market().seekers_without_wish);
  return text + "\n" + wrap(note, 0) + "\n";
}

Result<void> write(const std::string& bytes, const std::filesystem::path& out) {
  if (out.empty()) {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return {};
  }
  auto file = OutFile::create(out, Compression::kNone);
  if (!file) return std::unexpected(file.error());
  if (auto appended = file->append(bytes); !appended) return appended;
  const auto size = file->commit();
  if (!size) return std::unexpected(size.error());
  notice(fmt::format("{}: {} bytes", out.string(), *size));
  return {};
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const MarketView view(**epoch, options.language);
  const auto choice = choose(view, options);
  if (!choice) return std::unexpected(choice.error());
  const std::string format = options.json ? "json" : options.format;
  if (format == "html") return write(market_html(view, *choice), options.out);
  if (format == "csv") return write(market_csv(view, view.rows(*choice)), options.out);
  if (format == "json") return write(market_json(view, view.rows(*choice)).text() + "\n", options.out);
  return write(market_text(view, *choice), options.out);
}

}  // namespace

void add_market(CLI::App& program, Session& session) {
  const auto [command, options] = add_asking_command<Options>(
      program, session, "market", "The labour market by occupational group and region", kExamples, run);
  command.add_option("--region", options.region, "One labour market region, by name or code")->type_name("REGION");
  command.add_option("--group", options.group, "One ISCO-08 group of three digits, by code or name")
      ->type_name("GROUP");
  command.add_option("--format", options.format, "text, csv, json or html (text)")
      ->check(CLI::IsMember({"text", "csv", "json", "html"}));
  command.add_option("--out", options.out, "Into this file instead of standard output")->type_name("FILE");
}

}  // namespace schakel::cli
