#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <future>
#include <optional>
#include <utility>

#include "index/epoch/epoch_format.h"
#include "index/model/strategy.h"
#include "index/seal/seal.h"
#include "server/base_check.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/index_line.h"
#include "server/cli/progress.h"
#include "server/cli/rematch_line.h"
#include "server/cli/rematch_report.h"
#include "server/epochs.h"
#include "server/indexing.h"
#include "server/making_runs.h"
#include "server/strategies/strategy_file.h"
#include "server/updating.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel rematch --store night                       the 50 best of everybody, on all cores\n"
    "  schakel rematch --store night --top 20 --threads 1  the same bytes on any number of threads\n"
    "  schakel rematch --store night --memory-limit 3GiB   fewer threads, or a refusal, where it would need more\n"
    "  schakel rematch --store night --since 0a16eb85988b401d\n"
    "                                                      what changed since that epoch, by its counts, in seconds\n"
    "  schakel rematch --store night --recount             freeze the records with new counts first\n"
    "Stopped halfway, by whatever, the same command goes on where it was. Where little changed since the lists of an "
    "earlier\n"
    "epoch, the new ones are made of those; else those are tried first. That saves time and changes no list.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  RunOptions run;
  double chunk_seconds = 5;
  std::string since;
  bool recount = false;
  std::string date;
  std::filesystem::path strategy;
};

using OpenedEpoch = std::unique_ptr<const Epoch>;

std::uint64_t pairs_of(const Epoch& epoch) { return std::uint64_t{epoch.vacancies()} * epoch.seekers(); }

// What is said to a person, between two writings of the line.
void say(Progress& progress, std::string_view sentence) {
  progress.clear();
  notice(sentence);
}

// The one that answers.
Result<OpenedEpoch> open_epoch(const Options& options, Progress& progress) {
  const std::string part = "reading the epoch";
  progress.begin(part);
  return open_current_epoch(options.layout, [&](std::string_view sentence) {
    say(progress, sentence);
    progress.begin(part);
  });
}

Result<Date> date_of(const Options& options) {
  const auto date = options.date.empty() ? today() : parse_date(options.date).value_or(Date{});
  if (!date.known()) return fail(ErrorCode::kBadUsage, "--date " + options.date + " is not a date, as in 2026-11-22");
  return date;
}

Result<RunReport> make_all(const Options& options, const Epoch& epoch, Progress& progress) {
  RematchLine line(progress, pairs_of(epoch));
  RunOptions how = options.run;
  how.progress = line.told();
  return make_run(options.layout, epoch, how);
}

// The lists of the epoch that answers.
Result<OpenedEpoch> match_all(const Options& options, Progress& progress, RematchReport& report) {
  auto epoch = open_epoch(options, progress);
  if (!epoch) return epoch;
  auto run = make_all(options, **epoch, progress);
  if (!run) return std::unexpected(run.error());
  report.run = *std::move(run);
  return epoch;
}

// A whole epoch of the records as they are, and all its lists.
Result<OpenedEpoch> recount(const Options& options, const Strategy& strategy, Date date, Progress& progress,
                            RematchReport& report) {
  {
    const auto records = open_records(options.layout, OpenMode::kReadOnly);
    if (!records) return std::unexpected(records.error());
    const auto counts = (*records)->counts();
    if (!counts) return std::unexpected(counts.error());
    IndexLine line(progress, documents_in(*counts));
    const auto indexed = index_records(options.layout, **records,
                                       {.strategy = strategy,
                                        .date = date,
                                        .threads = static_cast<int>(options.run.threads),
                                        .progress = line.told()});
    if (!indexed) return std::unexpected(indexed.error());
  }
  return match_all(options, progress, report);
}

Result<OpenedEpoch> count_anew(const Options& options, Progress& progress, RematchReport& report) {
  const auto date = date_of(options);
  if (!date) return std::unexpected(date.error());
  if (!options.strategy.empty()) {
    const auto strategy = read_strategy(options.strategy);
    if (!strategy) return std::unexpected(strategy.error());
    return recount(options, *strategy, *date, progress, report);
  }
  const auto current = read_current(options.layout);
  if (!current) return std::unexpected(current.error());
  return recount(options, current->strategy, *date, progress, report);
}

void say_whole(Progress& progress, const std::string& why) { say(progress, "A whole epoch is needed: " + why); }

// That of the epoch named by --since may be another than that of the epoch that answers.
void notice_other_strategy(const StoreLayout& layout, const Strategy& asked) {
  const auto current = read_current(layout);
  if (current && strategy_hash(current->strategy) != strategy_hash(asked))
    notice("Epoch " + current->id + ", which answers, is of another strategy than the lists that are made now");
}

