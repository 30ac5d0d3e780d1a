// Tokens that are new to the process, more of them at once than are checked at once.
#include <algorithm>
#include <atomic>
#include <barrier>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("who is not known yet while others are being checked hears when to come again, and then comes in") {
  Desk desk;
  desk.close();
  std::vector<std::string> fresh;
  const auto added = change_accounts(desk.store.layout.accounts(), [&](Accounts& accounts) -> Result<void> {
    for (int i = 0; i < 8; ++i) {
      const auto made = make_token(kTokenCost);
      REQUIRE(made);
      fresh.push_back(made->token);
      REQUIRE(accounts
                  .add({.name = "coach-" + std::to_string(i),
                        .role = Role::kWerkcoach,
                        .organisation = "Test",
                        .purposes = Purposes::standard().codes_for(Role::kWerkcoach),
                        .token_key = made->key,
                        .token_hash = made->hash})
                  .empty());
    }
    return {};
  });
  REQUIRE(added);
  desk.open();

  std::atomic<int> busy = 0, in = 0, otherwise = 0;
  std::barrier together(static_cast<std::ptrdiff_t>(fresh.size()));
  std::vector<std::jthread> threads;
  for (const std::string& token : fresh)
    threads.emplace_back([&] {
      HttpRequest request = desk.request(Role::kWerkcoach, "/v1/session", "", "GET");
      request.headers.front().value = "Bearer " + token;
      together.arrive_and_wait();
      for (;;) {
        const HttpResponse response = desk.service->handle(request);
        if (response.status == 200) {
          ++in;
          return;
        }
        const bool told = response.status == 503 && problem_code(response) == "busy" &&
                          std::ranges::any_of(response.headers, [](const HttpHeader& header) {
                            return header.name == "Retry-After" && header.value == "1";
                          });
        ++(told ? busy : otherwise);
        if (!told) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    });
  threads.clear();
  CHECK(busy > 0);
  CHECK(in == 8);
  CHECK(otherwise == 0);
}
