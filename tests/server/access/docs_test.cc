#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <sstream>
#include <vector>

#include "server/access/permissions.h"
#include "server/access/purposes.h"
#include "tests/support/temp_folder.h"

using namespace schakel;

namespace {

// The rows of all tables of docs/access.md, by their first cell.
std::map<std::string, std::vector<std::string>> table_rows() {
  std::map<std::string, std::vector<std::string>> rows;
  std::istringstream lines(testing::read_bytes(SCHAKEL_SOURCE_DIR "/docs/access.md"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| ")) continue;
    std::vector<std::string> cells;
    std::istringstream parts(line.substr(1));
    for (std::string cell; std::getline(parts, cell, '|');) {
      const std::size_t from = cell.find_first_not_of(' ');
      cells.push_back(from == std::string::npos ? "" : cell.substr(from, cell.find_last_not_of(' ') + 1 - from));
    }
    rows[cells[0]] = cells;
  }
  return rows;
}

}  // namespace

TEST_CASE("docs/access.md shows the table of roles and actions as it is") {
  const auto rows = table_rows();
  const auto& roles = rows.at("action");
  REQUIRE(roles.size() == kRoleCount + 2);
  for (std::size_t i = 0; i < kRoleCount; ++i) CHECK(roles[i + 1] == role_name(all_roles()[i]));
  for (const Action action : all_actions()) {
    INFO(action_name(action));
    REQUIRE(rows.contains(std::string(action_name(action))));
    const auto& cells = rows.at(std::string(action_name(action)));
    REQUIRE(cells.size() == kRoleCount + 2);
    for (std::size_t i = 0; i < kRoleCount; ++i) CHECK(cells[i + 1] == (allowed(all_roles()[i], action) ? "x" : ""));
    CHECK(cells[kRoleCount + 1] == (concerns_persons(action) ? "yes" : ""));
  }
}

TEST_CASE("docs/access.md shows the standard purposes as they are") {
  const auto rows = table_rows();
  for (const Purpose& purpose : Purposes::standard().list()) {
    INFO(purpose.code);
    REQUIRE(rows.contains(purpose.code));
    std::string roles;
    for (const Role role : purpose.roles) roles += (roles.empty() ? "" : ", ") + std::string(role_name(role));
    CHECK(rows.at(purpose.code) ==
          std::vector<std::string>{purpose.code, purpose.dutch, roles, purpose.persons ? "yes" : "", purpose.basis});
  }
}
