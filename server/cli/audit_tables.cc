#include "server/cli/audit_tables.h"

#include <fmt/core.h>

#include "server/cli/figures.h"
#include "server/cli/table.h"

namespace schakel::cli {
namespace {

std::string none_or(std::string_view text) { return text.empty() ? "-" : std::string(text); }

void print_actors(std::string_view heading, const std::vector<ActorRow>& rows) {
  fmt::print("\n{}\n", heading);
  if (rows.empty()) fmt::print("  none\n");
  for (const ActorRow& row : rows)
    fmt::print("  {} {} {} {:>7} persons in {:>7} calls, {} to {}\n", fit(row.actor, 20), fit(row.role, 11),
               fit(row.organisation, 22), thousands(row.persons), thousands(row.calls), format_local(row.first_ms),
               format_local(row.last_ms));
}

void print_refusals(std::string_view heading, const std::vector<RefusalRow>& rows) {
  fmt::print("\n{}\n", heading);
  if (rows.empty()) fmt::print("  none\n");
  for (const RefusalRow& row : rows)
    fmt::print("  {} {} {:>9}, from {}, the last on {}\n", fit(none_or(row.actor), 20), fit(row.result, 20),
               thousands(row.times), none_or(row.origin), format_local(row.last_ms));
}

void add_actors(JsonWriter& json, std::string_view name, const std::vector<ActorRow>& rows) {
  json.key(name).begin_array();
  for (const ActorRow& row : rows) {
    json.begin_object().field("actor", std::string_view(row.actor)).field("role", std::string_view(row.role));
    json.field("organisation", std::string_view(row.organisation)).field("calls", row.calls);
    json.field("shown", row.shown).field("persons", row.persons);
    json.field("first", std::string_view(format_audit_time(row.first_ms)));
    json.field("last", std::string_view(format_audit_time(row.last_ms))).end_object();
  }
  json.end_array();
}

void add_refusals(JsonWriter& json, std::string_view name, const std::vector<RefusalRow>& rows) {
  json.key(name).begin_array();
  for (const RefusalRow& row : rows) {
    json.begin_object().field("actor", std::string_view(row.actor)).field("origin", std::string_view(row.origin));
    json.field("result", std::string_view(row.result)).field("times", row.times);
    json.field("last", std::string_view(format_audit_time(row.last_ms))).end_object();
  }
  json.end_array();
}

std::string_view plural(std::uint64_t count) { return count == 1 ? "" : "s"; }

}  // namespace

void print_check(const AuditCheck& check) {
  const AuditReading& reading = check.reading;
  fmt::print("{} lines in {} file{}, {}", thousands(reading.lines), reading.segments, plural(reading.segments),
             human_bytes(reading.bytes));
  if (reading.lines > 0)
    fmt::print(", from {} to {}", format_local(reading.first_time_ms), format_local(reading.last_time_ms));
  fmt::print("\n");
  for (const AuditFault& fault : reading.faults) fmt::print("NOT SOUND: {}\n", words_of(fault));
  if (reading.fault_count > reading.faults.size())
    fmt::print("and {} more\n", thousands(reading.fault_count - reading.faults.size()));
  for (const AuditLine& line : check.recoveries)
    fmt::print("opened on {} after a crash, or with lines that somebody added: {}\n", format_local(line.time_ms),
               line.object);
  if (reading.lines_behind_mark > 0 || reading.unfinished_bytes > 0)
    fmt::print("behind what was acknowledged: {} line{} and {} bytes{}\n", thousands(reading.lines_behind_mark),
               plural(reading.lines_behind_mark), thousands(reading.unfinished_bytes),
               reading.live ? "; somebody is writing" : ": the writer was killed, or somebody put them there");
  if (!reading.sound()) return;
  fmt::print("sound: every line follows the one before, up to the last one that was acknowledged\n");
  fmt::print("last line  {}\n           note it down elsewhere, and check later with --noted that it is still there\n",
             anchor_text(reading.head));
}

void print_report(const AuditReport& report) {
  fmt::print("{} lines; {} calls of {} accounts showed {} persons, {} times in all\n", thousands(report.lines),
             thousands(report.calls), thousands(report.actors), thousands(report.persons), thousands(report.shown));
  print_actors(fmt::format("Outside office hours: {} calls of {} accounts", thousands(report.calls_outside),
                           thousands(report.outside_actors)),
               report.outside);
  fmt::print("\nMost consulted persons\n");
  if (report.most_consulted.empty()) fmt::print("  none\n");
  for (const PersonRow& row : report.most_consulted)
    fmt::print("  {} {:>7} times by {} account{}\n", fit(row.person, 30), thousands(row.times), thousands(row.actors),
               plural(row.actors));
  print_actors("Accounts that saw most persons", report.top_consulters);
  print_refusals("Refused", report.refusals);
  print_refusals("Alarms: near the bound of persons per hour", report.quota_alarms);
}

void print_audit_line(const AuditLine& line) {
  fmt::print("{}  {} {} {} {} {} {}  {}\n", format_local(line.time_ms), fit(none_or(line.actor), 16),
             fit(line.role, 11), fit(line.organisation, 18), fit(line.action, 16), fit(none_or(line.purpose), 18),
             fit(line.result, 7), line.match);
}

JsonWriter to_json(const AuditCheck& check) {
  const AuditReading& reading = check.reading;
  JsonWriter json;
  json.begin_object().field("sound", reading.sound()).field("lines", reading.lines);
  json.field("files", reading.segments).field("bytes", reading.bytes);
  if (reading.lines > 0) {
    json.field("first", std::string_view(format_audit_time(reading.first_time_ms)));
    json.field("last", std::string_view(format_audit_time(reading.last_time_ms)));
  }
  json.field("head", std::string_view(anchor_text(reading.head)));
  json.field("acknowledged", std::string_view(anchor_text(reading.mark)));
  json.field("faultCount", reading.fault_count).key("faults").begin_array();
  for (const AuditFault& fault : reading.faults) {
    json.begin_object().field("file", std::string_view(fault.file.string())).field("line", fault.line);
    json.field("what", std::string_view(fault.what)).end_object();
  }
  json.end_array().field("linesBehindMark", reading.lines_behind_mark);
  json.field("unfinishedBytes", reading.unfinished_bytes).field("live", reading.live);
  json.field("openings", check.openings).field("closings", check.closings).key("recoveries").begin_array();
  for (const AuditLine& line : check.recoveries) add_line(json, line);
  json.end_array().end_object();
  return json;
}

JsonWriter to_json(const AuditReport& report) {
  JsonWriter json;
  json.begin_object().field("lines", report.lines).field("calls", report.calls).field("shown", report.shown);
  json.field("persons", report.persons).field("actors", report.actors);
  json.field("callsOutsideOfficeHours", report.calls_outside);
  json.field("actorsOutsideOfficeHours", report.outside_actors);
  add_actors(json, "outsideOfficeHours", report.outside);
  json.key("mostConsulted").begin_array();
  for (const PersonRow& row : report.most_consulted) {
    json.begin_object().field("person", std::string_view(row.person)).field("times", row.times);
    json.field("actors", row.actors).end_object();
  }
  json.end_array();
  add_actors(json, "topConsulters", report.top_consulters);
  add_refusals(json, "refusals", report.refusals);
  add_refusals(json, "quotaAlarms", report.quota_alarms);
  json.field("sound", report.reading.sound()).end_object();
  return json;
}

void add_line(JsonWriter& json, const AuditLine& line) {
  json.begin_object().field("sequence", line.sequence);
  json.field("time", std::string_view(format_audit_time(line.time_ms))).field("actor", std::string_view(line.actor));
  json.field("role", std::string_view(line.role)).field("organisation", std::string_view(line.organisation));
  json.field("origin", std::string_view(line.origin)).field("action", std::string_view(line.action));
  json.field("object", std::string_view(line.object)).field("result", std::string_view(line.result));
  json.field("purpose", std::string_view(line.purpose)).field("match", std::string_view(line.match));
  json.field("epoch", std::string_view(line.epoch)).end_object();
}

}  // namespace schakel::cli
