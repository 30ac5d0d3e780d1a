#include "engine/advice/clinic.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>

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
    "  schakel clinic --store night --vacancy v-000042             what does each concession bring in?\n"
    "  schakel clinic --store night --vacancy v-000042 --reach 50  the fewest concessions for 50 candidates\n";

constexpr std::size_t kName = 76;

struct Options : Asking {
  std::string vacancy;
  std::optional<std::uint64_t> reach;
};

std::string mean(const Intake& intake) {
  if (intake.top_count == 0) return "-";
  const std::uint64_t tenths = std::uint64_t{intake.top_sum} * 10 / intake.top_count;
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

void print_row(std::string_view name, const Intake& intake, const Intake& before) {
  const auto more = static_cast<std::int64_t>(intake.candidates) - static_cast<std::int64_t>(before.candidates);
  fmt::print("{}{:>12}{:>10}{:>16}\n", fit(name, kName), intake.candidates, more == 0 ? "" : fmt::format("{:+}", more),
             mean(intake));
}

void print_set(const Words& words, const Vacancy& record, const Relaxed& set) {
  for (const Relaxation& one : set.relaxations) fmt::print("  - {}\n", relaxation_in_words(words, record, one));
  fmt::print("  {}\n",
             words.say("kandidaten: {}; gemiddelde van de beste {}: {}", "candidates: {}; mean of the best {}: {}",
                       set.intake.candidates, set.intake.top_count, mean(set.intake)));
}

void print_search(const Words& words, const Vacancy& record, const ClinicAnswer& answer) {
  const Search& search = *answer.search;
  if (!search.cheapest) {
    fmt::print("\n{}\n",
               words.say("Met hooguit {} versoepelingen komen er geen {} kandidaten. De meeste zijn er met:",
                         "No {} relaxations reach {} candidates. Most there are with:", kMostTogether, *answer.reach));
    return print_set(words, record, search.widest);
  }
  if (search.cheapest->relaxations.empty()) {
    fmt::print("\n{}\n", words.say("Zonder versoepeling zijn er al minstens {} kandidaten",
                                   "There are at least {} candidates without any relaxation", *answer.reach));
    return;
  }
  fmt::print("\n{}\n", words.say("De kleinste versoepeling met minstens {} kandidaten:",
                                 "The smallest relaxation with at least {} candidates:", *answer.reach));
  print_set(words, record, *search.cheapest);
}

void print_text(const Epoch& epoch, const Words& words, const ClinicAnswer& answer) {
  const Vacancy record = epoch.record(answer.vacancy);
  fmt::print("{} {}: {}\n\n", words.say("Vacature", "Vacancy"), epoch.name(answer.vacancy), title_of(words, record));
  fmt::print("{}{:>12}{:>10}{:>16}\n", fit("", kName), words.say("kandidaten", "candidates"),
             words.say("erbij", "more"), words.say("top {} gem.", "top {} mean", kClinicTop));
  print_row(words.say("zoals de vacature nu is", "as the vacancy is"), answer.clinic.before, answer.clinic.before);
  std::vector<const Relaxed*> singles;
  singles.reserve(answer.clinic.single.size());
  for (const Relaxed& single : answer.clinic.single) singles.push_back(&single);
  std::ranges::stable_sort(singles, [](const Relaxed* a, const Relaxed* b) {
    return a->intake.candidates != b->intake.candidates ? a->intake.candidates > b->intake.candidates
                                                        : higher_mean(a->intake, b->intake);
  });
  for (const Relaxed* single : singles)
    print_row("  " + relaxation_in_words(words, record, single->relaxations[0]), single->intake, answer.clinic.before);
  if (answer.search) print_search(words, record, answer);
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto vacancy = require_vacancy(options.layout, **epoch, options.vacancy);
  if (!vacancy) return std::unexpected(vacancy.error());
  const Vacancy record = (*epoch)->record(*vacancy);
  GuestBook book(**epoch);
  ClinicAnswer answer{.vacancy = *vacancy,
                      .clinic = clinic_of(book, (*epoch)->model().weights, record),
                      .reach = options.reach,
                      .search = {}};
  if (options.reach) answer.search = cheapest_reaching(book, record, answer.clinic, *options.reach);
  const Words words(**epoch, options.language);
  if (options.json)
    print_json(to_json(**epoch, words, answer));
  else
    print_text(**epoch, words, answer);
  return {};
}

}  // namespace

void add_clinic(CLI::App& program, Session& session) {
  const auto [command, options] = add_asking_command<Options>(
      program, session, "clinic", "What each concession of an employer brings in", kExamples, run);
  add_vacancy_option(command, options.vacancy);
  command.add_option("--reach", options.reach, "Find the fewest concessions for this many candidates")
      ->check(CLI::Range(1, 1000000000));
}

}  // namespace schakel::cli
