// One line of the audit log: who did what to whom, when, from where, for what, and how it ended (BIO 8.15). It names
// the line before it by its hash, so no line can be changed, taken out or put in without every later one showing it.
//
//   {"sequence":17,"time":"2026-11-23T08:15:02.345Z","actor":"jansen","role":"wsp-adviser","organisation":"WSP
//   Rijnmond",
//    "origin":"10.1.2.3","action":"match-vacancy","object":"S0010927","result":"shown","purpose":"vacaturevervulling",
//    "match":"...","epoch":"...","previous":"<64 hex>","hash":"<64 hex>"}      (on one line)
//
// The fields are always all there, in this order, without spaces; what does not apply is empty. `hash` is the SHA-256
// of the bytes of the line before `,"hash"`, and those hold `previous`. The first line's `previous` is 64 zeros.
// Persons stand in it by their opaque id only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"

namespace schakel {

// What happened, as its doer tells it. Becomes a line for each object, or one without when there are none.
struct AuditEvent {
  std::string actor;  // the account; empty when nobody was recognised
  std::string role;
  std::string organisation;
  std::string origin;                // an address, "socket", "cli"
  std::string action;                // as action_name() says it, or one of the log's own
  std::vector<std::string> objects;  // ids of the persons shown
  std::string result;                // see below
  std::string purpose;
  std::string match;  // the id of the answer, where it is one about the market
  std::string epoch;
};

// Results. All that begin with "refused" are refusals; access.h has those of the door.
inline constexpr std::string_view kResultShown = "shown";  // this person left with the answer
inline constexpr std::string_view kResultDone = "done";    // it was done, and shows nobody
inline constexpr std::string_view kResultFailed = "failed";
inline constexpr std::string_view kResultRefusedQuota = "refused-quota";
inline constexpr std::string_view kResultAlarmQuota = "alarm-quota";  // the account reached the alarm's share

// Actions whose object is no person: of the log itself, and of the accounts, whose object is the account.
inline constexpr std::string_view kActionLogOpen = "log-open";
inline constexpr std::string_view kActionLogClose = "log-close";
inline constexpr std::string_view kActionLogPrune = "log-prune";
inline constexpr std::string_view kActionAccounts = "accounts-manage";

struct AuditLine {
  std::uint64_t sequence = 0;  // 1, 2, 3 ...
  std::int64_t time_ms = 0;    // since 1970, UTC
  std::string actor, role, organisation, origin, action, object, result, purpose, match, epoch;
  std::string previous;  // the hash of the line before
  std::string hash;

  friend bool operator==(const AuditLine&, const AuditLine&) = default;
};

// Whether its object is a person.
[[nodiscard]] inline bool is_about_person(const AuditLine& line) {
  return !line.object.empty() && line.action != kActionLogOpen && line.action != kActionLogClose &&
         line.action != kActionLogPrune && line.action != kActionAccounts;
}

inline constexpr std::string_view kNoLineBefore = "0000000000000000000000000000000000000000000000000000000000000000";
inline constexpr std::size_t kMaxAuditLineBytes = std::size_t{1} << 16;

// A text as it can stand in a line: UTF-8, at most 512 bytes.
[[nodiscard]] std::string audit_text(std::string_view text);

// Appends the line with its line end to `out` and sets line.hash, from all its other fields. Requires texts as
// audit_text() gives them. About 1.5 microseconds.
void append_audit_line(AuditLine& line, std::string& out);

// Reads what append_audit_line() writes, without the line end, and nothing else: whatever differs in a byte is
// kCorrupt, saying where or that the hash does not fit. About 2 microseconds.
[[nodiscard]] Result<AuditLine> parse_audit_line(std::string_view text);

// The fields of a line as they stand there, whoever wrote it; false where they do not, and then `line` holds anything.
// About 0.4 microseconds.
[[nodiscard]] bool read_audit_fields(std::string_view text, AuditLine& line);

// "2026-11-23T08:15:02.345Z". Requires a year from 1970 to 9999.
[[nodiscard]] std::string format_audit_time(std::int64_t time_ms);

}  // namespace schakel
