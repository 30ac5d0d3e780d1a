#include "server/json_writer.h"

#include <catch2/catch.hpp>

using schakel::JsonWriter;

TEST_CASE("a document comes out in the order in which it is told, with its commas") {
  JsonWriter json;
  json.begin_object().field("a", 1).key("b").begin_array().value("x").value(true).begin_object().end_object();
  json.end_array().field("c", 0.25).key("d").begin_array().end_array().field("e", -7).key("f").raw("{\"g\":1}");
  json.end_object();
  CHECK(json.text() == R"({"a":1,"b":["x",true,{}],"c":0.250,"d":[],"e":-7,"f":{"g":1}})");
}

TEST_CASE("quotes, backslashes and control characters in a text are escaped") {
  JsonWriter json;
  json.begin_object().field("k\"1", std::string_view("a\"b\\c\nd\x01")).end_object();
  CHECK(json.text() == R"({"k\"1":"a\"b\\c\nd\u0001"})");
}

TEST_CASE("the largest numbers keep all their digits") {
  JsonWriter json;
  json.begin_array().value(std::uint64_t{18446744073709551615U}).value(std::int64_t{-9223372036854775807}).end_array();
  CHECK(json.text() == "[18446744073709551615,-9223372036854775807]");
}
