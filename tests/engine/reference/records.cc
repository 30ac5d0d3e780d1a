#include "tests/engine/reference/records.h"

namespace schakel::testing {
namespace {

Concept competence(const std::string& uri, const std::vector<std::string>& broader) {
  Concept made;
  made.set_uri(uri);
  made.set_kind(COMPETENCE_CONCEPT);
  for (const std::string& above : broader) made.add_broader(above);
  return made;
}

Concept occupation(const std::string& uri, const std::string& isco, const std::vector<std::string>& essential) {
  Concept made;
  made.set_uri(uri);
  made.set_kind(isco.size() == 4 ? OCCUPATION_CONCEPT : ISCO_GROUP);
  made.set_isco(isco);
  for (const std::string& target : essential) {
    Relation& relation = *made.add_relations();
    relation.set_type(Relation::ESSENTIAL);
    relation.set_target(target);
  }
  return made;
}

}  // namespace

std::vector<Concept> concepts() {
  std::vector<Concept> made{
      competence("tools", {}),           competence("woodwork", {"tools"}), competence("metal", {"tools"}),
      competence("measure", {"tools"}),  competence("paint", {"tools"}),    competence("saw", {"woodwork"}),
      competence("plane", {"woodwork"}), occupation("joiner", "7115", {}),  occupation("painter", "7131", {"paint"}),
      occupation("builders", "71", {}),  occupation("baker", "7512", {}),
  };
  made.push_back(occupation("carpenter", "7115", {"saw", "plane", "measure"}));
  made.push_back(occupation("roofer", "7121", {"saw", "plane"}));
  Relation& related = *made[5].add_relations();
  related.set_type(Relation::RELATED);
  related.set_target("paint");
  return made;
}

std::vector<Place> places() {
  return {record<Place>(R"(postcode: "1000")"), record<Place>(R"(postcode: "1001" x_m: 3000 y_m: 4000)"),
          record<Place>(R"(postcode: "1002" y_m: 100000)")};
}

ReferenceMarket market_of(const std::vector<Vacancy>& vacancies, const Strategy& strategy) {
  return {strategy, kToday, concepts(), places(), {}, vacancies};
}

ReferenceInterval quality(const std::string& requirement, const std::string& seeker) {
  return quality(requirement, seeker, standard());
}

ReferenceInterval quality(const std::string& requirement, const std::string& seeker, const Strategy& strategy) {
  return pair("requirements { " + requirement + " }", seeker, strategy).items.at(0).quality;
}

ReferenceInterval offered(const std::string& vacancy, const std::string& seeker) {
  return pair(vacancy, seeker).items.at(0).quality;
}

ReferencePair pair(const std::string& vacancy, const std::string& seeker, const Strategy& strategy) {
  const auto record_v = record<Vacancy>(R"(id: "v" )" + vacancy);
  return market_of({record_v}, strategy).score(record_v, record<Seeker>(R"(id: "s" )" + seeker));
}

}  // namespace schakel::testing
