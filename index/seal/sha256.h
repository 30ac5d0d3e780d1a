// SHA-256 (FIPS 180-4) by OpenSSL, as lower-case hex.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "data/error.h"

namespace schakel {

// Streaming hash. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  void update(std::string_view bytes);
  [[nodiscard]] std::string finish();  // 64 hex characters; the object is spent

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);
// Reads the file once, in pieces. Errors: kNotFound, kNoPermission, kIo.
[[nodiscard]] Result<std::string> sha256_file(const std::filesystem::path& file);

}  // namespace schakel
