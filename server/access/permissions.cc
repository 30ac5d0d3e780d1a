#include "server/access/permissions.h"

#include <algorithm>

namespace schakel {
namespace {

constexpr std::array<std::string_view, kRoleCount> kRoleNames{"wsp-adviser", "werkcoach", "batch", "auditor", "admin"};

enum class About : std::uint8_t { kPersons, kNobody };
using enum About;

struct Row {
  std::string_view cells;  // one per role, in the order of Role: 'x' may, anything else may not
  About about;
  Action action;
  std::string_view name;
};

// docs/access.md shows this table; a test holds the two together.
constexpr std::array<Row, kActionCount> kTable{{
    //  +------- wsp-adviser
    //  | +----- werkcoach
    //  | | +--- batch
    //  | | | +- auditor
    //  | | | | + admin
    {"x . . . .", kPersons, Action::kMatchVacancy, "match-vacancy"},
    {". x . . .", kPersons, Action::kMatchSeeker, "match-seeker"},
    {"x x . . .", kPersons, Action::kPair, "pair"},
    {"x . . . .", kPersons, Action::kAdviseVacancy, "advise-vacancy"},
    {". x . . .", kPersons, Action::kAdviseSeeker, "advise-seeker"},
    {". x . . .", kPersons, Action::kPosition, "position"},
    {"x x x . .", kNobody, Action::kMarket, "market"},
    {"x . . . .", kPersons, Action::kSearchSeekers, "search-seekers"},
    {"x x . . .", kNobody, Action::kSearchVacancies, "search-vacancies"},
    {"x x x . .", kNobody, Action::kRecognise, "recognise"},
    {"x x . . .", kPersons, Action::kReadSeekerFull, "read-seeker-full"},
    {"x x . . .", kNobody, Action::kReadVacancy, "read-vacancy"},
    {". x x . .", kPersons, Action::kWriteSeeker, "write-seeker"},
    {"x . x . .", kNobody, Action::kWriteVacancy, "write-vacancy"},
    {". . x . .", kPersons, Action::kDeleteSeeker, "delete-seeker"},
    {". . x . .", kNobody, Action::kDeleteVacancy, "delete-vacancy"},
    {". . x . .", kPersons, Action::kBatchWrite, "batch-write"},
    {"x x x x x", kNobody, Action::kEpochsList, "epochs-list"},
    {". . x . x", kNobody, Action::kEpochsBuild, "epochs-build"},
    {". . . x .", kPersons, Action::kReplay, "replay"},
    {". . x . x", kNobody, Action::kMetrics, "metrics"},
    {". . x x x", kNobody, Action::kStatus, "status"},
}};

// Every action stands in its own row, and every row has a cell for every role.
constexpr bool whole() {
  for (std::size_t i = 0; i < kTable.size(); ++i)
    if (static_cast<std::size_t>(kTable[i].action) != i || kTable[i].cells.size() != 2 * kRoleCount - 1) return false;
  return true;
}
static_assert(whole());

constexpr std::array<Role, kRoleCount> kRoles{Role::kWspAdviser, Role::kWerkcoach, Role::kBatch, Role::kAuditor,
                                              Role::kAdmin};

constexpr std::array<Action, kActionCount> kActions = [] {
  std::array<Action, kActionCount> actions{};
  for (std::size_t i = 0; i < kTable.size(); ++i) actions[i] = kTable[i].action;
  return actions;
}();

}  // namespace

std::string_view role_name(Role role) {
  const auto index = static_cast<std::size_t>(role);
  return index < kRoleCount ? kRoleNames[index] : "?";
}

std::optional<Role> role_of(std::string_view name) {
  const auto* const found = std::ranges::find(kRoleNames, name);
  if (found == kRoleNames.end()) return std::nullopt;
  return kRoles[static_cast<std::size_t>(found - kRoleNames.begin())];
}

std::string_view action_name(Action action) {
  const auto index = static_cast<std::size_t>(action);
  return index < kActionCount ? kTable[index].name : "?";
}

std::optional<Action> action_of(std::string_view name) {
  const auto* const found = std::ranges::find(kTable, name, &Row::name);
  if (found == kTable.end()) return std::nullopt;
  return found->action;
}

bool allowed(Role role, Action action) {
  const auto column = static_cast<std::size_t>(role);
  const auto row = static_cast<std::size_t>(action);
  return column < kRoleCount && row < kActionCount && kTable[row].cells[2 * column] == 'x';
}

bool concerns_persons(Action action) {
  const auto row = static_cast<std::size_t>(action);
  return row >= kActionCount || kTable[row].about == kPersons;
}

const std::array<Role, kRoleCount>& all_roles() { return kRoles; }

const std::array<Action, kActionCount>& all_actions() { return kActions; }

}  // namespace schakel
