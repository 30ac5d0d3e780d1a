#include <atomic>
#include <barrier>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/access/access.h"
#include "server/access/accounts.h"
#include "server/access/token.h"
#include "server/access/token_check.h"
#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::TempFolder;

namespace {

// Gives the account, and returns its token.
std::string add(Accounts& accounts, const std::string& name, unsigned cost) {
  const auto made = make_token(cost);
  REQUIRE(made);
  Account account{.name = name, .role = Role::kWerkcoach, .purposes = {"arbeidsbemiddeling"}};
  account.token_key = made->key;
  account.token_hash = made->hash;
  REQUIRE(accounts.add(account).empty());
  return made->token;
}

constexpr std::size_t kThreads = 8;

// What each of some threads that show the same token at once is told; nothing where it comes in.
std::vector<std::optional<Denial>> shown_at_once(Access& access, const std::string& token) {
  std::vector<std::optional<Denial>> told(kThreads);
  std::barrier together(static_cast<std::ptrdiff_t>(kThreads));
  std::vector<std::jthread> threads;
  for (auto& own : told)
    threads.emplace_back([&] {
      together.arrive_and_wait();
      if (const auto caller = access.identify({token, ""}); !caller) own = caller.error().why;
    });
  threads.clear();
  return told;
}

}  // namespace

TEST_CASE("calls that show the same new token at once all come in, and with a wrong one none does") {
  const TempFolder folder;
  Accounts accounts;
  const std::string token = add(accounts, "fresh", kTokenCost);
  REQUIRE(accounts.save(folder / "accounts"));
  const auto access = Access::open({.accounts = folder / "accounts", .purposes = folder / "purposes", .now = [] {
                                      return std::chrono::system_clock::time_point(std::chrono::hours(500'000));
                                    }});
  REQUIRE(access);
  for (const auto& told : shown_at_once(**access, token)) CHECK_FALSE(told);

  std::string wrong = token;
  wrong[20] = wrong[20] == 'a' ? 'b' : 'a';
  for (const auto& told : shown_at_once(**access, wrong)) CHECK(told == Denial::kUnknown);
  // Each of them counts as an attempt.
  for (std::size_t i = kThreads; i < kAttemptsPerMinute; ++i)
    CHECK((*access)->identify({wrong, ""}).error().why == Denial::kUnknown);
  CHECK((*access)->identify({wrong, ""}).error().why == Denial::kTooManyAttempts);
  CHECK((*access)->identify({token, ""}));
}

TEST_CASE("tokens that are new to the process hold up two threads at most, and come in when they come again") {
  const TempFolder folder;
  Accounts accounts;
  std::vector<std::string> fresh;
  for (int i = 0; i < 8; ++i) fresh.push_back(add(accounts, "fresh-" + std::to_string(i), kTokenCost));
  const std::string known = add(accounts, "known", kLeastTokenCost);
  REQUIRE(accounts.save(folder / "accounts"));
  const auto access = Access::open({.accounts = folder / "accounts", .purposes = folder / "purposes"});
  REQUIRE(access);
  REQUIRE((*access)->identify({known, ""}));

  std::atomic<int> busy = 0, in = 0, otherwise = 0;
  std::barrier together(static_cast<std::ptrdiff_t>(fresh.size()));
  std::vector<std::thread> threads;
  for (const std::string& token : fresh) {
    threads.emplace_back([&] {
      together.arrive_and_wait();
      for (bool again = true; again;) {
        const auto caller = (*access)->identify({token, ""});
        again = !caller && caller.error().why == Denial::kBusy;
        ++(caller ? in : again ? busy : otherwise);
        if (!(*access)->identify({known, ""})) ++otherwise;
        if (again) std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(busy > 0);
  CHECK(in == 8);
  CHECK(otherwise == 0);
}
