
#include "index/parallel/for_all.h"
#include "index/text/text_query.h"
#include "tests/index/text/built_index.h"

using namespace schakel;
using namespace schakel::testing;

namespace {

// A small market: two occupations, three competences of which one is in English only, two places.
FakeSnapshot small_market() {
  FakeSnapshot snapshot(12);
  Concept welder = make_concept("urn:o1", OCCUPATION_CONCEPT, "nl", "lasser");
  welder.mutable_labels(0)->add_alternatives("constructielasser");
  welder.mutable_labels(0)->add_hidden("lassert");
  Label& english = *welder.add_labels();
  english.set_language("en");
  english.set_preferred("welder");
  snapshot.put(welder);
  snapshot.put(make_concept("urn:o2", OCCUPATION_CONCEPT, "nl", "kok"));
  snapshot.put(make_concept("urn:c1", COMPETENCE_CONCEPT, "nl", "metaal in stukken snijden"));
  snapshot.put(make_concept("urn:c2", COMPETENCE_CONCEPT, "en", "handle knives"));
  snapshot.put(make_concept("urn:c3", COMPETENCE_CONCEPT, "de", "Messer"));
  snapshot.put(make_place("3011", "Rotterdam"));
  snapshot.put(make_place("2511", "Den Haag"));

  Seeker seeker = make_seeker("s1", "Ik heb een eigen auto en wil graag lassen.");
  seeker.add_wanted_occupations("urn:o1");
  seeker.add_competences()->set_code("urn:c1");
  seeker.set_postcode("3011AB");
  snapshot.put(seeker);
  Seeker other = make_seeker("s2", "Ervaren in de keuken; mijn auto is mijn eigen bezit.");
  other.add_experience()->set_occupation("urn:o2");
  other.add_competences()->set_code("urn:c2");
  other.add_competences()->set_code("urn:unknown");
  snapshot.put(other);

  Vacancy vacancy = make_vacancy("v1", "Lasser m/v", "Je werkt in een werkplaats <met> staal & \"aluminium\".");
  vacancy.set_occupation("urn:o1");
  vacancy.mutable_employer()->set_name("Staalbouw De Maas");
  vacancy.mutable_offer()->set_postcode("2511");
  snapshot.put(vacancy);
  Vacancy kitchen = make_vacancy("v2", "Kok", "Koken in het restaurant van een lasserij. Coördinator van de keuken.");
  kitchen.add_requirements()->set_code("urn:c2");
  snapshot.put(kitchen);
  return snapshot;
}

}  // namespace

TEST_CASE("a word finds all its Dutch inflections, and nothing else") {
  const BuiltIndex index(small_market());
  CHECK(index.ids("las") == Ids{"s1"});
  CHECK(index.ids("LASSEN") == Ids{"s1"});
  CHECK(index.ids("coordinator") == Ids{"v2"});
  CHECK(index.ids("gelast").empty());
}

TEST_CASE("a label finds the records that have the occupation or competence, under every Dutch name it has") {
  const BuiltIndex index(small_market());
  CHECK(index.ids("occupation:lasser") == Ids{"s1", "v1"});
  CHECK(index.ids("constructielasser") == Ids{"s1", "v1"});
  CHECK(index.ids("lassert") == Ids{"s1", "v1"});
  CHECK(index.ids("competentie:metaal") == Ids{"s1"});
  CHECK(index.ids("beroep:kok") == Ids{"s2"});
}

TEST_CASE("English labels are searched only where there is no Dutch one, and other languages never") {
  const BuiltIndex index(small_market());
  CHECK(index.ids("welder").empty());
  CHECK(index.ids("knives") == Ids{"s2", "v2"});
  CHECK(index.ids("Messer").empty());
}

