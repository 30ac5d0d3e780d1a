#include "server/ingest/merge_concept.h"

#include <catch2/catch.hpp>

using namespace schakel;

namespace {

Concept english() {
  Concept c;
  c.set_uri("urn:x");
  c.set_kind(OCCUPATION_CONCEPT);
  c.set_isco("7212");
  c.add_broader("urn:group");
  Label* label = c.add_labels();
  label->set_language("en");
  label->set_preferred("welder");
  label->add_alternatives("fusion welder");
  Relation* relation = c.add_relations();
  relation->set_type(Relation::ESSENTIAL);
  relation->set_target("urn:weld");
  return c;
}

Concept dutch() {
  Concept c;
  c.set_uri("urn:x");
  Label* label = c.add_labels();
  label->set_language("nl");
  label->set_preferred("lasser");
  return c;
}

}  // namespace

TEST_CASE("Dutch labels that come after the English package join it, and its relations stay") {
  Concept merged = english();
  merge_concept(merged, dutch());
  CHECK(merged.labels_size() == 2);
  CHECK(merged.labels(0).language() == "en");
  CHECK(merged.labels(1).preferred() == "lasser");
  CHECK(merged.isco() == "7212");
  CHECK(merged.kind() == OCCUPATION_CONCEPT);
  CHECK(merged.relations_size() == 1);
  CHECK(merged.broader_size() == 1);
}

TEST_CASE("labels are in order of language, whichever came first") {
  Concept merged = dutch();
  merge_concept(merged, english());
  Concept other = english();
  merge_concept(other, dutch());
  CHECK(merged.SerializeAsString() == other.SerializeAsString());
}

TEST_CASE("the labels of a language are replaced as a whole") {
  Concept merged = english();
  Concept newer = english();
  newer.mutable_labels(0)->set_preferred("welding operator");
  newer.mutable_labels(0)->clear_alternatives();
  merge_concept(merged, newer);
  REQUIRE(merged.labels_size() == 1);
  CHECK(merged.labels(0).preferred() == "welding operator");
  CHECK(merged.labels(0).alternatives_size() == 0);
}

TEST_CASE("relations of a newer delivery replace the older ones") {
  Concept merged = english();
  Concept newer = english();
  newer.mutable_relations(0)->set_target("urn:other");
  merge_concept(merged, newer);
  REQUIRE(merged.relations_size() == 1);
  CHECK(merged.relations(0).target() == "urn:other");
}

TEST_CASE("merging twice is merging once") {
  Concept once = english();
  merge_concept(once, dutch());
  Concept twice = once;
  merge_concept(twice, dutch());
  CHECK(once.SerializeAsString() == twice.SerializeAsString());
}
