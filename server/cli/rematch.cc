#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <optional>
#include <utility>

#include "server/chunked_rematch.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/earlier_lists.h"
#include "server/epochs.h"
#include "server/on_threads.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel rematch --store night                       the 50 best of everybody, on all cores\n"
    "  schakel rematch --store night --top 20 --threads 1  the same bytes on any number of threads\n"
    "  schakel rematch --store night --memory-limit 3GiB   fewer threads, or a refusal, where it would need more\n"
    "Stopped halfway, by whatever, the same command goes on where it was. The lists of the epoch before are tried "
    "first:\n"
    "that saves time and changes no list.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  RematchOptions rematch;
  double chunk_seconds = 5;
  bool cold = false;
  std::uint64_t memory_limit = 0;  // bytes; 0: none
};

struct Report {
  std::filesystem::path folder;
  std::uint64_t pairs = 0;  // vacancies x seekers
  RematchCounts counts;
  std::uint64_t vacancy_rows = 0, seeker_rows = 0;
  double seconds = 0;  // of the matching, with the reading of earlier lists
  int threads = 0;
  std::uint32_t blocks = 0, blocks_resumed = 0;
  std::optional<std::pair<std::string, Date>> seeded_by;  // epoch and its date
  std::string checksum;
};

// The most threads, up to those asked for, that the memory is enough for.
Result<std::uint32_t> threads_within(const Options& options, const Epoch& epoch) {
  auto threads = static_cast<std::uint32_t>(thread_count(static_cast<int>(options.rematch.threads)));
  if (options.memory_limit == 0) return threads;
  while (threads > 1 && rematch_memory(epoch, options.rematch.k, threads) > options.memory_limit) --threads;
  const std::uint64_t least = rematch_memory(epoch, options.rematch.k, threads);
  if (least > options.memory_limit)
    return fail(ErrorCode::kBadUsage,
                fmt::format("lists of {} rows need {} of memory, --memory-limit allows {}", options.rematch.k,
                            human_bytes(least), human_bytes(options.memory_limit)));
  return threads;
}

Result<Report> make_run(const Options& options, const Epoch& epoch) {
  auto maker = FolderMaker::begin(options.layout.runs());
  if (!maker) return std::unexpected(maker.error());
  Report report;
  report.pairs = std::uint64_t{epoch.vacancies()} * epoch.seekers();
  const auto threads = threads_within(options, epoch);
  if (!threads) return std::unexpected(threads.error());
  report.threads = static_cast<int>(*threads);
  const std::string name = run_name(epoch.id(), options.rematch.k);
  remove_chunks(options.layout, name);
  ChunkedRematchOptions how{.rematch = options.rematch};
  Progress progress("Rematching", "pairs");
  if (!options.cold)
    if (auto earlier =
            on_threads(report.threads, [&] { return earlier_lists(options.layout, epoch, options.rematch.k); })) {
      report.seeded_by = {earlier->epoch, earlier->date};
      how.rematch.seeds = std::move(earlier->seeds);
    }
  how.chunk = std::chrono::milliseconds(static_cast<std::int64_t>(options.chunk_seconds * 1000));
  how.rematch.threads = *threads;
  how.rematch.progress = [&](std::uint32_t done) { progress.update(report.pairs / 1000 * done, done, 1000); };
  auto made = rematch_in_chunks(options.layout, epoch, std::move(how));
  if (!made) return std::unexpected(made.error());
  const MatchLists lists = std::move(made->lists);
  report.counts = made->counts;
  report.blocks = made->blocks;
  report.blocks_resumed = made->blocks_resumed;
  report.seconds = progress.seconds();
  report.vacancy_rows = lists.vacancies.rows.size();
  report.seeker_rows = lists.seekers.rows.size();
  report.checksum = checksum(lists);
  if (auto written = write_run(lists, epoch, options.rematch.k, maker->unfinished()); !written)
    return std::unexpected(written.error());
  if (auto published = maker->publish(name); !published) return std::unexpected(published.error());
  remove_chunks(options.layout);
  report.folder = options.layout.run(name);
  return report;
}

