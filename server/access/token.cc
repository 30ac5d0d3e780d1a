#include "server/access/token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <span>

#include "loaders/format/base64.h"

namespace schakel {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kHashBytes = 32;
constexpr std::uint64_t kBlockSize = 8;  // scrypt's r

struct ParsedHash {
  unsigned cost = 0;
  std::string salt, hash;
};

bool url_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::string base64url(std::string_view bytes) {
  std::string text;
  append_base64(bytes, text);
  while (text.ends_with('=')) text.pop_back();
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

Result<std::string> random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
    return fail(ErrorCode::kIo, "the system gives no random bytes for a token");
  return bytes;
}

std::optional<std::string> scrypt(std::string_view secret, std::string_view salt, unsigned cost) {
  std::string hash(kHashBytes, '\0');
  const std::uint64_t n = std::uint64_t{1} << cost;
  const std::uint64_t memory = 2 * 128 * kBlockSize * n;
  const int done =
      EVP_PBE_scrypt(secret.data(), secret.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(), n,
                     kBlockSize, 1, memory, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
  if (done != 1) return std::nullopt;
  return hash;
}

// The part before the next '$', taken off.
std::string_view part(std::string_view& text) {
  const std::string_view first = text.substr(0, text.find('$'));
  text.remove_prefix(std::min(text.size(), first.size() + 1));
  return first;
}

std::optional<ParsedHash> parse_hash(std::string_view text) {
  if (std::ranges::count(text, '$') != 5 || part(text) != "scrypt") return std::nullopt;
  ParsedHash parsed;
  const std::string_view digits = part(text);
  for (parsed.cost = kLeastTokenCost; std::to_string(parsed.cost) != digits;)
    if (++parsed.cost > kMostTokenCost) return std::nullopt;
  if (part(text) != std::to_string(kBlockSize) || part(text) != "1") return std::nullopt;
  const auto salt = decode_base64(part(text)), hash = decode_base64(text);
  if (!salt || !hash || salt->size() != kSaltBytes || hash->size() != kHashBytes) return std::nullopt;
  parsed.salt = *salt;
  parsed.hash = *hash;
  return parsed;
}

}  // namespace

Result<NewToken> make_token(unsigned cost) {
  assert(cost >= kLeastTokenCost && cost <= kMostTokenCost);
  const auto secret = random_bytes(kSecretBytes);
  if (!secret) return std::unexpected(secret.error());
  const auto salt = random_bytes(kSaltBytes);
  if (!salt) return std::unexpected(salt.error());
  NewToken made{std::string(kTokenPrefix) + base64url(*secret), {}, {}};
  const auto hash = scrypt(made.token, *salt, cost);
  if (!hash) return fail(ErrorCode::kIo, "scrypt does not get the memory that it needs");
  made.key = *token_key(made.token);
  made.hash = "scrypt$" + std::to_string(cost) + "$" + std::to_string(kBlockSize) + "$1$" + base64url(*salt) + "$" +
              base64url(*hash);
  return made;
}

std::optional<std::string_view> token_key(std::string_view token) {
  if (token.size() != kTokenSize || !token.starts_with(kTokenPrefix)) return std::nullopt;
  token.remove_prefix(kTokenPrefix.size());
  if (!std::ranges::all_of(token, url_letter)) return std::nullopt;
  return token.substr(0, kTokenKeySize);
}

bool is_token_key(std::string_view text) {
  return text.size() == kTokenKeySize && std::ranges::all_of(text, url_letter);
}

bool is_token_hash(std::string_view hash) { return parse_hash(hash).has_value(); }

bool token_fits(std::string_view token, std::string_view hash) {
  const auto parsed = parse_hash(hash);
  if (!parsed) return false;
  const auto own = scrypt(token, parsed->salt, parsed->cost);
  return own && CRYPTO_memcmp(own->data(), parsed->hash.data(), kHashBytes) == 0;
}

}  // namespace schakel
