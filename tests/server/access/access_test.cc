#include "server/access/access.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "server/access/accounts.h"
#include "server/access/purposes.h"
#include "server/access/token.h"
#include "server/access/token_check.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::TempFolder;

namespace {

// A door with accounts behind it, and a clock that stands still until it is told.
struct Door {
  Door() {
    add("adviser", Role::kWspAdviser, {"vacaturevervulling", "arbeidsmarktinformatie"});
    add("coach", Role::kWerkcoach, {"arbeidsbemiddeling"});
    add("both", Role::kBatch, {"gegevenslevering"}, std::string(64, 'b'));
    Account machine;
    machine.name = "machine";
    machine.role = Role::kBatch;
    machine.purposes = {"gegevenslevering", "beheer"};
    machine.certificate = std::string(64, 'c');
    REQUIRE(accounts.add(machine).empty());
    save();
    auto opened = Access::open({.accounts = file,
                                .purposes = folder / "purposes",
                                .now = [this] { return std::chrono::system_clock::from_time_t(seconds); },
                                .on_change =
                                    [this](const auto& changes) {
                                      ++reloads;
                                      told = changes ? "" : changes.error().message;
                                      if (!changes) return;
                                      for (const auto& change : *changes)
                                        told += change.account + " " + change.what + "; ";
                                    }});
    REQUIRE(opened);
    access = *std::move(opened);
  }

  void add(const std::string& name, Role role, std::vector<std::string> purposes, const std::string& certificate = "") {
    const auto made = make_token(kLeastTokenCost);
    REQUIRE(made);
    Account account{.name = name, .role = role, .purposes = std::move(purposes)};
    account.token_key = made->key;
    account.token_hash = made->hash;
    account.certificate = certificate;
    REQUIRE(accounts.add(account).empty());
    tokens[name] = made->token;
  }

  void save() { REQUIRE(accounts.save(file)); }

  void change(const std::string& name, const std::function<void(Account&)>& edit) {
    Account account = *accounts.find(name);
    edit(account);
    REQUIRE(accounts.replace(account).empty());
    save();
  }

  Denial why(const Credentials& credentials) {
    const auto caller = access->identify(credentials);
    REQUIRE(!caller);
    return caller.error().why;
  }

  TempFolder folder;
  std::filesystem::path file = folder / "accounts";
  Accounts accounts;
  std::map<std::string, std::string> tokens;
  std::atomic<std::time_t> seconds = 1'795'000'000;  // 18 November 2026
  std::atomic<int> reloads = 0;
  std::string told;
  std::unique_ptr<Access> access;
};

}  // namespace

TEST_CASE("who shows a token is who it was given to") {
  Door door;
  for (int again = 0; again < 3; ++again) {
    const auto caller = door.access->identify({.token = door.tokens["adviser"], .certificate = ""});
    REQUIRE(caller);
    CHECK(caller->account == "adviser");
    CHECK(caller->role == Role::kWspAdviser);
    CHECK(caller->purposes.size() == 2);
  }
  CHECK(door.access->identify({.token = door.tokens["coach"], .certificate = ""})->account == "coach");
  CHECK(door.access->identify({.token = "", .certificate = std::string(64, 'c')})->account == "machine");
}

TEST_CASE("nothing, something wrong and something of somebody else's is refused, without a word of who exists") {
  Door door;
  CHECK(door.why({"", ""}) == Denial::kNoCredentials);
  const std::string wrong_secret =
      door.tokens["adviser"].substr(0, 50) + (door.tokens["adviser"][50] == 'A' ? "B" : "A");
  std::string message;
  for (const std::string& token : {std::string("x"), "schakel_" + std::string(43, 'x'), wrong_secret}) {
    const auto refused = door.access->identify({token, ""});
    REQUIRE(!refused);
    CHECK(refused.error().why == Denial::kUnknown);
    CHECK(refused.error().account.empty());
    if (!message.empty()) CHECK(refused.error().message == message);
    message = refused.error().message;
  }
  CHECK(door.why({"", std::string(64, 'd')}) == Denial::kUnknown);
}

TEST_CASE("an account with a token and a certificate must show both") {
  Door door;
  const std::string certificate(64, 'b');
  CHECK(door.access->identify({door.tokens["both"], certificate})->account == "both");
  CHECK(door.why({door.tokens["both"], ""}) == Denial::kUnknown);
  CHECK(door.why({door.tokens["both"], std::string(64, 'c')}) == Denial::kUnknown);
  CHECK(door.why({"", certificate}) == Denial::kUnknown);
  CHECK(door.access->identify({door.tokens["coach"], certificate})->account == "coach");
}

TEST_CASE("an account that is disabled, removed, renewed or past its last day is out within a second") {
  Door door;
  const Credentials coach{door.tokens["coach"], ""};
  REQUIRE(door.access->identify(coach));
  SECTION("disabled") {
    door.change("coach", [](Account& account) { account.disabled = true; });
    CHECK(door.access->identify(coach));  // the second is not over
    door.seconds += 1;
    CHECK(door.why(coach) == Denial::kDisabled);
    CHECK(door.told == "coach disabled; ");
  }
  SECTION("removed") {
    door.accounts.remove("coach");
    door.save();
    door.seconds += 1;
    CHECK(door.why(coach) == Denial::kUnknown);
    CHECK(door.told == "coach removed; ");
  }
  SECTION("another token") {
    const auto made = make_token(kLeastTokenCost);
    door.change("coach", [&](Account& account) {
      account.token_key = made->key;
      account.token_hash = made->hash;
    });
    door.seconds += 1;
    CHECK(door.why(coach) == Denial::kUnknown);
    CHECK(door.access->identify({made->token, ""})->account == "coach");
  }
  SECTION("another hash under the same key") {
    const auto made = make_token(kLeastTokenCost);
    door.change("coach", [&](Account& account) { account.token_hash = made->hash; });
    door.seconds += 1;
    CHECK(door.why(coach) == Denial::kUnknown);
  }
  SECTION("past its last day") {
    door.change("coach", [](Account& account) { account.valid_until = {20261118}; });
    door.seconds += 1;
    CHECK(door.access->identify(coach));
    door.seconds += 24 * 3600;
    CHECK(door.why(coach) == Denial::kExpired);
  }
  SECTION("its role is another") {
    door.change("coach", [](Account& account) { account.role = Role::kAuditor; });
    door.seconds += 1;
    CHECK(door.access->identify(coach)->role == Role::kAuditor);
    CHECK(door.reloads == 1);
  }
}