// What changed since an epoch, over it; or a whole epoch where that is not possible, saying why.
Result<OpenedEpoch> bring_up(const Options& options, Progress& progress, RematchReport& report) {
  const auto date = date_of(options);
  if (!date) return std::unexpected(date.error());
  const auto base_id = base_of(options.layout, options.since);
  if (!base_id) return std::unexpected(base_id.error());
  const std::filesystem::path folder = options.layout.epoch(*base_id);
  const auto manifest = read_manifest(folder);
  if (!manifest) return std::unexpected(manifest.error());
  if (const auto known = check_epoch_format(*manifest, folder); !known) {
    if (known.error().code != ErrorCode::kStale) return std::unexpected(known.error());
    const auto asked = read_strategy(options.strategy.empty() ? folder / "strategy.textproto" : options.strategy);
    if (!asked) return std::unexpected(asked.error());
    say_whole(progress, known.error().message);
    return recount(options, *asked, *date, progress, report);
  }
  BaseCheck check(options.layout, *base_id);
  auto opened = Epoch::open(folder, false);
  if (!opened) return std::unexpected(opened.error());
  const std::shared_ptr<const Epoch> base = *std::move(opened);
  const Strategy& own = base->model().strategy;
  const auto asked = options.strategy.empty() ? Result<Strategy>(own) : read_strategy(options.strategy);
  if (!asked) return std::unexpected(asked.error());
  if (options.strategy.empty()) notice_other_strategy(options.layout, own);
  if (const auto enough = check_memory_of_update(*base, options.run); !enough) return std::unexpected(enough.error());
  std::string why;
  if (strategy_hash(*asked) != strategy_hash(own)) {
    why = "the strategy is another than that of epoch " + base->id();
  } else {
    progress.begin("reading what changed");
    const auto updated = bring_up_to_date(options.layout, *base, *date, check, static_cast<int>(options.run.threads));
    if (updated) {
      report.changes = updated->counts;
      auto epoch = Epoch::open(options.layout.epoch(updated->epoch.id), false, base);
      if (!epoch) return epoch;
      // Beside the matching, where there is more than one thread to do it.
      const auto when = options.run.threads == 1 ? std::launch::deferred : std::launch::async;
      auto drift = std::async(when, [&] { return count_drift(**epoch); });
      RematchLine line(progress, pairs_of(**epoch));
      RunOptions how = options.run;
      how.progress = line.told();
      auto run = update_run(options.layout, **epoch, check, how);
      if (!run && (run.error().code == ErrorCode::kNotFound || run.error().code == ErrorCode::kStale)) {
        say(progress, "No lists to bring up to date: " + run.error().message + ". Making all of them");
        run = make_all(options, **epoch, progress);
      }
      if (!run) return std::unexpected(run.error());
      report.run = *std::move(run);
      report.drift = drift.get();
      return epoch;
    }
    if (updated.error().code != ErrorCode::kStale) return std::unexpected(updated.error());
    why = updated.error().message;
  }
  say_whole(progress, why);
  return recount(options, *asked, *date, progress, report);
}

Result<OpenedEpoch> make_current_lists(const Options& options, Progress& progress, RematchReport& report) {
  if (!options.date.empty() || !options.strategy.empty())
    return fail(ErrorCode::kBadUsage,
                "--date and --strategy go with --since or --recount; without, the epoch of schakel index is matched");
  return match_all(options, progress, report);
}

Result<void> run(Options options) {
  options.run.chunk = std::chrono::milliseconds(static_cast<std::int64_t>(options.chunk_seconds * 1000));
  RematchReport report{.top = options.run.top};
  Progress progress("Rematching", "pairs");
  const auto epoch = options.recount          ? count_anew(options, progress, report)
                     : !options.since.empty() ? bring_up(options, progress, report)
                                              : make_current_lists(options, progress, report);
  progress.clear();
  if (!epoch) return std::unexpected(epoch.error());
  if (!report.run.not_kept.empty())
    notice("What was done could not be kept meanwhile, and the lists are whole all the same: " + report.run.not_kept);
  report.seconds = progress.seconds();
  if (options.json)
    print_json(to_json(**epoch, report));
  else
    print_rematch(**epoch, report);
  return {};
}

void add_update_options(CLI::App& command, Options& options) {
  CLI::Option* since = command.add_option("--since", options.since,
                                          "Bring the lists of this epoch up to date with the records, by its counts");
  since->type_name("EPOCH");
  command.add_flag("--recount", options.recount, "Freeze the records with new counts first, and match everything")
      ->excludes(since);
  command.add_option("--date", options.date, "With --since or --recount: the day on which records are active; today")
      ->type_name("YYYY-MM-DD");
  command.add_option("--strategy", options.strategy, "With --since or --recount: that of the epoch without")
      ->type_name("FILE");
}

}  // namespace

void add_rematch(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "rematch", "The nightly job: everybody with everything, both ways",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("--top", options->run.top, "Rows per list (50)")->check(CLI::Range(1, 1000));
  command
      ->add_option("--reserve", options->run.reserve,
                   "Rows more that lists keep, for when some go (a quarter of --top, and two)")
      ->check(CLI::Range(0, 1000));
  command->add_option("--threads", options->run.threads, "Threads to use; all cores without")
      ->check(CLI::Range(1, 1024));
  command->add_flag("--cold", options->run.cold, "Make no use of the lists of the epoch before");
  add_update_options(*command, *options);
  command
      ->add_option("--chunk-seconds", options->chunk_seconds,
                   "Keep what is done after so many seconds of work (5); that much is lost when it is stopped")
      ->check(CLI::Range(0.0, 10.0));
  command
      ->add_option("--memory-limit", options->run.memory_limit,
                   "Most memory for the lists, as 3GiB or 800MB; not for making an epoch first (--recount, --since), "
                   "nor for the pages of its files")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
}

}  // namespace schakel::cli
