#include "server/service/body.h"

#include <catch2/catch.hpp>

#include "server/service/api/matches.pb.h"
#include "server/service/api/pairs.pb.h"
#include "server/service/api/records.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

HttpRequest with(std::string_view content_type, std::string_view accept) {
  HttpRequest request;
  if (!content_type.empty()) request.headers.push_back({"content-type", std::string(content_type)});
  if (!accept.empty()) request.headers.push_back({"accept", std::string(accept)});
  return request;
}

int status_of(std::string_view content_type, std::string_view accept) {
  const auto forms = forms_of(with(content_type, accept));
  return forms ? 200 : forms.error().problem.status;
}

}  // namespace

TEST_CASE("content type says what comes in, accept what goes out, and without accept it goes out as it came in") {
  CHECK(forms_of(with("", ""))->in == Media::kJson);
  CHECK(forms_of(with("", ""))->out == Media::kJson);
  CHECK(forms_of(with("Application/JSON; charset=utf-8", ""))->in == Media::kJson);
  CHECK(forms_of(with(kProtobuf, ""))->out == Media::kProtobuf);
  CHECK(forms_of(with(kProtobuf, kJson))->out == Media::kJson);
  CHECK(forms_of(with(kJson, kProtobuf))->out == Media::kProtobuf);
  CHECK(forms_of(with(kProtobuf, "text/html, */*;q=0.1"))->out == Media::kProtobuf);
  CHECK(forms_of(with(kJson, "application/x-protobuf;q=0, application/json"))->out == Media::kJson);
  CHECK(status_of("text/plain", "") == 415);
  CHECK(status_of(kJson, "text/html") == 406);
  CHECK(status_of(kJson, "application/json;q=0") == 406);
}

TEST_CASE("JSON and protobuf bodies give the same answers") {
  Desk& desk = shared_desk();
  HttpRequest request = desk.request(Role::kWspAdviser, "/v1/pairs/explain",
                                     R"({"vacancyId":"V0000011","seekerId":"S0000011","language":"EN"})");
  const HttpResponse json = desk.service->handle(request);
  request.headers.push_back({"accept", std::string(kProtobuf)});
  const HttpResponse protobuf = desk.service->handle(request);
  REQUIRE(json.status == 200);
  REQUIRE(protobuf.status == 200);
  CHECK(json.content_type == kJson);
  CHECK(protobuf.content_type == kProtobuf);
  api::Explained from_json, from_protobuf;
  REQUIRE_FALSE(JsonReader().read(json.body, from_json));
  REQUIRE(from_protobuf.ParseFromString(protobuf.body));
  from_json.mutable_provenance()->clear_match_id();
  from_protobuf.mutable_provenance()->clear_match_id();
  CHECK(from_json.SerializeAsString() == from_protobuf.SerializeAsString());
  CHECK(from_json.items_size() > 3);
}

TEST_CASE("a body that cannot be read is refused with the place where it cannot") {
  JsonReader reader;
  api::VacancyMatchesRequest message;
  const auto field_of = [&](std::string_view body) {
    const auto read = read_body(reader, Media::kJson, body, message);
    REQUIRE_FALSE(read);
    CHECK(read.error().problem.status == 400);
    return read.error().problem.invalid_params.empty() ? "" : read.error().problem.invalid_params.front().name;
  };
  CHECK(field_of(R"({"vacancy":{"requirements":[{"kind":"COMPETENCE"},{"kind":"AGE"}]}})") ==
        "vacancy.requirements[1].kind");
  CHECK(field_of(R"({"filters":{"regions":["R01",7]}})") == "filters.regions[1]");
  CHECK(field_of(R"({"top":1,"top":2})") == "top");
  CHECK(field_of(R"({"top":-1})") == "top");
  CHECK(field_of("[") == "");
  CHECK(field_of("{'top':1}") == "");
  CHECK(read_body(reader, Media::kJson, " \r\n", message));
  CHECK(read_body(reader, Media::kJson, "{}", message));
  const std::string long_body = R"({"cursor":")" + std::string(std::size_t{5} << 20, 'x') + "\"}";
  const auto too_long = read_body(reader, Media::kJson, long_body, message);
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().problem.status == 413);
}

