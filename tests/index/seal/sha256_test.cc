#include "index/seal/sha256.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/support/temp_folder.h"

namespace schakel {

using testing::TempFolder;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a stream in pieces has the digest of the whole") {
  Sha256 hash;
  hash.update("a");
  Sha256 moved = std::move(hash);
  moved.update("");
  moved.update("bc");
  CHECK(moved.finish() == sha256_hex("abc"));
}

TEST_CASE("a file larger than one piece has the digest of its bytes") {
  const TempFolder temp;
  std::string bytes(3'000'001, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 >> 3);
  std::ofstream(temp.path() / "big", std::ios::binary) << bytes;
  CHECK(sha256_file(temp.path() / "big").value() == sha256_hex(bytes));
}

TEST_CASE("a file that is not there is named") {
  const auto missing = sha256_file("/nonexistent/file");
  REQUIRE(!missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
  CHECK(missing.error().message.find("/nonexistent/file") != std::string::npos);
}

TEST_CASE("a folder in place of a file is an error") {
  const TempFolder temp;
  CHECK(sha256_file(temp.path()).error().code == ErrorCode::kIo);
}

}  // namespace schakel