TEST_CASE("a file of accounts that is spoilt changes nothing but is told once") {
  Door door;
  testing::overwrite(door.file, "{\n");
  for (int i = 0; i < 3; ++i) {
    door.seconds += 2;
    CHECK(door.access->identify({door.tokens["coach"], ""}));
  }
  CHECK(door.reloads == 1);
  CHECK(door.told.find("line 1") != std::string::npos);
  door.save();
  door.seconds += 2;
  CHECK(door.access->identify({door.tokens["coach"], ""}));
  CHECK(door.reloads == 2);
  CHECK(door.told.empty());
}

TEST_CASE("who guesses at an account's token must wait, and the account itself goes on") {
  Door door;
  REQUIRE(door.access->identify({door.tokens["coach"], ""}));
  std::string guess = door.tokens["coach"];
  for (std::uint32_t i = 0; i < kAttemptsPerMinute; ++i) {
    guess.replace(guess.size() - 3, 3, std::to_string(100 + i));
    CHECK(door.why({guess, ""}) == Denial::kUnknown);
  }
  CHECK(door.why({guess, ""}) == Denial::kTooManyAttempts);
  CHECK(door.access->identify({door.tokens["coach"], ""}));
  CHECK(door.access->identify({door.tokens["adviser"], ""}));
  door.seconds += 60;
  CHECK(door.why({guess, ""}) == Denial::kUnknown);
}

TEST_CASE("a call is allowed by its role, and by a purpose that is the account's and fits what is asked") {
  Door door;
  const auto adviser = door.access->identify({door.tokens["adviser"], ""});
  REQUIRE(adviser);
  const auto why = [&](Action action, std::string_view purpose) {
    const auto done = door.access->authorise(*adviser, action, purpose);
    return done ? std::string("granted") : std::string(audit_result(done.error().why)) + ": " + done.error().message;
  };
  CHECK(why(Action::kMatchVacancy, "vacaturevervulling") == "granted");
  CHECK(why(Action::kMarket, "arbeidsmarktinformatie") == "granted");
  CHECK(why(Action::kMatchSeeker, "vacaturevervulling") == "refused-action: role wsp-adviser may not match-seeker");
  CHECK(why(Action::kMatchVacancy, "") ==
        "refused-purpose: the call names no purpose, expected one of: vacaturevervulling, arbeidsmarktinformatie");
  CHECK(why(Action::kMatchVacancy, "nieuwsgierigheid").starts_with("refused-purpose: there is no such purpose"));
  CHECK(why(Action::kMatchVacancy, "arbeidsbemiddeling")
            .starts_with("refused-purpose: purpose arbeidsbemiddeling is not"));
  CHECK(why(Action::kMatchVacancy, "arbeidsmarktinformatie")
            .starts_with("refused-purpose: for purpose arbeidsmarktinformatie no persons may be looked at"));
}

TEST_CASE("a purpose that the list gives to other roles is refused, whatever the account says") {
  Door door;
  door.change("coach", [](Account& account) { account.purposes.emplace_back("beheer"); });
  door.seconds += 1;
  const auto coach = door.access->identify({door.tokens["coach"], ""});
  REQUIRE(coach);
  CHECK(!door.access->authorise(*coach, Action::kMarket, "beheer"));
}

TEST_CASE("every role is refused every action that is not its own, at the door too") {
  Door door;
  for (const Role role : all_roles()) {
    const Caller caller{
        .account = "x", .role = role, .organisation = "", .purposes = Purposes::standard().codes_for(role)};
    for (const Action action : all_actions()) {
      bool granted = false;
      for (const std::string& purpose : caller.purposes)
        granted = granted || door.access->authorise(caller, action, purpose).has_value();
      INFO(role_name(role) << " " << action_name(action));
      CHECK(granted == allowed(role, action));
    }
  }
}

TEST_CASE("many threads ask while the accounts change") {
  Door door;
  REQUIRE(door.access->identify({door.tokens.at("coach"), ""}));
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        if (!door.access->identify({door.tokens.at("coach"), ""})) ++refused;
        if (!door.access->identify({"", std::string(64, 'c')})) ++refused;
      }
    });
  }
  for (int i = 0; i < 10; ++i) {
    door.change("adviser", [&](Account& account) { account.persons_per_hour = 10 + i; });
    door.seconds += 2;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(refused == 0);
}

TEST_CASE("without a file of accounts there is no door") {
  const TempFolder folder;
  const auto opened = Access::open({.accounts = folder / "accounts", .purposes = folder / "purposes"});
  REQUIRE(!opened);
  CHECK(opened.error().code == ErrorCode::kNotFound);
  CHECK(opened.error().message.find("schakel account add") != std::string::npos);
}