TEST_CASE("a field holds a word or a phrase to itself") {
  const BuiltIndex index(small_market());
  CHECK(index.ids("title:lasser") == Ids{"s1", "v1"});
  CHECK(index.ids("title:kok") == Ids{"v2"});
  CHECK(index.ids("description:staal") == Ids{"v1"});
  CHECK(index.ids("description:lasser").empty());
  CHECK(index.ids("employer:staalbouw") == Ids{"v1"});
  CHECK(index.ids("werkgever:\"de maas\"") == Ids{"v1"});
  CHECK(index.ids("place:rotterdam") == Ids{"s1"});
  CHECK(index.ids("place:\"den haag\"") == Ids{"v1"});
  CHECK(index.ids("place:3011") == Ids{"s1"});
}

TEST_CASE("a phrase finds its words next to one another only, also in labels") {
  const BuiltIndex index(small_market());
  CHECK(index.ids("eigen auto").size() == 2);
  CHECK(index.ids("\"eigen auto\"") == Ids{"s1"});
  CHECK(index.ids("\"auto is mijn eigen\"") == Ids{"s2"});
  CHECK(index.ids("\"metaal in stukken\"") == Ids{"s1"});
  CHECK(index.ids("\"metaal snijden\"").empty());
  CHECK(index.ids("auto -\"eigen auto\"") == Ids{"s2"});
}

TEST_CASE("the beginning of a word with a star finds what begins so") {
  const BuiltIndex index(small_market());
  CHECK(index.ids("lasser*").size() == 3);
  CHECK(index.ids("title:lass*").size() == 2);
  CHECK(index.ids("constructie*") == Ids{"s1", "v1"});
  CHECK(index.ids("lassen*") == Ids{"s1"});
  CHECK(index.ids("zzz*").empty());
}

TEST_CASE("a star that stands for too many words is refused") {
  FakeSnapshot snapshot(1);
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "a" + std::to_string(i) + "q ";
  snapshot.put(make_seeker("s1", text));
  const BuiltIndex index(snapshot);
  const auto answer = index->search({.text = "a*"});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == ErrorCode::kBadInput);
  CHECK(index.ids("a10*") == Ids{"s1"});
}

TEST_CASE("seekers and vacancies can be asked for apart") {
  const BuiltIndex index(small_market());
  const auto only = [&](bool vacancies, bool seekers) {
    return index.ask({.text = "lasser", .vacancies = vacancies, .seekers = seekers});
  };
  REQUIRE(only(true, false).hits.size() == 1);
  CHECK(only(true, false).hits[0].kind == RecordKind::kVacancy);
  REQUIRE(only(false, true).hits.size() == 1);
  CHECK(only(false, true).hits[0].kind == RecordKind::kSeeker);
  CHECK(only(true, true).estimated_total == 2);
}

TEST_CASE("a hit shows a title, the words found and a percentage") {
  const BuiltIndex index(small_market());
  const TextHit seeker = index.ask({.text = "lassen", .vacancies = false}).hits.at(0);
  CHECK(seeker.title == "lasser");
  CHECK(seeker.snippet == "Ik heb een eigen auto en wil graag «lassen».");
  CHECK(seeker.percent == 100);
  const TextHit vacancy = index.ask({.text = "staal aluminium"}).hits.at(0);
  CHECK(vacancy.title == "Lasser m/v");
  CHECK(vacancy.snippet == "Je werkt in een werkplaats <met> «staal» & \"«aluminium»\".");
}

TEST_CASE("a record that is found by a label shows the label") {
  const BuiltIndex index(small_market());
  CHECK(index.ask({.text = "snijden"}).hits.at(0).snippet == "metaal in stukken «snijden»");
  CHECK(index.ask({.text = "constructie*"}).hits.at(0).snippet.find("auto") != std::string::npos);
}

