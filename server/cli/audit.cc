#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "server/audit/prune_audit.h"
#include "server/audit/review/who_saw.h"
#include "server/cli/account_changes.h"
#include "server/cli/audit_tables.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel audit verify --store night                        is the log as it was written?\n"
    "  schakel audit verify --store night --noted 48211:9c0f...  and is this line, noted down last month, still in "
    "it?\n"
    "  schakel audit who-saw S0010927 --store night --from 2026-01-01\n"
    "  schakel audit prune --store night --before 2021-11-01     remove what need not be kept any longer\n"
    "  schakel audit report --store night --from 2026-11-01 --to 2026-11-30 --office-hours 07:30-18:30\n"
    "Days and hours are those in Amsterdam; --json has UTC.\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::string seeker, from, to, noted, before;
  std::string office_hours = "08:00-18:00";
  std::size_t top = 20;
};

// Whatever was told of a log that is broken may be less than what was.
Result<void> verdict(const AuditReading& reading) {
  if (reading.sound()) return {};
  return fail(
      ErrorCode::kCorrupt,
      fmt::format("the audit log is broken in {} place{}, first at {}; see \"A broken chain\" in docs/access.md",
                  thousands(reading.fault_count), reading.fault_count == 1 ? "" : "s",
                  words_of(reading.faults.front())));
}

Result<std::optional<Date>> day(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto date = parse_date(text);
  if (!date) return fail(ErrorCode::kBadUsage, fmt::format("{} {} is not a date, as in 2026-11-22", option, text));
  return date;
}

Result<AuditPeriod> period_of(const Options& options) {
  const auto from = day("--from", options.from), to = day("--to", options.to);
  if (!from) return std::unexpected(from.error());
  if (!to) return std::unexpected(to.error());
  return AuditPeriod{*from, *to};
}

Result<void> verify(const Options& options) {
  const auto noted = parse_anchor(options.noted);
  if (!options.noted.empty() && !noted)
    return fail(ErrorCode::kBadUsage, "--noted " + options.noted + " is not NUMBER:HASH, as verify prints it");
  const auto check = check_audit(options.layout.audit(), noted);
  if (!check) return std::unexpected(check.error());
  options.json ? print_json(to_json(*check)) : print_check(*check);
  return verdict(check->reading);
}

Result<void> who(const Options& options) {
  const auto period = period_of(options);
  if (!period) return std::unexpected(period.error());
  std::uint64_t lines = 0;
  JsonWriter json;
  json.begin_object().field("seeker", std::string_view(options.seeker)).key("lines").begin_array();
  const auto reading = who_saw(options.layout.audit(), options.seeker, *period, [&](const AuditLine& line) {
    ++lines;
    options.json ? add_line(json, line) : print_audit_line(line);
  });
  if (!reading) return std::unexpected(reading.error());
  json.end_array().field("sound", reading->sound()).end_object();
  if (options.json)
    print_json(json);
  else
    fmt::print("{} line{} about {}\n", thousands(lines), lines == 1 ? "" : "s", options.seeker);
  return verdict(*reading);
}

Result<void> report(const Options& options) {
  const auto period = period_of(options);
  if (!period) return std::unexpected(period.error());
  const auto hours = parse_office_hours(options.office_hours);
  if (!hours)
    return fail(ErrorCode::kBadUsage,
                "--office-hours " + options.office_hours + " is not two times, as in 08:00-18:00");
  const auto made = report_audit(options.layout.audit(), {.period = *period, .hours = *hours, .top = options.top});
  if (!made) return std::unexpected(made.error());
  options.json ? print_json(to_json(*made)) : print_report(*made);
  return verdict(made->reading);
}

Result<void> prune(const Options& options) {
  const auto before = day("--before", options.before);
  if (!before) return std::unexpected(before.error());
  std::error_code error;
  if (!std::filesystem::exists(options.layout.audit(), error))
    return fail(ErrorCode::kNotFound, "there is no audit log in " + options.layout.audit().string());
  const auto log = AuditLog::open(options.layout.audit());
  if (!log) return std::unexpected(log.error());
  const auto pruned = prune_audit_log(options.layout.audit(), **log, start_of_day_ms(**before),
                                      {.actor = machine_user(), .origin = "cli"});
  if (!pruned) return std::unexpected(pruned.error());
  if (options.json) {
    JsonWriter json;
    json.begin_object().field("filesRemoved", pruned->segments).field("linesRemovedSinceItBegan", pruned->lines);
    json.end_object();
    print_json(json);
  } else if (pruned->segments == 0) {
    fmt::print("No file of the log is older than {} as a whole; nothing was removed\n", options.before);
  } else {
    fmt::print("{} files were removed; the log now begins behind line {}\n", pruned->segments,
               thousands(pruned->lines));
  }
  return {};
}

void add_period(CLI::App& command, Options& options) {
  command.add_option("--from", options.from, "First day")->type_name("YYYY-MM-DD");
  command.add_option("--to", options.to, "Last day")->type_name("YYYY-MM-DD");
}

}  // namespace

void add_audit(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  using Work = Result<void> (*)(const Options&);
  CLI::App* group = program.add_subcommand("audit", "The audit log: is it whole, who saw whom, and what stands out");
  group->footer(fmt::format("\nExamples:\n{}", kExamples));
  group->require_subcommand(1);
  const auto make = [&](std::string_view name, std::string_view description, Work work) {
    CLI::App* command = add_command(*group, session, name, description, kExamples, [options, &session, work] {
      options->json = session.json;
      return work(*options);
    });
    add_store_option(*command, options->layout);
    return command;
  };
  make("verify", "Check every line and the chain that they are", verify)
      ->add_option("--noted", options->noted, "A line that was noted down elsewhere before, as verify prints it")
      ->type_name("NUMBER:HASH");
  make("prune", "Remove old files of the log, and say so in it", prune)
      ->add_option("--before", options->before, "Remove files of which every line is older than this day")
      ->required()
      ->type_name("YYYY-MM-DD");
  CLI::App* seen = make("who-saw", "Who looked at a person, when and for what", who);
  seen->add_option("seeker", options->seeker, "The id of the person")->required()->type_name("SEEKER");
  add_period(*seen, *options);
  CLI::App* reporting = make("report", "Searches outside office hours, most consulted persons, top consulters", report);
  add_period(*reporting, *options);
  reporting->add_option("--office-hours", options->office_hours, "On weekdays (08:00-18:00)")->type_name("HH:MM-HH:MM");
  reporting->add_option("--top", options->top, "Rows of each list (20)")->check(CLI::Range(1, 100'000));
}

}  // namespace schakel::cli
