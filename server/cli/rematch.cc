#include "engine/rematch.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/epochs.h"
#include "server/on_threads.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel rematch --store night                       the 50 best of everybody, on all cores\n"
    "  schakel rematch --store night --top 20 --threads 1  the same bytes on any number of threads\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  RematchOptions rematch;
};

struct Report {
  std::filesystem::path folder;
  std::uint64_t pairs = 0;  // vacancies x seekers
  RematchCounts counts;
  std::uint64_t vacancy_rows = 0, seeker_rows = 0;
  double seconds = 0;  // of the matching alone
  int threads = 0;
  std::string checksum;
};

Result<Report> make_run(const Options& options, const Epoch& epoch) {
  auto maker = FolderMaker::begin(options.layout.runs());
  if (!maker) return std::unexpected(maker.error());
  Report report;
  report.pairs = std::uint64_t{epoch.vacancies()} * epoch.seekers();
  report.threads = thread_count(static_cast<int>(options.rematch.threads));
  Progress progress("Rematching", "pairs");
  RematchOptions rematch_options = options.rematch;
  rematch_options.progress = [&](std::uint32_t done) { progress.update(report.pairs / 1000 * done, done, 1000); };
  const MatchLists lists = rematch(epoch, rematch_options, &report.counts);
  report.seconds = progress.seconds();
  report.vacancy_rows = lists.vacancies.rows.size();
  report.seeker_rows = lists.seekers.rows.size();
  report.checksum = checksum(lists);
  if (auto written = write_run(lists, epoch, options.rematch.k, maker->unfinished()); !written)
    return std::unexpected(written.error());
  const std::string name = run_name(epoch.id(), options.rematch.k);
  if (auto published = maker->publish(name); !published) return std::unexpected(published.error());
  report.folder = options.layout.run(name);
  return report;
}

void print_text(const Epoch& epoch, const Report& report, std::uint32_t top) {
  fmt::print("Epoch {} of {}: {} vacancies x {} seekers, the {} best of each\n", epoch.id(), format_date(epoch.date()),
             thousands(epoch.vacancies()), thousands(epoch.seekers()), top);
  fmt::print("pairs      {:>16}, of which {} within reach ({})\n", thousands(report.pairs),
             thousands(report.counts.kernel.pairs), percent(report.counts.kernel.pairs, report.pairs));
  fmt::print("rows       {:>16} in lists of vacancies, {} in lists of seekers\n", thousands(report.vacancy_rows),
             thousands(report.seeker_rows));
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
}

}  // namespace schakel::cli
