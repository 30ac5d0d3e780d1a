#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/verify/check_certificate.h"
#include "server/verify/check_store.h"
#include "server/verify/compare_lists.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel verify --store night                        all seals, and 300 lists of each direction\n"
    "  schakel verify --store night --sample 1000 --seed 7 --threads 2\n"
    "  schakel verify --store night --sample 0             the seals only\n"
    "  schakel verify --store night --certificate          every list against what the rematch left behind of its "
    "work\n"
    "A list is computed again by the reference scorer, which shares no code with the engine, over everybody.\n";

constexpr std::size_t kShown = 10;

struct Options {
  bool json = false;
  StoreLayout layout;
  std::optional<std::uint32_t> top;
  CompareOptions compare;
  std::optional<std::uint32_t> sample;
  bool certificate = false;
  CertificateOptions check;
};

struct Report {
  CheckedStore store;
  Comparison lists;
  double seconds = 0;  // of the comparison
  std::optional<CertificateCheck> certificate;
  double certificate_seconds = 0;
  [[nodiscard]] std::size_t parts_wrong() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(store.parts, [](const CheckedPart& part) { return part.wrong.has_value(); }));
  }
};

void print_parts(const CheckedStore& store) {
  for (const CheckedPart& part : store.parts) {
    if (part.wrong)
      fmt::print("{:<12}NOT SOUND: {}\n", part.name, part.wrong->message);
    else
      fmt::print("{:<12}sound: {}\n", part.name, part.says);
  }
}

void print_lists(const Comparison& lists, double seconds) {
  fmt::print("{} lists of vacancies and {} of seekers computed again by the reference scorer, over {} pairs: {} rows\n",
             thousands(lists.vacancy_lists), thousands(lists.seeker_lists), thousands(lists.pairs),
             thousands(lists.rows));
  fmt::print("{} {}, in {} ({} pairs), {} of memory\n", thousands(lists.differences.size()),
             lists.differences.size() == 1 ? "difference" : "differences", human_seconds(seconds),
             per_second(lists.pairs, seconds), human_bytes(peak_memory_bytes()));
  for (std::size_t i = 0; i < std::min(kShown, lists.differences.size()); ++i)
    fmt::print("  {}\n", lists.differences[i]);
  if (lists.differences.size() > kShown) fmt::print("  and {} more\n", thousands(lists.differences.size() - kShown));
}

void print_origin(const CertificateCheck& check) {
  switch (check.origin) {
    case Origin::kCompared:
      fmt::print(
          "Compared cell by cell: {} cells hold their {} seekers; {} times a vacancy passed over a cell, all out of "
          "reach\n",
          thousands(check.cells), thousands(check.seekers), thousands(check.cells_passed_over));
      return;
    case Origin::kBroughtUpToDate:
      fmt::print(
          "Brought up to date from the lists of the epoch's base: what was passed over by distance stands with those, "
          "where they were compared (rematch --cold)\n");
      return;
    case Origin::kCarriedOver:
      fmt::print(
          "Carried over from the lists of an earlier epoch: what was passed over by distance stands with the last that "
          "were compared (rematch --cold)\n");
      return;
  }
}

void print_certificate(const CertificateCheck& check, double seconds) {
  fmt::print("{} lists looked at in full: {} rows in order, each on both sides or beaten there\n",
             thousands(check.lists), thousands(check.rows));
  print_origin(check);
  const std::string pairs = thousands(check.pairs);
  fmt::print(
      "{} with the reference scorer, {} of them eligible\n",
      check.all_pairs ? "All " + pairs + " pairs scored" : pairs + " pairs scored, half of them near listed ones",
      thousands(check.eligible));
  fmt::print("{} {}, in {}, {} of memory\n", thousands(check.differences),
             check.differences == 1 ? "difference" : "differences", human_seconds(seconds),
             human_bytes(peak_memory_bytes()));
  for (std::size_t i = 0; i < std::min(kShown, check.first.size()); ++i) fmt::print("  {}\n", check.first[i]);
  if (check.differences > kShown) fmt::print("  and {} more\n", thousands(check.differences - kShown));
}

