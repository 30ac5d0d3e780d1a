#include "server/audit/review/audit_report.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "server/audit/folded_result.h"

namespace schakel {
namespace {

// Numbers for names, from 0 up, in the order in which they come.
class Numbers {
 public:
  std::uint32_t of(const std::string& name) {
    const auto [found, fresh] = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(name);
    return found->second;
  }
  [[nodiscard]] const std::string& name(std::size_t number) const { return names_[number]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

class Counter {
 public:
  explicit Counter(const AuditReportOptions& options) : options_(options) {}

  void take(const AuditLine& line) {
    if (!within(options_.period, line.time_ms)) return;
    ++report_.lines;
    if (line.result.starts_with("refused")) count_refusal(line, refusals_);
    if (line.result == kResultAlarmQuota) count_refusal(line, alarms_);
    if (line.result == kResultShown && is_about_person(line)) count_shown(line);
    before_ = {line.time_ms, line.actor, line.action, line.match};
  }

  AuditReport finish() {
    report_.persons = persons_.size();
    report_.actors = actors_.size();
    for (const std::uint64_t pair : pairs_) {
      ++actor_rows_[pair >> 32U].persons;
      ++person_rows_[pair & 0xffffffffU].actors;
    }
    for (const std::uint64_t pair : pairs_outside_) ++outside_rows_[static_cast<std::uint32_t>(pair >> 32U)].persons;
    for (auto& [number, row] : outside_rows_) report_.outside.push_back(std::move(row));
    report_.top_consulters = std::move(actor_rows_);
    report_.most_consulted = std::move(person_rows_);
    report_.outside_actors = keep_top(report_.outside, &ActorRow::calls, &ActorRow::actor);
    keep_top(report_.top_consulters, &ActorRow::persons, &ActorRow::actor);
    keep_top(report_.most_consulted, &PersonRow::times, &PersonRow::person);
    report_.refusal_rows = rows_of(refusals_, report_.refusals);
    report_.alarm_rows = rows_of(alarms_, report_.quota_alarms);
    return std::move(report_);
  }

 private:
  using RefusalKey = std::tuple<std::string, std::string, std::string>;  // actor, origin of nobody, result
  using Refusals = std::map<RefusalKey, RefusalRow>;

  void count_refusal(const AuditLine& line, Refusals& rows) {
    const FoldedResult folded = read_folded_result(line.result);
    const std::string result(folded.result);
    RefusalRow& row = rows[{line.actor, line.actor.empty() ? line.origin : "", result}];
    row.actor = line.actor;
    row.origin = line.origin;
    row.result = result;
    if (folded.times > 1 || !continues(line)) row.times += folded.times;
    row.last_ms = line.time_ms;
  }

  // Whether it is of the same call as the line before.
  [[nodiscard]] bool continues(const AuditLine& line) const {
    return before_ == std::tie(line.time_ms, line.actor, line.action, line.match);
  }

  static void count(ActorRow& row, const AuditLine& line, bool new_call) {
    if (row.shown++ == 0) row.first_ms = line.time_ms;
    row.calls += new_call ? 1 : 0;
    row.last_ms = line.time_ms;
    row.actor = line.actor;
    row.role = line.role;
    row.organisation = line.organisation;
  }

  void count_shown(const AuditLine& line) {
    const std::uint32_t actor = actors_.of(line.actor), person = persons_.of(line.object);
    actor_rows_.resize(actors_.size());
    person_rows_.resize(persons_.size());
    const bool new_call = !continues(line);
    const std::uint64_t pair = std::uint64_t{actor} << 32U | person;
    ++report_.shown;
    report_.calls += new_call ? 1 : 0;
    pairs_.insert(pair);
    count(actor_rows_[actor], line, new_call);
    person_rows_[person].person = line.object;
    ++person_rows_[person].times;
    if (within(options_.hours, line.time_ms)) return;
    report_.calls_outside += new_call ? 1 : 0;
    pairs_outside_.insert(pair);
    count(outside_rows_[actor], line, new_call);
  }

  // Sorts by a number, most first, and a name; keeps the top, and returns how many there were.
  template <class Row>
  std::uint64_t keep_top(std::vector<Row>& rows, std::uint64_t Row::* number, std::string Row::* name) const {
    std::ranges::sort(
        rows, [&](const Row& a, const Row& b) { return std::tie(b.*number, a.*name) < std::tie(a.*number, b.*name); });
    const std::uint64_t all = rows.size();
    rows.resize(std::min(rows.size(), options_.top));
    return all;
  }

  std::uint64_t rows_of(const Refusals& refusals, std::vector<RefusalRow>& rows) const {
    for (const auto& [key, row] : refusals) rows.push_back(row);
    std::ranges::stable_sort(rows, std::ranges::greater(), &RefusalRow::times);  // the map's order among equals
    rows.resize(std::min(rows.size(), options_.top));
    return refusals.size();
  }

  const AuditReportOptions& options_;
  AuditReport report_;
  Numbers actors_, persons_;
  std::vector<ActorRow> actor_rows_;
  std::vector<PersonRow> person_rows_;
  std::map<std::uint32_t, ActorRow> outside_rows_;
  std::unordered_set<std::uint64_t> pairs_, pairs_outside_;  // actor << 32 | person
  Refusals refusals_, alarms_;
  std::tuple<std::int64_t, std::string, std::string, std::string> before_{-1, "", "", ""};
};

}  // namespace

Result<AuditReport> report_audit(const std::filesystem::path& folder, const AuditReportOptions& options) {
  Counter counter(options);
  auto reading = read_audit_log(folder, [&](const AuditLine& line) { counter.take(line); });
  if (!reading) return std::unexpected(reading.error());
  AuditReport report = counter.finish();
  report.reading = *std::move(reading);
  return report;
}

}  // namespace schakel
