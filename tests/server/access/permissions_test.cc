#include "server/access/permissions.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

using namespace schakel;

namespace {

// Written from the duties of each role, not from the table.
const std::map<std::string, std::set<std::string>> kMay{
    {"wsp-adviser",
     {"match-vacancy", "pair", "advise-vacancy", "market", "search-seekers", "search-vacancies", "recognise",
      "read-seeker-full", "read-vacancy", "write-vacancy", "epochs-list"}},
    {"werkcoach",
     {"match-seeker", "pair", "advise-seeker", "position", "market", "search-vacancies", "recognise",
      "read-seeker-full", "read-vacancy", "write-seeker", "epochs-list"}},
    {"batch",
     {"market", "recognise", "write-seeker", "write-vacancy", "delete-seeker", "delete-vacancy", "batch-write",
      "epochs-list", "epochs-build", "metrics", "status"}},
    {"auditor", {"epochs-list", "replay", "status"}},
    {"admin", {"epochs-list", "epochs-build", "metrics", "status"}},
};

const std::set<std::string> kAboutPersons{"match-vacancy", "match-seeker",  "pair",           "advise-vacancy",
                                          "advise-seeker", "position",      "search-seekers", "read-seeker-full",
                                          "write-seeker",  "delete-seeker", "batch-write",    "replay"};

}  // namespace

TEST_CASE("each role may do what its work is, cell by cell, and nothing else") {
  std::size_t cells = 0;
  for (const Role role : all_roles()) {
    const auto& may = kMay.at(std::string(role_name(role)));
    for (const Action action : all_actions()) {
      INFO(role_name(role) << " " << action_name(action));
      CHECK(allowed(role, action) == may.contains(std::string(action_name(action))));
      ++cells;
    }
    for (const std::string& name : may) CHECK(action_of(name));
  }
  CHECK(cells == 5 * 22);
}

TEST_CASE("what is about persons is named, action by action") {
  for (const Action action : all_actions()) {
    INFO(action_name(action));
    CHECK(concerns_persons(action) == kAboutPersons.contains(std::string(action_name(action))));
  }
}

TEST_CASE("nobody both looks for persons and plays again what others were shown") {
  for (const Role role : all_roles()) {
    INFO(role_name(role));
    bool sees_persons = false;
    for (const Action action : all_actions())
      sees_persons = sees_persons || (concerns_persons(action) && action != Action::kReplay && allowed(role, action));
    CHECK_FALSE((sees_persons && allowed(role, Action::kReplay)));
  }
}

TEST_CASE("no role opens the audit log or the accounts: they are files of the operating system's user") {
  for (const char* name : {"audit-read", "accounts-manage"}) CHECK_FALSE(action_of(name));
}

TEST_CASE("a role or an action that does not exist is refused") {
  for (int outside = 0; outside < 256; ++outside) {
    const auto role = static_cast<Role>(outside);
    const auto action = static_cast<Action>(outside);
    if (outside >= static_cast<int>(kRoleCount)) {
      for (const Action known : all_actions()) CHECK_FALSE(allowed(role, known));
      CHECK(role_name(role) == "?");
    }
    if (outside >= static_cast<int>(kActionCount)) {
      for (const Role known : all_roles()) CHECK_FALSE(allowed(known, action));
      CHECK(action_name(action) == "?");
      CHECK(concerns_persons(action));
    }
  }
  CHECK_FALSE(role_of(""));
  CHECK_FALSE(role_of("Admin"));
  CHECK_FALSE(action_of("?"));
}

TEST_CASE("a role and an action are found by the names that they have") {
  std::set<std::string_view> names;
  for (const Role role : all_roles()) {
    CHECK(role_of(role_name(role)) == role);
    CHECK(names.insert(role_name(role)).second);
  }
  for (const Action action : all_actions()) {
    CHECK(action_of(action_name(action)) == action);
    CHECK(names.insert(action_name(action)).second);
  }
}
