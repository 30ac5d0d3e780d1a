#include "server/answers/why_not.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <array>

#include "server/answers/advice_words.h"
#include "server/answers/headline.h"
#include "server/cli/command.h"
#include "server/cli/market_id.h"
#include "server/cli/table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel why-not --store night --vacancy v-000042 --seeker s-000123\n"
    "  schakel why-not --store night --vacancy v-000042 --seeker s-000123 --json | jq .failed\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::string vacancy, seeker;
};

// "12 punten meer: vraag +40, regio -28".
std::string difference(const WhyNot& answer, const ListedPlace& place) {
  const Points &own = answer.points, &other = place.above_points;
  const std::array<std::tuple<std::string_view, std::uint32_t, std::uint32_t>, 4> parts{
      {{"gevraagd", own.demand, other.demand},
       {"wens", own.wish, other.wish},
       {"positie", own.position, other.position},
       {"regio", own.region, other.region}}};
  std::string text;
  for (const auto& [name, a, b] : parts)
    if (a != b) text += fmt::format("{}{} {:+}", text.empty() ? "" : ", ", name, std::int64_t{b} - a);
  const std::uint32_t more = place.above_total - answer.score.total.low;
  if (more == 0)
    return "evenveel punten; de volgorde bij gelijke punten beslist" + (text.empty() ? "" : " (" + text + ")");
  return fmt::format("{} meer: {}", counted(more, "punt", "punten"), text);
}

void print_place(const WhyNot& answer, const ListedPlace& place, std::string_view list, std::string_view who) {
  const bool eligible = answer.failed.empty();
  std::string line = fmt::format("{}: {} {} van {}", list, eligible ? "plaats" : "het zou plaats", place.standing.rank,
                                 place.standing.others + 1);
  if (!eligible) line += " zijn";
  if (place.above.empty())
    line += eligible ? "; niemand staat hoger" : "";
  else
    line += fmt::format("; net daarboven staat {} {} met {}, {}", who, place.above, place.above_total,
                        difference(answer, place));
  fmt::print("{}\n", wrap(line, 2));
}

void print_text(const Epoch& epoch, const Words& words, const WhyNot& answer) {
  const Vacancy vacancy = epoch.record(answer.vacancy);
  fmt::print("Vacature {}: {}\n", epoch.name(answer.vacancy), title_of(words, vacancy));
  const std::string wants = words.concept_names(epoch.record(answer.seeker).wanted_occupations());
  fmt::print("Kandidaat {}: {}\n\n", epoch.name(answer.seeker), wants.empty() ? "gewenst beroep onbekend" : wants);
  if (!answer.failed.empty()) {
    fmt::print("De kandidaat staat niet in de lijst: {} niet gehaald.\n",
               counted(answer.failed.size(), "criterium", "criteria"));
    for (const FailedCriterion& one : answer.failed)
      fmt::print("{}\n", wrap(fmt::format("  - {}; profiel: {}", one.asked, one.found), 4));
    fmt::print("\n");
  } else if (answer.score.any_unknown_criterion()) {
    fmt::print("Voor zover bekend past het: niets valt af, iets is nog onbekend.\n");
  } else {
    fmt::print("De kandidaat haalt elk criterium.\n");
  }
  fmt::print(
      "Totaal {}{}: gevraagd {}, wens {}, positie {}, regio {}\n", answer.score.total.low,
      answer.score.total.high > answer.score.total.low ? fmt::format(" (hooguit {})", answer.score.total.high) : "",
      answer.points.demand, answer.points.wish, answer.points.position, answer.points.region);
  print_place(answer, answer.in_vacancy_list, "Lijst van de vacature", "kandidaat");
  print_place(answer, answer.in_seeker_list, "Lijst van de kandidaat", "vacature");
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto vacancy = require_vacancy(options.layout, **epoch, options.vacancy);
  if (!vacancy) return std::unexpected(vacancy.error());
  const auto seeker = require_seeker(options.layout, **epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  const Words words(**epoch);
  const WhyNot answer = why_not(**epoch, words, *vacancy, *seeker);
  if (options.json)
    print_json(to_json(**epoch, answer));
  else
    print_text(**epoch, words, answer);
  return {};
}

}  // namespace

void add_why_not(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "why-not", "Why a seeker is not, or not higher, in a list",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("--vacancy", options->vacancy, "The vacancy's id")->required()->type_name("ID");
  command->add_option("--seeker", options->seeker, "The seeker's id")->required()->type_name("ID");
}

}  // namespace schakel::cli
