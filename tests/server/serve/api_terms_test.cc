// What the API says of itself, over a socket: its version, whom to ask, how long a body may be.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "server/service/api/records.pb.h"
#include "server/service/body_bounds.h"
#include "tests/server/http/raw_client.h"
#include "tests/server/made_store.h"
#include "tests/server/serve/served.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("the header and the OpenAPI document name one version, and the document names whom to ask") {
  const MadeStore store;
  Served served({"--store", store.root, "--demo", "--listen", "127.0.0.1:0", "--contact-name", "Team Schakel",
                 "--contact-url", "https://schakel.example/contact", "--contact-email", "team@schakel.example"});
  const RawResponse answer = RawClient(served.port()).ask(request_text("GET", "/v1/openapi.json"));
  REQUIRE(answer.status == 200);
  CHECK(answer.headers.at("access-control-allow-origin") == "*");
  const auto document = parse_json(answer.body + "\n");
  CHECK(at(document, "info.version") == answer.headers.at("api-version"));
  CHECK(at(document, "info.contact.name") == "Team Schakel");
  CHECK(at(document, "info.contact.url") == "https://schakel.example/contact");
  CHECK(at(document, "info.contact.email") == "team@schakel.example");
  const RawResponse malformed = RawClient(served.port()).ask("nonsense\r\n\r\n");
  CHECK(malformed.status == 400);
  CHECK(malformed.headers.at("api-version") == answer.headers.at("api-version"));
}

TEST_CASE("a batch of as many bytes as its path takes comes through the transport, and one more does not") {
  const MadeStore store;
  Served served({"--store", store.root, "--demo", "--listen", "127.0.0.1:0"});
  const std::string protobuf = "Authorization: Bearer " + token_of(served, "batch") +
                               "\r\nPurpose: gegevenslevering\r\nContent-Type: application/x-protobuf\r\n"
                               "Accept: application/json\r\n";
  // Records with a text that the door refuses by its length: read in full, and named in the answer.
  api::BatchRequest batch;
  for (int i = 0; i < 15; ++i) {
    Seeker& seeker = *batch.add_seekers();
    seeker.set_id("long" + std::to_string(i));
    seeker.set_presentation(std::string(std::size_t{1} << 20, 'x'));
  }
  Seeker& last = *batch.add_seekers();
  last.set_id("last");
  last.set_presentation("x");
  constexpr std::size_t kLengths = 4;  // two more bytes for the length of the text, and two for that of the record
  last.set_presentation(std::string(kMostProtobufBytes - batch.ByteSizeLong() - kLengths + 1, 'x'));
  const std::string whole = batch.SerializeAsString();
  REQUIRE(whole.size() == kMostProtobufBytes);
  const RawResponse taken = RawClient(served.port()).ask(request_text("POST", "/v1/records/batch", protobuf, whole));
  INFO(taken.body);
  CHECK(taken.status == 200);
  CHECK(contains(taken.body, "seekers[15].presentation"));
  const std::string more = "Content-Length: " + std::to_string(kMostProtobufBytes + 1) + "\r\n\r\n";
  const RawResponse refused =
      RawClient(served.port()).ask("POST /v1/records/batch HTTP/1.1\r\nHost: a\r\n" + protobuf + more);
  CHECK(refused.status == 413);
  CHECK(contains(refused.body, std::to_string(kMostProtobufBytes)));
  CHECK(refused.headers.contains("api-version"));
}
