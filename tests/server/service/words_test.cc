#include "server/answers/words.h"

#include <catch2/catch.hpp>

#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

TEST_CASE("names that are kept are those that are read each time") {
  const auto open = shared_desk().live->market();
  const Epoch& epoch = *open->epoch->epoch;
  for (const AnswerLanguage language : {AnswerLanguage::kDutch, AnswerLanguage::kEnglish}) {
    const Words read(epoch, language);
    Words kept(epoch, language);
    kept.keep_names();
    REQUIRE(epoch.taxonomy().size() > 100);
    for (ConceptId id = 0; id < epoch.taxonomy().size(); ++id) CHECK(kept.concept_name(id) == read.concept_name(id));
    for (const char* postcode : {"1011", "1011AB", "3511", "9999", "0000", "", "12", "abcd", "7511XX"})
      CHECK(kept.place(postcode) == read.place(postcode));
  }
}
