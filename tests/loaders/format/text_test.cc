#include <catch2/catch.hpp>
#include <string>

#include "loaders/format/base64.h"
#include "loaders/format/utf8.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

TEST_CASE("UTF-8 ends where the standard says that it does") {
  CHECK(valid_utf8_bytes("") == 0);
  CHECK(valid_utf8_bytes("twaalf letters lang") == 19);
  CHECK(valid_utf8_bytes("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80") == 14);
  CHECK(valid_utf8_bytes("caf\xe9") == 3);
  CHECK(valid_utf8_bytes("a\xc0\x80") == 1);                // overlong
  CHECK(valid_utf8_bytes("a\xe0\x80\x80") == 1);            // overlong
  CHECK(valid_utf8_bytes("a\xed\xa0\x80") == 1);            // surrogate
  CHECK(valid_utf8_bytes("a\xf4\x90\x80\x80") == 1);        // above U+10FFFF
  CHECK(valid_utf8_bytes("a\xe2\x82") == 1);                // cut off
  CHECK(valid_utf8_bytes("negen bytes\x80 achter") == 11);  // a lone continuation
}

TEST_CASE("a prefix never cuts a character") {
  const std::string text = "a\xe2\x82\xac\xf0\x9f\x98\x80";
  CHECK(utf8_prefix(text, 3) == "a");
  CHECK(utf8_prefix(text, 4) == "a\xe2\x82\xac");
  CHECK(utf8_prefix(text, 7) == "a\xe2\x82\xac");
  CHECK(utf8_prefix(text, 8) == text);
  CHECK(utf8_prefix(text, 100) == text);
  CHECK(utf8_prefix("\x80\x80\x80\x80\x80", 4).size() <= 4);
}

TEST_CASE("repaired text is UTF-8 and keeps what was good") {
  CHECK(repaired_utf8("caf\xe9 \xe2\x82\xac") == "caf\xef\xbf\xbd \xe2\x82\xac");
  testing::Random random(8);
  for (int trial = 0; trial < 500; ++trial) {
    std::string bytes(random.between(0, 30), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    const std::string repaired = repaired_utf8(bytes);
    REQUIRE(valid_utf8_bytes(repaired) == repaired.size());
  }
}

TEST_CASE("base64 is that of RFC 4648 section 10") {
  const std::pair<std::string_view, std::string_view> vectors[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    std::string out;
    append_base64(bytes, out);
    CHECK(out == text);
    CHECK(decode_base64(text) == bytes);
  }
  CHECK(decode_base64("-_8") == "\xfb\xff");
  CHECK_FALSE(decode_base64("Zg="));
  CHECK_FALSE(decode_base64("Z"));
  CHECK_FALSE(decode_base64("Zm 9"));
}

TEST_CASE("random bytes survive base64") {
  testing::Random random(3);
  for (int trial = 0; trial < 500; ++trial) {
    std::string bytes(random.between(0, 50), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    std::string text;
    append_base64(bytes, text);
    REQUIRE(decode_base64(text) == bytes);
  }
}

}  // namespace
}  // namespace schakel
