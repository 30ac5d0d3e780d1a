#include <fmt/core.h>

#include <CLI/CLI.hpp>
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
    "Nobody in it exists. The same options give the same bytes.\n";

struct Options {
  bool json = false;
  MarketFiles files;
  std::string date;
};

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
  Progress progress("Generating", "records");
  const auto written =
      write_market(options.files, [&](std::uint64_t rows, std::uint64_t total) { progress.update(rows, rows, total); });
  if (!written) return std::unexpected(written.error());
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
  command->add_option("--threads", files.threads, "Threads to use; all cores without")->check(CLI::Range(1, 1024));
}

}  // namespace schakel::cli
