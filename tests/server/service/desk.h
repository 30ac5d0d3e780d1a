// A service over a small made-up market, with an account for every role, asked without a socket.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "server/access/accounts.h"
#include "server/access/purposes.h"
#include "server/access/token.h"
#include "server/http/problem.h"
#include "server/live/live_market.h"
#include "server/service/service.h"
#include "tests/server/made_store.h"

namespace schakel::test {

inline constexpr std::string_view kJson = "application/json", kProtobuf = "application/x-protobuf";

// A purpose with which the role may do all that it may.
inline std::string usual_purpose(Role role) {
  switch (role) {
    case Role::kWspAdviser:
      return "vacaturevervulling";
    case Role::kWerkcoach:
      return "arbeidsbemiddeling";
    case Role::kBatch:
      return "gegevenslevering";
    case Role::kAuditor:
      return "toezicht";
    case Role::kAdmin:
      return "beheer";
  }
  return "";
}

class Desk {
 public:
  explicit Desk(QuotaOptions quota = {.persons_per_hour = 1'000'000}) : quota_(quota) {
    const auto made = change_accounts(store.layout.accounts(), [&](Accounts& accounts) -> Result<void> {
      for (const Role role : all_roles()) {
        const auto token = make_token(kLeastTokenCost);
        REQUIRE(token);
        tokens_[role] = token->token;
        const std::string wrong = accounts.add({.name = std::string(role_name(role)),
                                                .role = role,
                                                .organisation = "Test",
                                                .purposes = Purposes::standard().codes_for(role),
                                                .token_key = token->key,
                                                .token_hash = token->hash});
        REQUIRE(wrong.empty());
      }
      return {};
    });
    REQUIRE(made);
    open();
  }

  void open() {
    auto opened = LiveMarket::open(store.layout, {.today = [] { return Date{20261122}; }});
    if (!opened) FAIL(opened.error().message);
    live = *std::move(opened);
    auto begun = Service::open({.layout = store.layout, .live = *live, .quota = quota_});
    if (!begun) FAIL(begun.error().message);
    service = *std::move(begun);
  }

  void close() {
    service.reset();
    live.reset();
  }

  [[nodiscard]] const std::string& token(Role role) const { return tokens_.at(role); }

  // A request as that role sends it.
  [[nodiscard]] HttpRequest request(Role role, std::string_view path, std::string body,
                                    std::string_view method = "POST") const {
    HttpRequest made{.method = std::string(method),
                     .path = std::string(path),
                     .query = {},
                     .headers = {},
                     .body = std::move(body),
                     .origin = "127.0.0.1",
                     .certificate = {},
                     .arrived = {}};
    made.headers.push_back({"authorization", "Bearer " + token(role)});
    made.headers.push_back({"purpose", usual_purpose(role)});
    return made;
  }

  // JSON in, JSON out.
  [[nodiscard]] HttpResponse ask(Role role, std::string_view path, std::string body) const {
    return service->handle(request(role, path, std::move(body)));
  }
  [[nodiscard]] HttpResponse get(Role role, std::string_view path) const {
    return service->handle(request(role, path, "", "GET"));
  }

  // Messages in and out, which must go well.
  template <class Answer>
  [[nodiscard]] Answer ask(Role role, std::string_view path, const google::protobuf::Message& asked) const {
    HttpRequest made = request(role, path, asked.SerializeAsString());
    made.headers.push_back({"content-type", std::string(kProtobuf)});
    const HttpResponse response = service->handle(made);
    INFO(path << ": " << response.body);
    REQUIRE(response.status == 200);
    REQUIRE(response.content_type == kProtobuf);
    Answer answer;
    REQUIRE(answer.ParseFromString(response.body));
    return answer;
  }

  MadeStore store;
  std::unique_ptr<LiveMarket> live;
  std::unique_ptr<Service> service;

 private:
  QuotaOptions quota_;
  std::map<Role, std::string> tokens_;
};

// One for all tests that change nothing.
inline Desk& shared_desk() {
  static Desk desk;
  return desk;
}

// "urn:schakel:problem:purpose" of a problem: "purpose".
inline std::string problem_code(const HttpResponse& response) {
  const std::string mark = "urn:schakel:problem:";
  const std::size_t at = response.body.find(mark);
  if (at == std::string::npos) return "";
  return response.body.substr(at + mark.size(), response.body.find('"', at) - at - mark.size());
}

}  // namespace schakel::test