JsonWriter to_json(const Report& report, const CompareOptions& options) {
  JsonWriter json;
  json.begin_object().key("parts").begin_array();
  for (const CheckedPart& part : report.store.parts) {
    json.begin_object().field("name", std::string_view(part.name)).field("sound", !part.wrong);
    json.field("says", std::string_view(part.wrong ? part.wrong->message : part.says)).end_object();
  }
  json.end_array();
  if (report.store.epoch) json.field("epoch", std::string_view(report.store.epoch->id()));
  if (report.store.run) json.field("top", report.store.run->k());
  json.field("sample", options.sample).field("seed", options.seed);
  json.field("vacancyLists", report.lists.vacancy_lists).field("seekerLists", report.lists.seeker_lists);
  json.field("rows", report.lists.rows).field("pairs", report.lists.pairs);
  json.field("differences", report.lists.differences.size()).key("firstDifferences").begin_array();
  for (std::size_t i = 0; i < std::min(kShown, report.lists.differences.size()); ++i)
    json.value(std::string_view(report.lists.differences[i]));
  json.end_array().field("seconds", report.seconds);
  if (report.certificate) {
    const CertificateCheck& check = *report.certificate;
    json.key("certificate").begin_object().field("origin", name_of(check.origin));
    json.field("lists", check.lists).field("rows", check.rows);
    json.field("cells", check.cells).field("seekers", check.seekers).field("cellsPassedOver", check.cells_passed_over);
    json.field("pairs", check.pairs).field("eligiblePairs", check.eligible);
    json.field("differences", check.differences).key("firstDifferences").begin_array();
    for (std::size_t i = 0; i < std::min(kShown, check.first.size()); ++i) json.value(std::string_view(check.first[i]));
    json.end_array().field("seconds", report.certificate_seconds).end_object();
  }
  json.field("peakMemoryBytes", peak_memory_bytes()).end_object();
  return json;
}

// What a report with something wrong in it comes to.
Result<void> verdict(const Report& report) {
  if (const std::size_t wrong = report.parts_wrong(); wrong > 0)
    return fail(ErrorCode::kCorrupt, fmt::format("{} of {} parts {} not sound", wrong, report.store.parts.size(),
                                                 wrong == 1 ? "is" : "are"));
  if (!report.lists.differences.empty())
    return fail(ErrorCode::kCorrupt, fmt::format("{} of {} lists differ from the reference scorer",
                                                 thousands(report.lists.differences.size()),
                                                 thousands(report.lists.vacancy_lists + report.lists.seeker_lists)));
  if (report.certificate && report.certificate->differences > 0)
    return fail(ErrorCode::kCorrupt, fmt::format("the lists differ from their certificate in {} places",
                                                 thousands(report.certificate->differences)));
  return {};
}

Result<void> run(const Options& options) {
  // A store that is not there is one message, not a list of absent parts.
  if (const auto records = open_records(options.layout, OpenMode::kReadOnly);
      !records && records.error().code == ErrorCode::kNotFound)
    return std::unexpected(records.error());
  Report report{.store = check_store(options.layout, options.top), .lists = {}};
  if (!options.json) print_parts(report.store);
  if (report.store.run && options.certificate) {
    Progress progress("Checking the certificate", "");
    progress.begin("");
    CertificateOptions check = options.check;
    check.seed = options.compare.seed;
    check.threads = options.compare.threads;
    report.certificate = check_certificate(*report.store.epoch, *report.store.run, check);
    report.certificate_seconds = progress.seconds();
  }
  CompareOptions compare = options.compare;
  compare.sample = options.sample.value_or(options.certificate ? 0 : compare.sample);
  if (report.store.run && compare.sample > 0) {
    Progress progress("Computing lists again", "lists");
    compare.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, done, total); };
    report.lists = compare_lists(*report.store.epoch, *report.store.run, compare);
    report.seconds = progress.seconds();
  }
  if (options.json) print_json(to_json(report, compare));
  if (!options.json && report.certificate) print_certificate(*report.certificate, report.certificate_seconds);
  if (!options.json && report.lists.pairs > 0) print_lists(report.lists, report.seconds);
  return verdict(report);
}

}  // namespace

void add_verify(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "verify", "Check all seals, and compute a sample of lists again",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command
      ->add_option("--sample", options->sample, "Lists of each direction to compute again (300; 0 with --certificate)")
      ->check(CLI::Range(0, 100'000'000));
  command->add_flag("--certificate", options->certificate,
                    "Check all lists, thresholds and bounds, by code that is not the engine's");
  command
      ->add_option("--pairs", options->check.pairs,
                   "Pairs that --certificate draws and scores (1000000; all where there are no more)")
      ->needs("--certificate");
  command->add_option("--seed", options->compare.seed, "Another seed, another sample (1)")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--top", options->top, "Which lists: those with so many rows; the longest without")
      ->check(CLI::Range(1, 1000));
  command->add_option("--threads", options->compare.threads, "Threads to use; all cores without")
      ->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
