#include "engine/advice/questions.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "server/answers/advice_json.h"
#include "server/answers/advice_words.h"
#include "server/answers/headline.h"
#include "server/cli/asking.h"
#include "server/cli/market_id.h"
#include "server/cli/table.h"
#include "server/epochs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel questions --store night --seeker s-000123\n"
    "  schakel questions --store night --seeker s-000123 --json | jq '.questions[0]'\n";

constexpr std::size_t kName = 48;

struct Options : Asking {
  std::string seeker;
  std::uint32_t top = 20;
};

void print_text(const Epoch& epoch, const Words& words, SeekerId seeker, std::uint32_t top,
                const std::vector<SeekerQuestion>& questions) {
  fmt::print("{} {}: {}\n", words.say("Kandidaat", "Seeker"), epoch.name(seeker),
             wish_in_words(words, epoch.record(seeker)));
  if (questions.empty()) {
    fmt::print("{}\n", words.say("Het profiel is compleet: er is niets te vragen",
                                 "The profile is complete: there is nothing to ask"));
    return;
  }
  fmt::print("{}\n\n", words.say("Wat is nog onbekend, en wat kan het antwoord hooguit opleveren?",
                                 "What is unknown, and what could the answer bring at best?"));
  fmt::print("{}{:>14}{:>14}{:>14}{:>14}\n", fit(words.say("  onbekend", "  unknown"), kName),
             words.say("naar top {}", "into top {}", top), words.say("beste plaats", "best rank"),
             words.say("beslist", "settled"), words.say("meer punten", "more points"));
  for (const SeekerQuestion& one : questions) {
    const std::string rank = one.best_rank > 0 ? std::to_string(one.best_rank) : "-";
    fmt::print("{}{:>14}{:>14}{:>14}{:>14}\n", fit("  " + field_in_words(words, one.field), kName), one.gained, rank,
               one.settled, one.raised);
  }
  fmt::print(
      "\n{}\n",
      wrap(words.say("Elk getal telt vacatures. Naar top {}: met het beste antwoord op alleen deze vraag komt de "
                     "vacature bij de {} beste van deze kandidaat. Beslist: een eis of voorwaarde die nu "
                     "onbekend is, is dan gehaald.",
                     "Each number counts vacancies. Into top {}: with the best answer to this question alone the "
                     "vacancy comes among the {} best of this seeker. Settled: a criterion that is unknown now "
                     "is met then.",
                     top, top),
           0));
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto seeker = require_seeker(options.layout, **epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  Matcher matcher(**epoch);
  const auto questions = questions_of(matcher, (*epoch)->model().weights, side_of(**epoch, *seeker), options.top);
  if (options.json)
    print_json(to_json(**epoch, Words(**epoch, options.language), *seeker, options.top, questions));
  else
    print_text(**epoch, Words(**epoch, options.language), *seeker, options.top, questions);
  return {};
}

}  // namespace

void add_questions(CLI::App& program, Session& session) {
  const auto [command, options] = add_asking_command<Options>(
      program, session, "questions", "Which missing fields of a seeker are worth asking for", kExamples, run);
  add_seeker_option(command, options.seeker);
  command.add_option("--top", options.top, "Length of the seeker's list (20)")->check(CLI::Range(1, 1000));
}

}  // namespace schakel::cli
