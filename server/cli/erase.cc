#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/remains.h"
#include "server/text_generation.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel erase --store night --seeker S0000017       a person who may no longer be in it\n"
    "  schakel erase --store night --vacancy V0000003 --vacancy V0000004\n"
    "The records are gone at once; what still holds them is named, with what removes it.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::vector<std::string> seekers, vacancies;
};

struct Remains {
  std::string where, until;
};

struct Report {
  std::uint64_t erased = 0;
  Sequence sequence = 0;
  std::vector<std::string> unknown;
  std::vector<Remains> remains;
};

std::vector<Erase> asked(const Options& options) {
  std::vector<Erase> records;
  for (const std::string& id : options.seekers) records.push_back({RecordKind::kSeeker, id});
  for (const std::string& id : options.vacancies) records.push_back({RecordKind::kVacancy, id});
  return records;
}

std::vector<Remains> remains(const Options& options, Sequence sequence) {
  std::vector<Remains> found;
  for (const EpochRemains& epoch : epochs_that_hold(options.layout, asked(options)))
    found.push_back({epoch.where(),
                     "schakel rematch --since leaves them out of what answers; the epoch itself goes when two later "
                     "ones were made with schakel index"});
  if (const auto text = newest_text(options.layout); text && *text < sequence)
    found.push_back({"the text index", "schakel index makes it anew"});
  found.push_back({"files of the database", "they are written anew after the next schakel load"});
  found.push_back({"the change log, with the id alone", "for good: it says what went"});
  found.push_back({"files that were delivered, quarantined or exported", "whoever has them removes them there"});
  return found;
}

Result<Report> erase(const Options& options) {
  if (options.seekers.empty() && options.vacancies.empty())
    return fail(ErrorCode::kBadUsage, "nobody to erase; give --seeker ID or --vacancy ID");
  if (!std::filesystem::exists(options.layout.records()))
    return fail(ErrorCode::kNotFound, "there is no store in " + options.layout.root.string());
  const auto records = open_records(options.layout, OpenMode::kReadWrite);
  if (!records) return std::unexpected(records.error());
  Report report;
  Batch batch;
  for (Erase& record : asked(options)) {
    const auto stored = (*records)->get(record.kind, record.key);
    if (!stored) return std::unexpected(stored.error());
    if (*stored)
      batch.erases.push_back(std::move(record));
    else
      report.unknown.push_back(std::move(record.key));
  }
  const auto applied = (*records)->apply(batch);
  if (!applied) return std::unexpected(applied.error());
  report.erased = applied->erased;
  report.sequence = applied->sequence;
  report.remains = remains(options, applied->sequence);
  return report;
}

void print_text(const Report& report) {
  fmt::print("{} {} erased; the store is at sequence {}\n", thousands(report.erased),
             report.erased == 1 ? "record" : "records", thousands(report.sequence));
  for (const std::string& id : report.unknown) fmt::print("  {} was not there\n", id);
  fmt::print("What still holds them:\n");
  for (const Remains& one : report.remains) fmt::print("  {}: {}\n", one.where, one.until);
}

JsonWriter to_json(const Report& report) {
  JsonWriter json;
  json.begin_object().field("erased", report.erased).field("sequence", report.sequence);
  json.key("unknown").begin_array();
  for (const std::string& id : report.unknown) json.value(std::string_view(id));
  json.end_array().key("remains").begin_array();
  for (const Remains& one : report.remains)
    json.begin_object()
        .field("where", std::string_view(one.where))
        .field("until", std::string_view(one.until))
        .end_object();
  json.end_array().end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto report = erase(options);
  if (!report) return std::unexpected(report.error());
  if (options.json)
    print_json(to_json(*report));
  else
    print_text(*report);
  return {};
}

}  // namespace

void add_erase(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "erase", "Take persons or vacancies out of the records", kExamples,
                                  [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("--seeker", options->seekers, "Who goes; may be given more than once")->type_name("ID");
  command->add_option("--vacancy", options->vacancies, "Which go; may be given more than once")->type_name("ID");
}

}  // namespace schakel::cli
