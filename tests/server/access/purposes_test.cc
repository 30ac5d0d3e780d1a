#include "server/access/purposes.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

using namespace schakel;

TEST_CASE("every role has a purpose on the standard list, and an admin none for which persons may be looked at") {
  const Purposes& purposes = Purposes::standard();
  for (const Role role : all_roles()) CHECK_FALSE(purposes.codes_for(role).empty());
  for (const std::string& code : purposes.codes_for(Role::kAdmin)) CHECK_FALSE(purposes.find(code)->persons);
  CHECK(purposes.find("vacaturevervulling")->basis == "Besluit SUWI, artikel 2.5");
  CHECK(purposes.find("VACATUREVERVULLING") == nullptr);
}

TEST_CASE("every role can do all that it may for one purpose or another") {
  const Purposes& purposes = Purposes::standard();
  for (const Role role : all_roles()) {
    const auto codes = purposes.codes_for(role);
    const bool any_persons = std::ranges::any_of(codes, [&](const auto& code) { return purposes.find(code)->persons; });
    for (const Action action : all_actions()) {
      INFO(role_name(role) << " " << action_name(action));
      if (allowed(role, action)) CHECK((any_persons || !concerns_persons(action)));
    }
  }
}

TEST_CASE("a list of purposes is read as it is written") {
  const auto again = Purposes::parse(Purposes::standard().text(), "purposes");
  REQUIRE(again);
  CHECK(again->text() == Purposes::standard().text());
  CHECK(again->list().size() == Purposes::standard().list().size());
}

TEST_CASE("a store's own list takes the place of the standard one, and without one that stands") {
  const testing::TempFolder folder;
  CHECK(Purposes::load(folder / "purposes")->text() == Purposes::standard().text());
  const auto file = folder.write("purposes", R"({"code":"proef","nl":"Proef","en":"Trial","roles":["werkcoach"]})");
  const auto own = Purposes::load(file);
  REQUIRE(own);
  CHECK(own->codes_for(Role::kWerkcoach) == std::vector<std::string>{"proef"});
  CHECK(own->codes_for(Role::kAdmin).empty());
  CHECK_FALSE(own->find("proef")->persons);
}

TEST_CASE("a mistake in a list of purposes is told with its line and field") {
  const std::string good = R"({"code":"a","nl":"A","en":"A","roles":["admin"]})";
  const std::vector<std::pair<std::string, std::string>> mistakes{
      {R"({"code":"A","nl":"A","en":"A","roles":[]})", "p, line 2: field code: found \"A\", expected 1 to 64"},
      {R"({"code":"b","en":"A","roles":[]})", "p, line 2: field nl: it is missing"},
      {R"({"code":"b","nl":"A","en":"A","roles":["boss"]})", "field roles: found \"boss\", expected wsp-adviser"},
      {R"({"code":"b","nl":"A","en":"A","roles":[],"person":true})", "field person: there is no such field"},
      {good, "p, line 2: field code: \"a\" stands there twice"},
  };
  for (const auto& [line, expected] : mistakes) {
    const auto refused = Purposes::parse(good + "\n" + line, "p");
    REQUIRE(!refused);
    INFO(refused.error().message);
    CHECK(refused.error().message.find(expected) != std::string::npos);
  }
  CHECK(!Purposes::parse("\n", "p"));
}
