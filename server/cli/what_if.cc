#include "engine/advice/what_if.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "server/answers/advice_json.h"
#include "server/answers/advice_words.h"
#include "server/answers/headline.h"
#include "server/cli/asking.h"
#include "server/cli/market_id.h"
#include "server/cli/parse_change.h"
#include "server/cli/table.h"
#include "server/epochs.h"
#include "server/runs.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel what-if --store night --seeker s-000123 --licence B\n"
    "  schakel what-if --store night --seeker s-000123 --competence URI:3 --speaks nld:3 --vacancy v-000042\n"
    "  schakel what-if --store night --seeker s-000123 --diploma mbo --hours 24-36 --km 30\n"
    "  schakel what-if --store night --seeker s-000123 --best 3         the additions that bring most, 3 of each "
    "sort\n";

constexpr std::size_t kName = 68;
constexpr std::size_t kShown = 10;  // vacancies that are named

struct Options : Asking {
  std::string seeker;
  ChangeTexts texts;
  std::optional<std::string> vacancy;
  std::uint32_t top = 20;
  std::uint32_t best = 0;
};

void print_names(const Epoch& epoch, const Words& words, const std::string& title,
                 const std::vector<VacancyId>& vacancies) {
  if (vacancies.empty()) return;
  fmt::print("{}:\n", title);
  for (std::size_t i = 0; i < vacancies.size() && i < kShown; ++i) {
    const Vacancy record = epoch.record(vacancies[i]);
    fmt::print("{}\n", cut(fmt::format("  {}  {}, {}", record.id(), title_of(words, record), record.employer().name()),
                           kLineWidth));
  }
  if (vacancies.size() > kShown) fmt::print("  {}\n", words.say("en nog {}", "and {} more", vacancies.size() - kShown));
}

std::string standing(const Words& words, const AtVacancy& at) {
  if (!at.in_vacancy_list)
    return words.say("niet in de lijst (schakel why-not zegt waarom)", "not in the list (schakel why-not says why)");
  return words.say("totaal {}, plaats {} van {} bij de vacature, plaats {} van {} bij de kandidaat",
                   "total {}, rank {} of {} at the vacancy, rank {} of {} at the seeker", at.score.total.low,
                   at.in_vacancy_list->rank, at.in_vacancy_list->others + 1, at.in_seeker_list->rank,
                   at.in_seeker_list->others + 1);
}

void print_change(const Epoch& epoch, const Words& words, const WhatIf& answer) {
  fmt::print("{}: {}\n\n", words.say("Wat als", "What if"), change_in_words(words, answer.change));
  const auto row = [](const std::string& name, std::uint64_t before, std::uint64_t after) {
    fmt::print("{}{:>8}{:>8}{:>8}\n", fit(name, kName), before, after,
               before == after ? "" : fmt::format("{:+}", static_cast<std::int64_t>(after - before)));
  };
  fmt::print("{}{:>8}{:>8}\n", fit("", kName), words.say("nu", "now"), words.say("dan", "then"));
  row(words.say("vacatures waarvoor de kandidaat in aanmerking komt", "vacancies for which the seeker is eligible"),
      answer.before.eligible, answer.after.eligible);
  row(words.say("vacatures met de kandidaat bij de {} besten", "vacancies with the seeker among the {} best",
                answer.top),
      answer.before.in_top.size(), answer.after.in_top.size());
  fmt::print("\n");
  print_names(epoch, words, words.say("Komt erbij", "Comes in"), entered(answer.before, answer.after));
  print_names(epoch, words, words.say("Valt weg", "Falls out"), entered(answer.after, answer.before));
  if (!answer.vacancy) return;
  fmt::print("{} {}: {}\n", words.say("Vacature", "Vacancy"), epoch.name(*answer.vacancy),
             title_of(words, epoch.record(*answer.vacancy)));
  fmt::print("  {}: {}\n", words.say("nu", "now"), standing(words, *answer.at_before));
  fmt::print("  {}: {}\n", words.say("dan", "then"), standing(words, *answer.at_after));
}

void print_best(const Words& words, const WhatIf& answer) {
  fmt::print("{}\n\n",
             words.say("Nu: bij {} van {} vacatures bij de {} besten", "Now: at {} of {} vacancies among the {} best",
                       answer.before.in_top.size(), answer.before.eligible, answer.top));
  if (answer.best.empty()) {
    fmt::print("{}\n", words.say("Geen enkele toevoeging op zichzelf brengt de kandidaat verder",
                                 "No single addition by itself helps the seeker"));
    return;
  }
  fmt::print("{}{:>14}{:>8}{:>10}{:>15}\n", fit(words.say("  wat zou helpen", "  what would help"), kName),
             words.say("bij top {}", "in top {}", answer.top), words.say("meer", "more"),
             words.say("komt erin", "comes in"), words.say("in aanmerking", "eligible"));
  for (const Addition& one : answer.best) {
    const auto more = static_cast<std::int64_t>(one.in_top) - static_cast<std::int64_t>(answer.before.in_top.size());
    fmt::print("{}{:>14}{:>8}{:>10}{:>15}\n", fit("  " + change_in_words(words, one.change), kName), one.in_top,
               fmt::format("{:+}", more), one.entered, one.eligible);
  }
  fmt::print("\n");
  for (const Addition& one : answer.best) {
    for (const auto& [code, level] : one.change.competences)
      fmt::print("  {}: --competence {}{}\n", words.concept_name(code), code,
                 level > 0 ? fmt::format(":{}", level) : "");
    for (const auto& [code, level] : one.change.languages)
      fmt::print("  {}: --speaks {}:{}\n", change_in_words(words, {.languages = {{code, level}}}), code, level);
    for (const auto& [level, field] : one.change.diplomas)
      if (level > 0)
        fmt::print("  {}: --diploma {}{}{}\n", words.education(level, field), Words::education_level(level),
                   field.empty() ? "" : ":", field);
  }
}

