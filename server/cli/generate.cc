#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <optional>
#include <vector>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/cli/progress.h"
#include "server/files/write_market.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel generate --seekers 20000 --vacancies 6000 --seed 1 --out market\n"
    "  schakel generate --seekers 100000 --vacancies 30000 --seed 7 --compress \\\n"
    "      --taxonomy esco-en --taxonomy esco-nl --postcodes 4pp.csv --out market\n"
    "  schakel generate --seekers 20000 --vacancies 6000 --seed 1 --day 1 --out day1    what changed a day later\n"
    "  schakel generate --seekers 20000 --vacancies 6000 --travel none --remote 50 --out far    another shape\n"
    "Nobody in it exists. The same options give the same bytes.\n";

struct Options {
  bool json = false;
  MarketFiles files;
  std::string date;
  std::string travel = "100";
  std::optional<std::uint32_t> remote;
};

// "80" or "none".
Result<std::optional<std::uint32_t>> parse_travel(const std::string& text) {
  if (text == "none") return std::nullopt;
  std::uint32_t percent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
  if (error != std::errc{} || end != text.data() + text.size())
    return fail(ErrorCode::kBadUsage, "--travel " + text + " is not a percentage, as in 50, and not \"none\"");
  return percent;
}

void print_text(const MarketFiles& files, const std::vector<WrittenFile>& written, double seconds) {
  std::uint64_t rows = 0;
  for (const WrittenFile& file : written) {
    fmt::print("{}: {} records, {}\n", file.path.string(), thousands(file.rows), human_bytes(file.bytes));
    rows += file.rows;
  }
  fmt::print("{} records in {} ({}), {} of memory; to load them: schakel load --store DIR {}\n", thousands(rows),
             human_seconds(seconds), per_second(rows, seconds), human_bytes(peak_memory_bytes()), files.out.string());
}

JsonWriter to_json(const std::vector<WrittenFile>& written, double seconds) {
  JsonWriter json;
  json.begin_object().key("files").begin_array();
  for (const WrittenFile& file : written) {
    json.begin_object().field("path", std::string_view(file.path.native()));
    json.field("records", file.rows).field("bytes", file.bytes).end_object();
  }
  json.end_array().field("seconds", seconds).field("peakMemoryBytes", peak_memory_bytes()).end_object();
  return json;
}

Result<void> run(Options& options) {
  if (!options.date.empty()) {
    const auto date = parse_date(options.date);
    if (!date) return fail(ErrorCode::kBadUsage, "--date " + options.date + " is not a date, as in 2026-11-22");
    options.files.market.reference = *date;
  }
  const auto travel = parse_travel(options.travel);
  if (!travel) return std::unexpected(travel.error());
  options.files.market.shape.travel_percent = *travel;
  options.files.market.shape.remote_percent = options.remote;
  Progress progress("Generating", "records");
  const auto written =
      write_market(options.files, [&](std::uint64_t rows, std::uint64_t total) { progress.update(rows, rows, total); });
  if (!written) return std::unexpected(written.error());
  progress.clear();
  if (options.json)
    print_json(to_json(*written, progress.seconds()));
  else
    print_text(options.files, *written, progress.seconds());
  return {};
}

}  // namespace

void add_generate(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "generate", "Write a synthetic labour market as files of records",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  MarketFiles& files = options->files;
  const CLI::Range numbers(0, 100'000'000);
  command->add_option("--seekers", files.market.seekers, "Number of jobseekers")->required()->check(numbers);
  command->add_option("--vacancies", files.market.vacancies, "Number of vacancies")->required()->check(numbers);
  command->add_option("--seed", files.market.seed, "Another seed, another market (1)")->check(CLI::NonNegativeNumber);
  command->add_option("--day", files.market.day, "0: the whole market; N: what changed on the N-th day after (0)")
      ->check(CLI::Range(0, 3650));
  command->add_option("--date", options->date, "The day 0 (2026-11-22)")->type_name("YYYY-MM-DD");
  command->add_option("--taxonomy", files.taxonomies, "ESCO folder or file of concepts; several are merged")
      ->type_name("DIR");
  command->add_option("--postcodes", files.postcodes, "Table or file of places")->type_name("FILE");
  command->add_option("--out", files.out, "Folder to write in; made where it is not there")
      ->required()
      ->type_name("DIR");
  command->add_flag("--compress", files.compress, "Write .ndjson.zst");
  MarketShape& shape = files.market.shape;
  command->add_option("--profile", shape.profile_percent, "How much profiles tell, in percent of the usual (100)")
      ->check(CLI::Range(0, 1000));
  command
      ->add_option("--skew", shape.skew,
                   "0: all occupations equally common; 1: Zipf's law; 2: its square, and so on (1)")
      ->check(CLI::Range(0, 4));
  command
      ->add_option("--travel", options->travel,
                   "How far people travel, in percent of the usual, or none: no bounds (100)")
      ->type_name("PERCENT|none");
  command->add_option("--remote", options->remote, "Wholly remote vacancies in a hundred; 2, and 7 in part, without")
      ->check(CLI::Range(0, 100));
  command->add_option("--threads", files.threads, "Threads to use; all cores without")->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
