// What is asked: requests as bytes, about the records of a store.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/error.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "server/layout.h"
#include "tests/support/random.h"

namespace schakel::load {

enum class Kind : std::uint8_t { kQuery, kUpdate };

struct Token {
  std::string token, purpose;
};

// Of the accounts of a demonstration, as GET /v1/session tells them.
struct Tokens {
  Token adviser, system, admin;
};
[[nodiscard]] Result<Tokens> read_tokens(const std::string& session_json);

struct RequestOptions {
  std::uint32_t top = 50;
  std::string explanation = "DATA";
  bool protobuf_answers = false;
};

// Vacancies to ask for and records to change, a sample of the store's current epoch. Not thread-safe.
class Requests {
 public:
  // Takes some thousand of each at random, always the same ones of the same epoch. Errors of opening it.
  [[nodiscard]] static Result<Requests> open(const StoreLayout& layout, Tokens tokens, RequestOptions options);

  [[nodiscard]] std::string next(Kind kind) { return kind == Kind::kQuery ? query() : update(); }
  [[nodiscard]] std::string build_epoch() const;
  [[nodiscard]] static std::string session() { return "GET /v1/session HTTP/1.1\r\nHost: load\r\n\r\n"; }

 private:
  // POST /v1/vacancies/matches for one of the vacancies.
  std::string query();
  // A put of one of the records, with other hours; three of four are seekers. Revisions grow with the clock, so that
  // each is newer than what another run has left.
  std::string update();

  Tokens tokens_;
  RequestOptions options_;
  std::vector<Seeker> seekers_;
  std::vector<Vacancy> vacancies_;
  testing::Random random_{42};
  std::uint32_t updates_ = 0;
};

}  // namespace schakel::load
