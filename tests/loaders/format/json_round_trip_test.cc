#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/message_differencer.h>

#include <catch2/catch.hpp>
#include <memory>

#include "data/schema/refusal.pb.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/strategy.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"
#include "loaders/format/json_line.h"
#include "loaders/format/json_record.h"
#include "tests/loaders/random_message.h"

namespace schakel {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::fill_at_random;
using testing::Random;

constexpr int kTrials = 300;

template <class Message>
Message random_message(Random& random) {
  Message message;
  fill_at_random(message, random);
  return message;
}

TEMPLATE_TEST_CASE("a record survives the way to JSON and back", "", Seeker, Vacancy, Concept, Place, Refusal,
                   Strategy) {
  Random random(11);
  JsonReader reader;
  for (int trial = 0; trial < kTrials; ++trial) {
    const auto message = random_message<TestType>(random);
    const std::string line = to_json_line(message);
    TestType back;
    const std::optional<Objection> objection = reader.read(line, back);
    INFO(line);
    REQUIRE_FALSE(objection);
    REQUIRE(MessageDifferencer::Equals(message, back));
    REQUIRE(to_json_line(back) == line);
    REQUIRE(line.find('\n') == std::string::npos);
  }
}

TEMPLATE_TEST_CASE("protobuf's own mapping reads our lines and writes lines that we read", "", Seeker, Vacancy, Concept,
                   Place, Refusal) {
  Random random(12);
  JsonReader reader;
  for (int trial = 0; trial < kTrials; ++trial) {
    const auto message = random_message<TestType>(random);
    TestType theirs;
    REQUIRE(google::protobuf::util::JsonStringToMessage(to_json_line(message), &theirs).ok());
    REQUIRE(MessageDifferencer::Equals(message, theirs));

    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = random.chance(50);
    options.always_print_enums_as_ints = random.chance(50);
    options.add_whitespace = random.chance(50);
    std::string text;
    REQUIRE(google::protobuf::util::MessageToJsonString(message, &text, options).ok());
    TestType ours;
    INFO(text);
    REQUIRE_FALSE(reader.read(text, ours));
    REQUIRE(MessageDifferencer::Equals(message, ours));
  }
}

TEST_CASE("a JSON line leaves out what has its default value and keeps what is present and zero") {
  Seeker seeker;
  seeker.set_id("w1");
  seeker.set_revision(18446744073709551615U);
  seeker.mutable_hours()->set_min(0);
  seeker.mutable_driving_licences();
  seeker.add_contract_forms(PERMANENT);
  seeker.add_contract_forms(AGENCY);
  seeker.add_wanted_sectors("Q");
  CHECK(to_json_line(seeker) ==
        R"({"id":"w1","revision":"18446744073709551615","wantedSectors":["Q"],"contractForms":["PERMANENT","AGENCY"],)"
        R"("drivingLicences":{},"hours":{"min":0}})");
  CHECK(to_json_line(Seeker()) == "{}");
}

TEST_CASE("a value of an enum that this version does not know is written as its number") {
  Seeker seeker;
  seeker.set_shift_work(static_cast<Answer>(7));
  CHECK(to_json_line(seeker) == R"({"shiftWork":7})");
}

TEST_CASE("appended lines end with one line end each") {
  Place place;
  place.set_postcode("1011");
  std::string out = "x";
  append_json_line(place, out);
  append_json_line(place, out);
  CHECK(out == "x{\"postcode\":\"1011\"}\n{\"postcode\":\"1011\"}\n");
}

}  // namespace
}  // namespace schakel