Result<WhatIf> answer_of(const Options& options, const Epoch& epoch, const Run* run) {
  const auto seeker = require_seeker(options.layout, epoch, options.seeker);
  if (!seeker) return std::unexpected(seeker.error());
  WhatIf answer{.seeker = *seeker, .top = options.top, .asked_best = options.best > 0};
  auto change = parse_change(epoch, options.texts);
  if (!change) return std::unexpected(change.error());
  answer.change = *std::move(change);
  if (options.vacancy) {
    const auto vacancy = require_vacancy(options.layout, epoch, *options.vacancy);
    if (!vacancy) return std::unexpected(vacancy.error());
    answer.vacancy = *vacancy;
  }
  if (answer.change == ProfileChange{} && options.best == 0)
    return fail(ErrorCode::kBadUsage,
                "say what changes (--competence, --licence, --speaks, --diploma, --hours, --km), "
                "or ask for the best additions with --best N");
  const Seeker record = epoch.record(*seeker);
  const CategoryWeights& weights = epoch.model().weights;
  GuestBook book(epoch);
  const GuestSeeker before = book.read(record);
  const GuestSeeker after = book.read(changed(record, answer.change, epoch.date()));
  const std::vector<SeekerView> reach{before.view(), after.view()};
  const TopBars bars(book, weights, run, options.top, record.id(), reach);
  Matcher matcher(book);
  answer.before = find_tops(matcher, bars, side_of(before));
  answer.after = find_tops(matcher, bars, side_of(after));
  if (answer.vacancy) {
    answer.at_before = stand_at(matcher, weights, side_of(epoch, *answer.vacancy), side_of(before));
    answer.at_after = stand_at(matcher, weights, side_of(epoch, *answer.vacancy), side_of(after));
  }
  if (options.best > 0) answer.best = best_additions(book, weights, run, options.top, record, options.best);
  return answer;
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto lists = open_run(options.layout, **epoch, std::nullopt);
  if (!lists) notice("Without lists of this epoch (schakel rematch) this takes longer; the answer is the same");
  const auto answer = answer_of(options, **epoch, lists ? lists->get() : nullptr);
  if (!answer) return std::unexpected(answer.error());
  const Words words(**epoch, options.language);
  if (options.json) {
    print_json(to_json(**epoch, words, *answer));
    return {};
  }
  fmt::print("{} {}: {}\n", words.say("Kandidaat", "Seeker"), (*epoch)->name(answer->seeker),
             wish_in_words(words, (*epoch)->record(answer->seeker)));
  if (answer->change != ProfileChange{}) print_change(**epoch, words, *answer);
  if (answer->asked_best) print_best(words, *answer);
  return {};
}

}  // namespace

void add_what_if(CLI::App& program, Session& session) {
  const auto [command, options] =
      add_asking_command<Options>(program, session, "what-if", "What a change of a profile would do, counted",
                                  kExamples, run, "; a language that the seeker would speak is --speaks CODE:LEVEL");
  add_seeker_option(command, options.seeker);
  ChangeTexts& texts = options.texts;
  command.add_option("--competence", texts.competences, "A competence, used this year")->type_name("URI[:LEVEL]");
  command.add_option("--licence", texts.licences, "A driving licence")->type_name("CATEGORY");
  command.add_option("--speaks", texts.languages, "A language, spoken and written")->type_name("CODE:LEVEL");
  command.add_option("--diploma", texts.diplomas, "A diploma")->type_name("LEVEL[:FIELD]");
  command.add_option("--hours", texts.hours, "Hours per week")->type_name("[MIN-]MAX");
  command.add_option("--km", texts.kilometres, "Kilometres to travel, instead of any other limit")
      ->check(CLI::Range(1, 400));
  command.add_option("--vacancy", options.vacancy, "Tell the place at this vacancy")->type_name("ID");
  command.add_option("--top", options.top, "How many are the best of a vacancy (20)")->check(CLI::Range(1, 500));
  command.add_option("--best", options.best, "Find the best single additions, this many of each sort")
      ->check(CLI::Range(1, 1000));
}

}  // namespace schakel::cli