TEST_CASE("the best come first, and equals in order of kind and id") {
  FakeSnapshot snapshot(1);
  for (int i = 200; i > 0; --i) {
    snapshot.put(make_vacancy("v" + std::to_string(1000 + i), "Kok", "hier"));
    snapshot.put(make_seeker("s" + std::to_string(1000 + i), "kok"));
  }
  snapshot.put(make_vacancy("v5000", "Kok", "kok kok kok"));
  const BuiltIndex index(snapshot);
  const auto hits = index.ask({.text = "kok", .top = 401}).hits;
  REQUIRE(hits.size() == 401);
  CHECK(hits[0].id == "v5000");
  for (std::size_t i = 2; i < hits.size(); ++i) {
    CHECK(hits[i - 1].percent >= hits[i].percent);
    if (hits[i - 1].percent != hits[i].percent) continue;
    CHECK(std::pair(hits[i - 1].kind, hits[i - 1].id) < std::pair(hits[i].kind, hits[i].id));
  }
  const auto first = index.ask({.text = "kok", .top = 7});
  REQUIRE(first.hits.size() == 7);
  CHECK(first.estimated_total == 401);
  for (std::size_t i = 0; i < 7; ++i) CHECK(first.hits[i].id == hits[i].id);
}

TEST_CASE("a misspelled word that finds nothing is offered corrected, the rest of the query as it was") {
  const BuiltIndex index(small_market());
  const auto answer = index.ask({.text = "Rotterdan (auto OR fiets)"});
  CHECK(answer.hits.empty());
  CHECK(answer.corrected == "rotterdam (auto OR fiets)");
  CHECK(index.ask({.text = "place:\"den haagg\""}).corrected == "place:\"den haag\"");
  CHECK(index.ask({.text = "rotterdam"}).corrected.empty());
  CHECK(index.ask({.text = "rotterdam kok"}).corrected.empty());
  CHECK(index.ask({.text = "qqqqqqqqqqqq"}).corrected.empty());
}

TEST_CASE("a search with bad numbers or without a kind is refused") {
  const BuiltIndex index(small_market());
  const auto code = [&](const TextQuery& query) {
    const auto answer = index->search(query);
    return answer ? ErrorCode::kIo : answer.error().code;
  };
  CHECK(code({.text = "kok", .top = 0}) == ErrorCode::kBadInput);
  CHECK(code({.text = "kok", .top = 1001}) == ErrorCode::kBadInput);
  CHECK(code({.text = "kok", .vacancies = false, .seekers = false}) == ErrorCode::kBadInput);
  CHECK(code({.text = "\"kok"}) == ErrorCode::kBadInput);
}

TEST_CASE("odd bytes, long words and long texts are indexed and found") {
  using namespace std::string_literals;
  FakeSnapshot snapshot(1);
  snapshot.put(make_seeker("s1", "nul\0byte smeerolie \xF0\x9D\x84\x9E"s));
  snapshot.put(make_seeker("s2", std::string(20'000, 'x') + " smeerolie"));
  std::string text;
  while (text.size() < 20'000) text += "woord" + std::to_string(text.size()) + " ";
  snapshot.put(make_vacancy("v1", std::string(500, 'T'), text + "smeerolie"));
  snapshot.put(make_vacancy(std::string(512, 'v'), "", "smeerolie"));
  snapshot.put(make_vacancy("", "", "smeerolie"));
  const BuiltIndex index(snapshot);
  CHECK(index->documents() == 5);
  CHECK(index.ids("smeerolie").size() == 5);
  CHECK(index.ids("byte") == Ids{"s1"});
  CHECK(index.ids(std::string(300, 'x')) == Ids{"s2"});
  CHECK(index.ids("woord0 woord7") == Ids{"v1"});
}

TEST_CASE("an empty store gives an index in which nothing is found") {
  const BuiltIndex index(FakeSnapshot(0));
  CHECK(index->documents() == 0);
  const auto answer = index.ask({.text = "kok \"eigen auto\" las*"});
  CHECK(answer.hits.empty());
  CHECK(answer.estimated_total == 0);
  CHECK(answer.corrected.empty());
}

TEST_CASE("many threads get the answers that one thread gets") {
  const BuiltIndex index(small_market());
  const Ids expected = index.ids("lasser OR kok OR auto");
  std::vector<Ids> found(200);
  for_all(found.size(), [&](std::size_t i) {
    const auto answer = index->search({.text = "lasser OR kok OR auto"});
    if (!answer) return;
    for (const TextHit& hit : answer->hits) found[i].push_back(hit.id);
  });
  for (const Ids& ids : found) CHECK(ids == expected);
}
