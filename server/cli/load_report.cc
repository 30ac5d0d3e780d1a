#include "server/cli/load_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "server/cli/figures.h"

namespace schakel::cli {
namespace {

using Counts = std::map<std::string, std::uint64_t>;

std::uint64_t total(const Counts& counts) {
  std::uint64_t sum = 0;
  for (const auto& [code, times] : counts) sum += times;
  return sum;
}

// The codes that occur most, most first.
std::vector<std::pair<std::string, std::uint64_t>> most_frequent(const Counts& counts, std::size_t limit) {
  std::vector<std::pair<std::string, std::uint64_t>> codes(counts.begin(), counts.end());
  std::ranges::stable_sort(codes, std::greater{}, [](const auto& code) { return code.second; });
  codes.resize(std::min(codes.size(), limit));
  return codes;
}

void print_unknown(std::string_view sort, const Counts& counts) {
  if (counts.empty()) return;
  std::string examples;
  for (const auto& [code, times] : most_frequent(counts, 3))
    examples += fmt::format(" {} ({}x)", code, thousands(times));
  fmt::print("  unknown {}: {}, {} times; kept, but nothing matches them:{}\n", sort, thousands(counts.size()),
             thousands(total(counts)), examples);
}

void print_coverage(std::string_view sort, const TextCoverage& coverage) {
  if (coverage.texts == 0) return;
  fmt::print(
      "  {} without a code: {}; recognised {} ({:.0f} %): {} sure ({} % and over), {} fair, {} doubtful (under {} "
      "%)\n",
      sort, thousands(coverage.texts), thousands(coverage.recognised()),
      100.0 * static_cast<double>(coverage.recognised()) / static_cast<double>(coverage.texts),
      thousands(coverage.sure), kSureConfidence, thousands(coverage.fair), thousands(coverage.doubtful),
      kFairConfidence);
  if (coverage.not_recognised == 0) return;
  std::string examples;
  for (const auto& [text, times] : most_frequent(coverage.examples, 3))
    examples += fmt::format(" \"{}\" ({}x)", text, thousands(times));
  fmt::print("    kept as text only:{}\n", examples);
}

void print_input(const LoadedInput& loaded, const StoreLayout& layout) {
  const IngestReport& report = loaded.report;
  fmt::print("{}: {}, ", loaded.input.path.string(), input_kind_name(loaded.input.kind));
  if (report.loaded_before) {
    fmt::print("loaded before ({} rows); nothing to do\n", thousands(report.rows));
    return;
  }
  fmt::print("{} rows, {} accepted, {} refused; {}, {}\n", thousands(report.rows), thousands(report.delivery.accepted),
             thousands(report.delivery.refused), human_seconds(loaded.seconds),
             per_second(report.rows - report.resumed, loaded.seconds));
  if (report.resumed > 0)
    fmt::print("  went on after row {}, where an earlier load stopped\n", thousands(report.resumed));
  if (report.applied.replaced + report.applied.unchanged + report.applied.stale > 0)
    fmt::print("  {} new, {} replaced, {} unchanged, {} older than what is there\n",
               thousands(report.applied.stored - report.applied.replaced), thousands(report.applied.replaced),
               thousands(report.applied.unchanged), thousands(report.applied.stale));
  std::string reasons;
  for (const auto& [code, rows] : most_frequent(report.refusals, report.refusals.size()))
    reasons += fmt::format("{} {}, ", thousands(rows), code);
  if (!reasons.empty()) fmt::print("  refused: {}see schakel quarantine --store {}\n", reasons, layout.root.string());
  print_texts(report.texts);
  print_unknown("occupation codes", report.unknown.occupations);
  print_unknown("competence codes", report.unknown.competences);
  print_unknown("postcodes", report.unknown.postcodes);
  for (const std::string& note : report.notes) fmt::print("  note: {}\n", note);
  if (report.stopped) fmt::print("  stopped early: {}\n", report.stopped->message);
}

void add_counts(JsonWriter& json, std::string_view name, const Counts& counts) {
  json.key(name).begin_object();
  for (const auto& [code, times] : counts) json.field(code, times);
  json.end_object();
}

void add_unknown(JsonWriter& json, std::string_view name, const Counts& counts) {
  json.key(name).begin_object();
  json.field("codes", counts.size()).field("occurrences", total(counts));
  json.key("mostFrequent").begin_object();
  for (const auto& [code, times] : most_frequent(counts, 10)) json.field(code, times);
  json.end_object().end_object();
}

void add_coverage(JsonWriter& json, std::string_view name, const TextCoverage& coverage) {
  json.key(name).begin_object();
  json.field("texts", coverage.texts).field("recognised", coverage.recognised());
  json.field("sure", coverage.sure).field("fair", coverage.fair).field("doubtful", coverage.doubtful);
  json.field("notRecognised", coverage.not_recognised).key("mostFrequent").begin_object();
  for (const auto& [text, times] : most_frequent(coverage.examples, 10)) json.field(text, times);
  json.end_object().end_object();
}

void add_input(JsonWriter& json, const LoadedInput& loaded) {
  const IngestReport& report = loaded.report;
  json.begin_object();
  json.field("path", std::string_view(loaded.input.path.native()));
  json.field("kind", input_kind_name(loaded.input.kind));
  json.field("delivery", std::string_view(report.delivery.sha256));
  json.field("complete", report.delivery.done).field("loadedBefore", report.loaded_before);
  json.field("resumedAfterRow", report.resumed).field("rows", report.rows);
  json.field("accepted", report.delivery.accepted).field("refused", report.delivery.refused);
  json.field("stored", report.applied.stored).field("replaced", report.applied.replaced);
  json.field("unchanged", report.applied.unchanged).field("stale", report.applied.stale);
  add_counts(json, "refusals", report.refusals);
  json.key("unknown").begin_object();
  add_unknown(json, "occupations", report.unknown.occupations);
  add_unknown(json, "competences", report.unknown.competences);
  add_unknown(json, "postcodes", report.unknown.postcodes);
  json.end_object();
  add_texts(json, report.texts);
  json.key("notes").begin_array();
  for (const std::string& note : report.notes) json.value(note);
  json.end_array();
  if (report.stopped) json.field("stopped", std::string_view(report.stopped->message));
  json.field("seconds", loaded.seconds).end_object();
}

std::uint64_t rows_read(const LoadReport& report) {
  std::uint64_t rows = 0;
  for (const LoadedInput& loaded : report.inputs) rows += loaded.report.rows - loaded.report.resumed;
  return rows;
}

}  // namespace

bool LoadReport::changed() const {
  return std::ranges::any_of(inputs, [](const LoadedInput& loaded) { return loaded.report.applied.stored > 0; });
}

void print_texts(const TextCoverages& texts) {
  print_coverage("job titles", texts.occupations);
  print_coverage("competences", texts.competences);
}

void add_texts(JsonWriter& json, const TextCoverages& texts) {
  json.key("withoutCode").begin_object();
  add_coverage(json, "occupations", texts.occupations);
  add_coverage(json, "competences", texts.competences);
  json.end_object();
}

void print_text(const LoadReport& report, const StoreLayout& layout) {
  for (const LoadedInput& loaded : report.inputs) print_input(loaded, layout);
  const std::uint64_t rows = rows_read(report);
  fmt::print("{} rows in {} ({}), {} of memory; the store is at sequence {}\n", thousands(rows),
             human_seconds(report.seconds), per_second(rows, report.seconds), human_bytes(peak_memory_bytes()),
             thousands(report.sequence));
}

JsonWriter to_json(const LoadReport& report) {
  JsonWriter json;
  json.begin_object().key("inputs").begin_array();
  for (const LoadedInput& loaded : report.inputs) add_input(json, loaded);
  json.end_array();
  json.field("rows", rows_read(report)).field("seconds", report.seconds).field("sequence", report.sequence);
  json.field("peakMemoryBytes", peak_memory_bytes());
  json.end_object();
  return json;
}

}  // namespace schakel::cli
