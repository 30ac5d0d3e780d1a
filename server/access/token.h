// Bearer tokens: "schakel_" and 32 random bytes as base64url. The file of accounts holds a scrypt hash of each (RFC
// 7914, by OpenSSL) and its first 8 characters, by which the account is found; the other 35 are 210 bits of secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "data/error.h"

namespace schakel {

inline constexpr std::string_view kTokenPrefix = "schakel_";
inline constexpr std::size_t kTokenKeySize = 8;
inline constexpr std::size_t kTokenSize = 8 + 43;

// log2 of scrypt's N, with r = 8 and p = 1: 15 takes 32 MiB and some 60 ms.
inline constexpr unsigned kTokenCost = 15;
inline constexpr unsigned kLeastTokenCost = 10;
inline constexpr unsigned kMostTokenCost = 18;

struct NewToken {
  std::string token;  // to be shown once, and kept nowhere
  std::string key;
  std::string hash;
};

// Requires kLeastTokenCost <= cost <= kMostTokenCost. kIo when the system has no chance or memory to give.
[[nodiscard]] Result<NewToken> make_token(unsigned cost = kTokenCost);

// The key of what has the form of a token; nothing for other texts.
[[nodiscard]] std::optional<std::string_view> token_key(std::string_view token);

// Whether a text could be a key.
[[nodiscard]] bool is_token_key(std::string_view text);

// Whether a text has the form "scrypt$15$8$1$salt$hash" with a cost that is allowed.
[[nodiscard]] bool is_token_hash(std::string_view hash);

// Whether it is the token that the hash was made of. Costs what the hash says; false for a hash of another form.
[[nodiscard]] bool token_fits(std::string_view token, std::string_view hash);

}  // namespace schakel
