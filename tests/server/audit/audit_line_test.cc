#include "server/audit/audit_line.h"

#include <catch2/catch.hpp>

#include "index/seal/sha256.h"
#include "tests/support/random.h"

using namespace schakel;

namespace {

AuditLine example() {
  return {.sequence = 17,
          .time_ms = 1'795'421'702'345,
          .actor = "jansen",
          .role = "wsp-adviser",
          .organisation = "WSP Rijnmond",
          .origin = "10.1.2.3",
          .action = "match-vacancy",
          .object = "S0010927",
          .result = "shown",
          .purpose = "vacaturevervulling",
          .match = "9f3a",
          .epoch = "e77",
          .previous = std::string(kNoLineBefore)};
}

std::string written(AuditLine& line) {
  std::string text;
  append_audit_line(line, text);
  REQUIRE(text.ends_with('\n'));
  text.pop_back();
  return text;
}

}  // namespace

TEST_CASE("a line says everything in a fixed order, and its hash is that of what stands before it") {
  AuditLine line = example();
  const std::string text = written(line);
  const std::string body =
      R"({"sequence":17,"time":"2026-11-23T08:15:02.345Z","actor":"jansen","role":"wsp-adviser",)"
      R"("organisation":"WSP Rijnmond","origin":"10.1.2.3","action":"match-vacancy","object":"S0010927",)"
      R"("result":"shown","purpose":"vacaturevervulling","match":"9f3a","epoch":"e77","previous":")" +
      std::string(64, '0') + "\"";
  CHECK(text == body + R"(,"hash":")" + sha256_hex(body) + "\"}");
  CHECK(line.hash == sha256_hex(body));
  CHECK(parse_audit_line(text) == line);
}

TEST_CASE("no byte of a line can be another without being noticed, nor can one be added or taken away") {
  AuditLine line = example();
  line.organisation = audit_text("Één \"twee\"\\\n\x01 drie\xff");
  const std::string text = written(line);
  REQUIRE(parse_audit_line(text) == line);
  for (std::size_t at = 0; at < text.size(); ++at) {
    INFO("byte " << at);
    for (const int flip : {1, 2, 4, 8, 16, 32, 64, 128}) {
      std::string other = text;
      other[at] = static_cast<char>(other[at] ^ flip);
      const auto parsed = parse_audit_line(other);
      REQUIRE(!parsed);
      CHECK(parsed.error().code == ErrorCode::kCorrupt);
    }
    CHECK(!parse_audit_line(text.substr(0, at)));
    CHECK(!parse_audit_line(text.substr(0, at) + text.substr(at + 1)));
    for (const char more : {' ', '0', '"', 'a'}) CHECK(!parse_audit_line(text.substr(0, at) + more + text.substr(at)));
  }
}

TEST_CASE("the same content in another form is refused, even with a hash that fits it") {
  AuditLine line = example();
  line.origin = "a/b";
  std::string text = written(line);
  std::string body = text.substr(0, text.find(",\"hash\""));
  body.replace(body.find("a/b"), 3, "a\\/b");
  const auto parsed = parse_audit_line(body + ",\"hash\":\"" + sha256_hex(body) + "\"}");
  CHECK(!parsed);
}

TEST_CASE("whatever text stands in a field comes back, cut at 512 bytes and mended where it is no UTF-8") {
  testing::Random random(5);
  for (int round = 0; round < 500; ++round) {
    std::string noise;
    for (std::uint32_t n = random.between(0, 40); n > 0; --n)
      noise += random.chance(50) ? static_cast<char>(random.between(0, 255)) : random.pick(std::string("\"\\\n\t a/é"));
    AuditLine line = example();
    line.object = audit_text(noise);
    line.purpose = audit_text(noise + noise);
    const std::string text = written(line);
    CHECK(text.find('\n') == std::string::npos);
    CHECK(parse_audit_line(text) == line);
  }
  CHECK(audit_text(std::string(600, 'x')).size() == 512);
  CHECK(audit_text(std::string(511, 'x') + "é") == std::string(511, 'x'));
  CHECK(audit_text(std::string(600, '\xff')).size() <= 512);
}

TEST_CASE("a time is told to the millisecond, in UTC, and comes back") {
  CHECK(format_audit_time(0) == "1970-01-01T00:00:00.000Z");
  CHECK(format_audit_time(951'782'399'999) == "2000-02-28T23:59:59.999Z");
  testing::Random random(6);
  for (int round = 0; round < 1000; ++round) {
    AuditLine line = example();
    line.time_ms = static_cast<std::int64_t>(random.next() % 253'402'300'800'000ULL);  // until the year 9999
    CHECK(parse_audit_line(written(line))->time_ms == line.time_ms);
  }
}

TEST_CASE("a text that is no line says where it stops being one") {
  const auto trouble = [](std::string_view text) { return parse_audit_line(text).error().message; };
  CHECK(trouble("") == "it is no line of the log: column 1: expected {\"sequence\":");
  CHECK(trouble("{\"sequence\":x") == "it is no line of the log: column 13: expected a number");
  CHECK(trouble("\xff") == "it is not UTF-8");
  CHECK(trouble(std::string(100'000, 'x')) == "it is longer than 65536 bytes");
}
