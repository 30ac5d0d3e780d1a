#include "server/access/token.h"

#include <catch2/catch.hpp>
#include <set>

using namespace schakel;

TEST_CASE("a token is recognised by its prefix, found by its key, and fits its own hash alone") {
  const auto first = make_token(kLeastTokenCost), second = make_token(kLeastTokenCost);
  REQUIRE(first);
  REQUIRE(second);
  CHECK(first->token.starts_with("schakel_"));
  CHECK(first->token.size() == kTokenSize);
  CHECK(token_key(first->token) == first->key);
  CHECK(is_token_key(first->key));
  CHECK(is_token_hash(first->hash));
  CHECK(first->hash.find(first->token) == std::string::npos);
  CHECK(token_fits(first->token, first->hash));
  CHECK_FALSE(token_fits(second->token, first->hash));
  CHECK_FALSE(token_fits(first->token, second->hash));
  CHECK_FALSE(token_fits("", first->hash));
}

TEST_CASE("a token with any one character changed does not fit") {
  const auto made = make_token(kLeastTokenCost);
  REQUIRE(made);
  for (std::size_t at = 0; at < made->token.size(); at += 5) {
    std::string wrong = made->token;
    wrong[at] = wrong[at] == 'a' ? 'b' : 'a';
    CHECK_FALSE(token_fits(wrong, made->hash));
  }
}

TEST_CASE("the hash is the one that another implementation of scrypt makes") {
  // By Python: hashlib.scrypt(b"pleaseletmein", salt=b"0123456789abcdef", n=2**14, r=8, p=1, dklen=32).
  CHECK(
      token_fits("pleaseletmein", "scrypt$14$8$1$MDEyMzQ1Njc4OWFiY2RlZg$wOBlTLx2kTvDnlM7GeRqLPJSaL8dgO6Mbiarn6WFHEI"));
}

TEST_CASE("texts that are no tokens have no key, and hashes of another form fit nothing") {
  for (const std::string& text : {std::string(), std::string("schakel_"), "schakel_" + std::string(42, 'a'),
                                  "schakel_" + std::string(44, 'a'), "Schakel_" + std::string(43, 'a'),
                                  "schakel_" + std::string(42, 'a') + "+", "schakel_" + std::string(42, 'a') + "\n"})
    CHECK_FALSE(token_key(text));
  CHECK(token_key("schakel_" + std::string(43, 'a')) == std::string(8, 'a'));
  for (const char* hash : {"", "$$$$$", "scrypt$15$8$1$$", "scrypt$15$8$1$AAAA$AAAA", "scrypt$015$8$1$a$b"}) {
    CHECK_FALSE(is_token_hash(hash));
    CHECK_FALSE(token_fits("x", hash));
  }
}

TEST_CASE("no two tokens are the same, nor their keys and hashes") {
  std::set<std::string> seen;
  for (int i = 0; i < 50; ++i) {
    const auto made = make_token(kLeastTokenCost);
    REQUIRE(made);
    CHECK(seen.insert(made->token).second);
    CHECK(seen.insert(made->key).second);
    CHECK(seen.insert(made->hash).second);
  }
}
