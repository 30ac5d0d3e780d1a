#include "server/answers/why_not.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <array>

#include "server/answers/advice_words.h"
#include "server/answers/headline.h"
#include "server/cli/asking.h"
#include "server/cli/market_id.h"
#include "server/cli/table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel why-not --store night --vacancy v-000042 --seeker s-000123\n"
    "  schakel why-not --store night --vacancy v-000042 --seeker s-000123 --json | jq .failed\n";

struct Options : Asking {
  std::string vacancy, seeker;
};

// "12 punten meer: gevraagd +40, regio -28".
std::string difference(const Words& words, const WhyNot& answer, const ListedPlace& place) {
  const Points &own = answer.points, &other = place.above_points;
  const std::array<std::tuple<std::string, std::uint32_t, std::uint32_t>, 4> parts{
      {{words.say("gevraagd", "demand"), own.demand, other.demand},
       {words.say("wens", "wish"), own.wish, other.wish},
       {words.say("positie", "position"), own.position, other.position},
       {words.say("regio", "region"), own.region, other.region}}};
  std::string text;
  for (const auto& [name, a, b] : parts)
    if (a != b) text += fmt::format("{}{} {:+}", text.empty() ? "" : ", ", name, std::int64_t{b} - a);
  const std::uint32_t more = place.above_total - answer.score.total.low;
  if (more == 1) return words.say("1 punt meer: {}", "1 point more: {}", text);
  if (more > 0) return words.say("{} punten meer: {}", "{} points more: {}", more, text);
  return words.say("evenveel punten; de volgorde bij gelijke punten beslist",
                   "as many points; the order among equals decides");
}

void print_place(const Words& words, const WhyNot& answer, const ListedPlace& place, const std::string& list,
                 const std::string& who) {
  const std::uint64_t rank = place.standing.rank, all = place.standing.others + 1;
  std::string line = answer.failed.empty() ? words.say("{}: plaats {} van {}", "{}: rank {} of {}", list, rank, all)
                                           : words.say("{}: het zou plaats {} van {} zijn",
                                                       "{}: it would be rank {} of {}", list, rank, all);
  if (!place.above.empty())
    line += words.say("; net daarboven staat {} {} met {}, {}", "; just above stands {} {} with {}, {}", who,
                      place.above, place.above_total, difference(words, answer, place));
  fmt::print("{}\n", wrap(line, 2));
}

void print_criteria(const Words& words, const WhyNot& answer) {
  if (answer.failed.empty()) {
    fmt::print("{}\n", answer.score.any_unknown_criterion()
                           ? words.say("Voor zover bekend past het: niets valt af, iets is nog onbekend",
                                       "It fits as far as known: nothing fails, something is unknown")
                           : words.say("Elk criterium is gehaald", "Every criterion is met"));
    return;
  }
  fmt::print("{}\n", words.say("Niet in de lijst; niet gehaald:", "Not in the list; what fails:"));
  for (const FailedCriterion& one : answer.failed)
    fmt::print("{}\n", wrap(words.say("- {}; profiel: {}", "- {}; profile: {}", one.asked, one.found), 2));
}

void print_text(const Words& words, const WhyNot& answer) {
  fmt::print("{} {}: {}\n", words.say("Vacature", "Vacancy"), answer.vacancy.side.name,
             title_of(words, answer.vacancy.record));
  fmt::print("{} {}: {}\n\n", words.say("Kandidaat", "Seeker"), answer.seeker.side.name,
             wish_in_words(words, answer.seeker.record));
  print_criteria(words, answer);
  std::string total = words.say("Totaal {}", "Total {}", answer.score.total.low);
  if (answer.score.total.high > answer.score.total.low)
    total += words.say(" (hooguit {})", " (at most {})", answer.score.total.high);
  const Points& p = answer.points;
  fmt::print("\n{}{}\n", total,
             words.say(": gevraagd {}, wens {}, positie {}, regio {}", ": demand {}, wish {}, position {}, region {}",
                       p.demand, p.wish, p.position, p.region));
  print_place(words, answer, answer.in_vacancy_list, words.say("Lijst van de vacature", "The vacancy's list"),
              words.say("kandidaat", "seeker"));
  print_place(words, answer, answer.in_seeker_list, words.say("Lijst van de kandidaat", "The seeker's list"),
              words.say("vacature", "vacancy"));
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto vacancy = require_vacancy(options.layout, **epoch, options.vacancy);
  if (!vacancy) return std::unexpected(vacancy.error());
  const auto seeker = require_seeker(options.layout, **epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  const Words words(**epoch, options.language);
  const WhyNot answer = why_not(**epoch, words, *vacancy, *seeker);
  if (options.json)
    print_json(to_json(**epoch, answer));
  else
    print_text(words, answer);
  return {};
}

}  // namespace

void add_why_not(CLI::App& program, Session& session) {
  const auto [command, options] = add_asking_command<Options>(
      program, session, "why-not", "Why a seeker is not, or not higher, in a list", kExamples, run);
  add_vacancy_option(command, options.vacancy);
  add_seeker_option(command, options.seeker);
}

}  // namespace schakel::cli