void print_text(const Epoch& epoch, const Report& report, std::uint32_t top) {
  fmt::print("Epoch {} of {}: {} vacancies x {} seekers, the {} best of each\n", epoch.id(), format_date(epoch.date()),
             thousands(epoch.vacancies()), thousands(epoch.seekers()), top);
  fmt::print("pairs      {:>16}, of which {} within reach ({})\n", thousands(report.pairs),
             thousands(report.counts.kernel.pairs), percent(report.counts.kernel.pairs, report.pairs));
  if (report.blocks_resumed > 0)
    fmt::print("resumed    {:>16} of the work was done before, and is not in the figures of pairs and time\n",
               percent(report.blocks_resumed, report.blocks));
  fmt::print("rows       {:>16} in lists of vacancies, {} in lists of seekers\n", thousands(report.vacancy_rows),
             thousands(report.seeker_rows));
  if (report.seeded_by)
    fmt::print("seeds      {:>16}, the lists of {}, tried first\n", report.seeded_by->first,
               format_date(report.seeded_by->second));
  fmt::print("time       {:>16} on {}, {}\n", human_seconds(report.seconds),
             report.threads == 1 ? "1 thread" : fmt::format("{} threads", report.threads),
             per_second(report.pairs, report.seconds, " pairs"));
  fmt::print("memory     {:>16} at most\n", human_bytes(peak_memory_bytes()));
  fmt::print("checksum   {}\n", report.checksum);
  fmt::print("Result in {}\n", report.folder.string());
}

JsonWriter to_json(const Epoch& epoch, const Report& report, std::uint32_t top) {
  JsonWriter json;
  json.begin_object()
      .field("epoch", std::string_view(epoch.id()))
      .field("date", std::string_view(format_date(epoch.date())));
  json.field("strategyHash", std::string_view(epoch.strategy_hash())).field("top", top);
  json.field("vacancies", epoch.vacancies()).field("seekers", epoch.seekers()).field("pairs", report.pairs);
  json.field("pairsWithinReach", report.counts.kernel.pairs).field("candidates", report.counts.kernel.candidates);
  json.field("vacancyRows", report.vacancy_rows).field("seekerRows", report.seeker_rows);
  json.field("seconds", report.seconds).field("threads", report.threads);
  json.field("blocks", report.blocks).field("blocksResumed", report.blocks_resumed);
  if (report.seeded_by) json.field("seededBy", std::string_view(report.seeded_by->first));
  json.field("peakMemoryBytes", peak_memory_bytes()).field("checksum", std::string_view(report.checksum));
  json.field("run", std::string_view(report.folder.native())).end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto epoch = open_current_epoch(options.layout, notice);
  if (!epoch) return std::unexpected(epoch.error());
  const auto report = make_run(options, **epoch);
  if (!report) return std::unexpected(report.error());
  if (options.json)
    print_json(to_json(**epoch, *report, options.rematch.k));
  else
    print_text(**epoch, *report, options.rematch.k);
  return {};
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
  command->add_option("--top", options->rematch.k, "Rows per list (50)")->check(CLI::Range(1, 1000));
  command->add_option("--threads", options->rematch.threads, "Threads to use; all cores without")
      ->check(CLI::Range(1, 1024));
  command->add_flag("--cold", options->cold, "Do not try the lists of the epoch before first");
  command
      ->add_option("--chunk-seconds", options->chunk_seconds,
                   "Keep what is done after so many seconds of work (5); that much is lost when it is stopped")
      ->check(CLI::Range(0.0, 3600.0));
  command
      ->add_option("--memory-limit", options->memory_limit,
                   "Most memory to use, as 3GiB or 800MB, the pages of the epoch's files apart")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
}

}  // namespace schakel::cli
