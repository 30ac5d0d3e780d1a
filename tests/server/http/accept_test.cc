#include "server/http/accept.h"

#include <catch2/catch.hpp>

using schakel::accepts_encoding;
using schakel::names_etag;

TEST_CASE("a coding that is named is accepted, in any case and among others") {
  CHECK(accepts_encoding("br", "br"));
  CHECK(accepts_encoding("gzip, deflate, BR", "br"));
  CHECK(accepts_encoding("gzip;q=0.5 , br;q=1.0", "br"));
  CHECK(accepts_encoding("br ; q=0.001", "br"));
}

TEST_CASE("a coding that is not named, refused with q=0 or weighed by nonsense is not accepted") {
  CHECK_FALSE(accepts_encoding("", "br"));
  CHECK_FALSE(accepts_encoding("*", "br"));
  CHECK_FALSE(accepts_encoding("brotli, gzip", "br"));
  for (const char* weight : {"0", "0.", "0.000", "1.5", "2", "", "0,5", "-1", "0.0001", "1.001", "x", "0.5;q=0.5"})
    CHECK_FALSE(accepts_encoding(std::string("br;q=") + weight, "br"));
  CHECK_FALSE(accepts_encoding("br;level=1", "br"));
}

TEST_CASE("a tag is found among others, weak or not, and by a star") {
  CHECK(names_etag("\"a\"", "\"a\""));
  CHECK(names_etag("\"b\" , W/\"a\"", "\"a\""));
  CHECK(names_etag(" * ", "\"a\""));
  CHECK_FALSE(names_etag("", "\"a\""));
  CHECK_FALSE(names_etag("a", "\"a\""));
  CHECK_FALSE(names_etag("\"ab\"", "\"a\""));
  CHECK_FALSE(names_etag("*", ""));
}
