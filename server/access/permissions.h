// Who may do what: roles x actions, as one table (permissions.cc). What the table does not say yes to is refused.
//
// Three lines run through it. Lists of persons are for those whose work they are: an adviser asks from a vacancy, a
// werkcoach from a client. Who looks after the machine sees no persons, and who looks over shoulders does not search.
// And no role opens the audit log or the accounts: they are files, for whoever the operating system lets read or write
// them. A record of a person in full is an action of its own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace schakel {

enum class Role : std::uint8_t {
  kWspAdviser,  // finds candidates for the vacancies of employers
  kWerkcoach,   // finds vacancies for clients, and advises them
  kBatch,       // another system: delivers records, starts the night's work
  kAuditor,     // plays matches again
  kAdmin,       // machinery
};
inline constexpr std::size_t kRoleCount = 5;

enum class Action : std::uint8_t {
  kMatchVacancy,     // the seekers for a vacancy, in a limited profile; near misses too
  kMatchSeeker,      // the vacancies for a seeker
  kPair,             // one pair: score, explain, why-not
  kAdviseVacancy,    // the clinic of a vacancy, questions to its candidates
  kAdviseSeeker,     // what-if and questions of a seeker
  kPosition,         // the labour market position of a seeker
  kMarket,           // counts of the labour market
  kSearchSeekers,    // full text over profiles
  kSearchVacancies,  // full text over vacancies
  kRecognise,        // a text to concepts
  kReadSeekerFull,   // the whole record of a seeker
  kReadVacancy,      // the whole record of a vacancy
  kWriteSeeker,      // one seeker
  kWriteVacancy,     // one vacancy
  kDeleteSeeker,     // erases
  kDeleteVacancy,    // erases
  kBatchWrite,       // many records in one call
  kEpochsList,       // which epochs there are, which one answers
  kEpochsBuild,      // freeze a new one
  kReplay,           // a logged match again, from its epoch
  kMetrics,          // counters for the machinery
  kStatus,           // what is in the store
};
inline constexpr std::size_t kActionCount = 22;

// "wsp-adviser"; as in the accounts file and the audit log.
[[nodiscard]] std::string_view role_name(Role role);
[[nodiscard]] std::optional<Role> role_of(std::string_view name);
// "match-vacancy"; as in the audit log.
[[nodiscard]] std::string_view action_name(Action action);
[[nodiscard]] std::optional<Action> action_of(std::string_view name);

// False for whatever is not in the table, a value outside the enums too. O(1), any thread.
[[nodiscard]] bool allowed(Role role, Action action);

// Whether it shows or changes what is about a jobseeker: then the purpose must be one for which that is allowed, and
// the audit log gets a line for each of them.
[[nodiscard]] bool concerns_persons(Action action);

// All of them, in the order of the table.
[[nodiscard]] const std::array<Role, kRoleCount>& all_roles();
[[nodiscard]] const std::array<Action, kActionCount>& all_actions();

}  // namespace schakel
