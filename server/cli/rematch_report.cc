#include "server/cli/rematch_report.h"

#include <fmt/core.h>

#include "server/cli/figures.h"

namespace schakel::cli {
namespace {

std::uint64_t pairs_of(const Epoch& epoch) { return std::uint64_t{epoch.vacancies()} * epoch.active_seekers(); }

void print_changes(const Epoch& epoch, const RematchReport& report) {
  if (!report.changes) return;
  fmt::print("since      {:>16}: {} records came, {} changed, {} went\n", epoch.base()->id(),
             thousands(report.changes->came), thousands(report.changes->changed), thousands(report.changes->gone));
  if (const auto& since = report.run.since)
    fmt::print(
        "lists      {:>16} of seekers and {} of vacancies are others than they were; {} ran short and were made "
        "anew\n",
        thousands(since->touched_seeker_lists), thousands(since->touched_vacancy_lists), thousands(since->made_anew));
}

void print_after(const RunReport& run) {
  if (!run.after) return;
  fmt::print("made of    {:>16}, the lists of {}: {} seekers and {} vacancies are others than they were\n",
             run.made_of->first, format_date(run.made_of->second), thousands(run.after->changed_seekers),
             thousands(run.after->changed_vacancies));
  fmt::print(
      "           {:>16} seekers were matched with everything, with those whom their position lifts by more "
      "than {} points; {} lists were made anew\n",
      thousands(run.after->matched_seekers), run.after->limit, thousands(run.after->made_anew));
}

void print_drift(const RematchReport& report) {
  if (!report.drift) return;
  const CountDrift& drift = *report.drift;
  fmt::print(
      "counts     {:>16} of the vacancies ask something that has become rarer or more common; {} of {} cells of "
      "the labour market\n",
      percent(drift.vacancies_moved, drift.vacancies), thousands(drift.cells_moved), thousands(drift.cells));
  fmt::print("           {}\n", drift.recount_is_due()
                                    ? "changed their tension: it is time to count anew, with schakel rematch --recount"
                                    : "changed their tension: the counts still hold");
}

}  // namespace

void print_rematch(const Epoch& epoch, const RematchReport& report) {
  const RunReport& run = report.run;
  fmt::print("Epoch {} of {}: {} vacancies x {} seekers, the {} best of each\n", epoch.id(), format_date(epoch.date()),
             thousands(epoch.vacancies()), thousands(epoch.active_seekers()), report.top);
  print_changes(epoch, report);
  fmt::print("pairs      {:>16}, of which {} {}within reach ({})\n", thousands(pairs_of(epoch)),
             thousands(run.counts.kernel.pairs), run.since || run.after ? "new ones " : "",
             percent(run.counts.kernel.pairs, pairs_of(epoch)));
  if (run.blocks_resumed > 0)
    fmt::print("resumed    {:>16} of the blocks were done before, and are not in the figures of pairs and time\n",
               percent(run.blocks_resumed, run.blocks));
  fmt::print("rows       {:>16} in lists of vacancies, {} in lists of seekers\n", thousands(run.vacancy_rows),
             thousands(run.seeker_rows));
  print_after(run);
  if (run.seeded_by)
    fmt::print("seeds      {:>16}, the lists of {}, tried first\n", run.seeded_by->first,
               format_date(run.seeded_by->second));
  fmt::print("time       {:>16} on {}, {}; {} with reading and writing\n", human_seconds(run.matching_seconds),
             run.threads == 1 ? "1 thread" : fmt::format("{} threads", run.threads),
             per_second(pairs_of(epoch), run.matching_seconds, " pairs"), human_seconds(report.seconds));
  fmt::print("memory     {:>16} at most\n", human_bytes(peak_memory_bytes()));
  print_drift(report);
  fmt::print("checksum   {}\n", run.checksum);
  fmt::print("Result in {}\n", run.folder.string());
}

JsonWriter to_json(const Epoch& epoch, const RematchReport& report) {
  const RunReport& run = report.run;
  JsonWriter json;
  json.begin_object()
      .field("epoch", std::string_view(epoch.id()))
      .field("date", std::string_view(format_date(epoch.date())));
  json.field("strategyHash", std::string_view(epoch.strategy_hash())).field("top", report.top);
  json.field("vacancies", epoch.vacancies()).field("seekers", epoch.active_seekers());
  json.field("pairs", pairs_of(epoch)).field("pairsWithinReach", run.counts.kernel.pairs);
  json.field("candidates", run.counts.kernel.candidates);
  json.field("vacancyRows", run.vacancy_rows).field("seekerRows", run.seeker_rows);
  json.field("seconds", run.matching_seconds).field("secondsInAll", report.seconds).field("threads", run.threads);
  json.field("blocks", run.blocks).field("blocksResumed", run.blocks_resumed);
  if (run.seeded_by) json.field("seededBy", std::string_view(run.seeded_by->first));
  if (run.after) {
    json.key("madeOf").begin_object().field("epoch", std::string_view(run.made_of->first));
    json.field("changedSeekers", run.after->changed_seekers).field("changedVacancies", run.after->changed_vacancies);
    json.field("movedSeekers", run.after->moved_seekers).field("limit", run.after->limit);
    json.field("matchedSeekers", run.after->matched_seekers).field("madeAnew", run.after->made_anew).end_object();
  }
  if (report.changes) {
    json.field("since", std::string_view(epoch.base()->id())).key("changes").begin_object();
    json.field("came", report.changes->came).field("changed", report.changes->changed);
    json.field("gone", report.changes->gone).end_object();
  }
  if (run.since) {
    json.key("lists").begin_object().field("touchedSeekers", run.since->touched_seeker_lists);
    json.field("touchedVacancies", run.since->touched_vacancy_lists).field("madeAnew", run.since->made_anew);
    json.end_object();
  }
  if (const auto& drift = report.drift) {
    json.key("drift").begin_object().field("codes", drift->codes).field("codesMoved", drift->codes_moved);
    json.field("vacancies", drift->vacancies).field("vacanciesMoved", drift->vacancies_moved);
    json.field("cells", drift->cells).field("cellsMoved", drift->cells_moved);
    json.field("recountIsDue", drift->recount_is_due()).end_object();
  }
  json.field("peakMemoryBytes", peak_memory_bytes()).field("checksum", std::string_view(run.checksum));
  json.field("run", std::string_view(run.folder.native())).end_object();
  return json;
}

}  // namespace schakel::cli
