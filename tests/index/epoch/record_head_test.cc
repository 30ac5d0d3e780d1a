#include "index/epoch/record_head.h"

#include <google/protobuf/descriptor.h>

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "tests/support/random_market.h"

namespace schakel {
namespace {

// The record without all other fields: what its head is to be.
template <class Record>
Record only(Record record, const std::set<std::string>& fields) {
  const auto& type = *Record::descriptor();
  for (int i = 0; i < type.field_count(); ++i)
    if (!fields.contains(type.field(i)->name())) record.GetReflection()->ClearField(&record, type.field(i));
  return record;
}

const std::set<std::string> kOfSeeker{"id", "postcode", "travel", "wanted_occupations", "hours", "wanted_titles"};
const std::set<std::string> kOfVacancy{"id", "employer", "title", "occupation", "offer"};

}  // namespace

TEST_CASE("a head has the fields of its record that a line shows, and no others") {
  std::size_t smaller = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const testing::RandomMarket market = testing::random_market(seed);
    for (const Seeker& seeker : market.seekers) {
      const std::string bytes = seeker.SerializeAsString(), head = seeker_head(bytes).SerializeAsString();
      REQUIRE(head == only(seeker, kOfSeeker).SerializeAsString());
      if (head.size() < bytes.size()) ++smaller;
    }
    for (const Vacancy& vacancy : market.vacancies) {
      const std::string bytes = vacancy.SerializeAsString(), head = vacancy_head(bytes).SerializeAsString();
      REQUIRE(head == only(vacancy, kOfVacancy).SerializeAsString());
      if (head.size() < bytes.size()) ++smaller;
    }
  }
  REQUIRE(smaller > 1000);
}

TEST_CASE("a long record's head is its own") {
  Vacancy vacancy;
  vacancy.set_id("V1");
  vacancy.set_description(std::string(50'000, 'x'));
  vacancy.mutable_offer()->set_postcode("7511");
  const Vacancy head = vacancy_head(vacancy.SerializeAsString());
  REQUIRE(head.id() == "V1");
  REQUIRE(head.offer().postcode() == "7511");
  REQUIRE(head.description().empty());
}

TEST_CASE("of a record that was cut off the head has what stands before the cut") {
  Seeker seeker;
  seeker.set_id("S1");
  seeker.set_postcode("1011");
  seeker.add_competences()->set_code("urn:lassen");
  seeker.mutable_hours()->set_min(32);
  const std::string whole = seeker.SerializeAsString();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Seeker head = seeker_head(std::string_view(whole).substr(0, size));
    REQUIRE(head.id() == (size >= 4 ? "S1" : ""));
    REQUIRE(head.postcode() == (size >= 10 ? "1011" : ""));
    REQUIRE(head.competences().empty());
    REQUIRE(!head.has_hours());
  }
  REQUIRE(seeker_head(whole).hours().min() == 32);
}
}  // namespace schakel