TEST_CASE("protobuf that is cut, nested without end, or has a number without a name is refused") {
  JsonReader reader;
  api::VacancyMatchesRequest message;
  message.set_vacancy_id("V1");
  const std::string bytes = message.SerializeAsString();
  CHECK(read_body(reader, Media::kProtobuf, bytes, message));
  CHECK_FALSE(read_body(reader, Media::kProtobuf, bytes.substr(0, bytes.size() - 1), message));
  message.Clear();
  message.mutable_vacancy()->add_requirements()->set_kind(static_cast<Kind>(77));
  const auto unnamed = read_body(reader, Media::kProtobuf, message.SerializeAsString(), message);
  REQUIRE_FALSE(unnamed);
  CHECK(unnamed.error().problem.invalid_params.at(0).name == "vacancy.requirements[0].kind");
  // Field 8 is a text; here it is a number of 8 bytes, and nobody knows what that says.
  const auto strange = read_body(reader, Media::kProtobuf,
                                 "\x41"
                                 "12345678",
                                 message);
  REQUIRE_FALSE(strange);
  CHECK(strange.error().problem.invalid_params.at(0).reason ==
        "this message has a field that its schema does not have");
  // A group in a group in a group of a field that nobody knows.
  CHECK_FALSE(read_body(reader, Media::kProtobuf, std::string(200, '\xf3') + std::string(200, '\xf4'), message));
}

TEST_CASE("a message of a million empty messages is refused before it is built") {
  JsonReader reader;
  api::BatchRequest batch;
  const auto entries = [](std::size_t count) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) bytes += std::string_view("\x0a\0", 2);
    return bytes;
  };
  CHECK(read_body(reader, Media::kProtobuf, entries(10'000), batch));
  const auto many = read_body(reader, Media::kProtobuf, entries(10'001), batch);
  REQUIRE_FALSE(many);
  CHECK(many.error().problem.status == 400);
  // All in one record.
  api::BatchRequest deep;
  auto& seeker = *deep.add_seekers();
  for (int i = 0; i < 999'999; ++i) seeker.add_wanted_occupations();
  const std::string whole = deep.SerializeAsString();
  CHECK(read_body(reader, Media::kProtobuf, whole, batch));
  seeker.add_wanted_occupations();
  CHECK_FALSE(read_body(reader, Media::kProtobuf, deep.SerializeAsString(), batch));
}

TEST_CASE("fields that no schema has are bounded before they are kept") {
  JsonReader reader;
  api::BatchRequest batch;
  const auto code = [&](std::string_view field, std::size_t times) {
    std::string bytes;
    for (std::size_t i = 0; i < times; ++i) bytes += field;
    const auto read = read_body(reader, Media::kProtobuf, bytes, batch);
    return read ? "" : read.error().problem.code;
  };
  using namespace std::string_view_literals;
  for (const std::string_view field : {"\x78\0"sv,
                                       "\x79"
                                       "12345678"sv,
                                       "\x7d"
                                       "1234"sv,
                                       "\x08\0"sv}) {
    CHECK(code(field, 10'000) == "unknown-field");
    CHECK(code(field, 10'001) == "range");
  }
  const std::string inside = "\x7b" + std::string(20'000, '\x78') + "\x7c";  // in one group, 10,000 numbers
  CHECK(code(inside, 1) == "range");
  // Likewise in a seeker, of a number that seekers have: its revision.
  const auto revisions = [](std::size_t count) {
    std::string group = "\x7b";
    for (std::size_t i = 0; i < count; ++i) group += "\x18\0"sv;
    return group + "\x7c";
  };
  CHECK(code("\x0a\x82\x89\x7a" + revisions(1'000'000), 1) == "range");
  CHECK(code("\x0a\x82\x7d" + revisions(8'000), 1) == "unknown-field");
}

TEST_CASE("a body of more parts than the bounds allow is refused before anything is built of it") {
  const auto batch = [](std::size_t entries, std::string_view entry) {
    std::string body = R"({"seekers":[)";
    for (std::size_t i = 0; i < entries; ++i) body += (i > 0 ? "," : "") + std::string(entry);
    return body + "]}";
  };
  const auto refused_parts = [](const std::string& body) {
    api::BatchRequest message;
    const auto read = read_body(*std::make_unique<JsonReader>(), Media::kJson, body, message);
    return !read && response_of(read.error()).body.find("10,000 entries") != std::string::npos;
  };
  CHECK_FALSE(refused_parts(batch(10'000, "{}")));
  CHECK(refused_parts(batch(10'002, "{}")));
  CHECK(refused_parts(batch(200, "{" + std::string(6'000, '[') + std::string(6'000, ']') + "}")));
  // Brackets and commas in a text are no parts, nor does an escaped quote end it.
  CHECK_FALSE(refused_parts(R"({"seekers":[{"id":"a\"[[[)" + std::string(20'000, ',') + R"("}]})"));
}
