#include "index/recognise/recogniser.h"

#include <catch2/catch.hpp>

#include "index/recognise/plain_words.h"
#include "tests/index/recognise/concepts.h"
#include "tests/support/random.h"

namespace schakel {
namespace {

using testing::built;
using testing::first_name;
using testing::first_uri;
using testing::occupation;

std::unique_ptr<Recogniser> small() {
  auto nurse = occupation("verpleegkundige", "2221", {"verpleegkundige", "verpleger", "verpleegster"});
  testing::add_english(nurse, {"nurse", "registered nurse"});
  auto developer = occupation("ontwikkelaar", "2512", {"softwareontwikkelaar", "programmeur"});
  testing::add_english(developer, {"software developer"});
  const std::vector<Concept> concepts = {
      nurse,
      developer,
      occupation("vrachtwagen", "8332", {"vrachtwagenchauffeur", "chauffeur vrachtwagen met aanhanger"}),
      occupation("bus", "8331", {"buschauffeur", "chauffeur bus", "bestuurder bus"}),
      occupation("zorg", "5321", {"medewerker zorg", "verzorgende"}),
      occupation("winkel", "5223", {"winkelmedewerker", "medewerker winkel", "verkoper winkel"}),
      occupation("timmer", "7115", {"timmerman", "bouwtimmerman"}),
      occupation("hr", "2423", {"adviseur human resources", "adviseur personeelszaken"}),
  };
  return built(testing::snapshot_of(concepts));
}

TEST_CASE("a title finds its occupation the way people write it") {
  const auto known = small();
  CHECK(first_uri(*known, "VERPLEEGKUNDIGE (m/v) 32 uur Utrecht") == "urn:test:verpleegkundige");
  CHECK(first_uri(*known, "verpleegster") == "urn:test:verpleegkundige");
  CHECK(first_uri(*known, "verpleegkundihe") == "urn:test:verpleegkundige");
  CHECK(first_uri(*known, "chauffeur vrachtwagen") == "urn:test:vrachtwagen");
  CHECK(first_uri(*known, "vrachtwagen chauffeur") == "urn:test:vrachtwagen");
  CHECK(first_uri(*known, "Zorgmedewerker") == "urn:test:zorg");
  CHECK(first_uri(*known, "medewerkster zorg") == "urn:test:zorg");
  CHECK(first_uri(*known, "timmerlieden") == "urn:test:timmer");
  CHECK(first_uri(*known, "HR adviseur") == "urn:test:hr");
  CHECK(first_uri(*known, "Senior Software Developer") == "urn:test:ontwikkelaar");
  CHECK(first_uri(*known, "registered nurse") == "urn:test:verpleegkundige");
}

TEST_CASE("nothing is found for what is like nothing") {
  const auto known = small();
  Recogniser::Worker worker(*known);
  for (const char* text : {"", " ", "\xFF\xFE", "12345", "\u4E2D\u6587"})
    CHECK(worker.recognise(text, 5).ranked.empty());
}

TEST_CASE("a score is the sum of its parts, the answers come in order, and the label is the concept's own") {
  const auto known = small();
  Recogniser::Worker worker(*known);
  for (const char* title : {"verpleegkundige", "chauffeur", "medewerker winkel", "programmeur java"}) {
    const Recognition answer = worker.recognise(title, 10);
    REQUIRE_FALSE(answer.ranked.empty());
    for (std::size_t i = 0; i < answer.ranked.size(); ++i) {
      const Recognised& one = answer.ranked[i];
      CHECK(known->labels()[one.label].owner == one.owner);
      CHECK(one.score <= 1000);
      CHECK(one.confidence >= (i == 0 ? 1U : 0U));
      CHECK(one.confidence <= 99);
      if (i > 0) CHECK(one.score <= answer.ranked[i - 1].score);
      const ScoreParts& p = one.parts;
      const std::uint64_t total =
          std::uint64_t{p.letters} + p.words + p.same + p.preferred + p.others + p.context + p.general + p.group;
      CHECK(one.score == total * 1000 / kFullScore);
    }
  }
}

TEST_CASE("the preferred label to the letter is surer than an alternative, and that than what is like it") {
  const auto known = small();
  Recogniser::Worker worker(*known);
  const auto score = [&](const char* text) { return worker.recognise(text, 1).ranked.front().score; };
  CHECK(score("verpleegkundige") > score("verpleger"));
  CHECK(score("verpleger") > score("verplegen"));
}

TEST_CASE("where the best answers are near to each other in one ISCO group, the group is told") {
  const auto known =
      built(testing::snapshot_of({occupation("a", "5223", {"verkoper schoenen"}),
                                  occupation("b", "5223", {"verkoper kleding"}), occupation("c", "7512", {"bakker"})}));
  Recogniser::Worker worker(*known);
  CHECK(worker.recognise("verkoper", 3).group == "5223");
  CHECK(worker.recognise("bakker", 3).group.empty());
}

TEST_CASE("of equals the occupation comes before the group, and the general one before its special case") {
  Concept group = occupation("0", "5223", {"verkopers"});
  group.set_kind(ISCO_GROUP);
  Concept special = occupation("1", "5223", {"verkopers"});
  special.add_broader("urn:test:2");
  const auto known = built(testing::snapshot_of({group, special, occupation("2", "5223", {"verkopers"})}));
  Recogniser::Worker worker(*known);
  const Recognition answer = worker.recognise("verkopers", 3);
  REQUIRE(answer.ranked.size() == 3);
  CHECK(known->concepts()[answer.ranked[0].owner].uri == "urn:test:2");
  CHECK(known->concepts()[answer.ranked[1].owner].uri == "urn:test:1");
}

TEST_CASE("every label of the starter taxonomy finds its own concept or one that has the same label") {
  const auto snapshot = testing::starter_snapshot();
  for (const RecogniserKind kind : {RecogniserKind::kOccupation, RecogniserKind::kCompetence}) {
    const auto known = built(snapshot, kind);
    Recogniser::Worker worker(*known);
    const auto plain = [](const KnownLabel& label) { return joined(plain_words(label.text)); };
    for (const KnownLabel& label : known->labels()) {
      if (known->concepts()[label.owner].is_group) continue;  // "Kelners" may be kelner
      const Recognition answer = worker.recognise(label.text, 1);
      REQUIRE_FALSE(answer.ranked.empty());
      INFO(label.text << " is taken for " << known->labels()[answer.ranked.front().label].text);
      const Recognised& first = answer.ranked.front();
      CHECK((first.owner == label.owner || plain(known->labels()[first.label]) == plain(label)));
    }
  }
}

TEST_CASE("titles as they stand on vacancies find their starter occupation") {
  const auto known = built(testing::starter_snapshot());
  CHECK(first_name(*known, "Ervaren lasser m/v fulltime Rotterdam") == first_name(*known, "lasser"));
  CHECK(first_name(*known, "Timmerlieden gezocht, 40 uur") == first_name(*known, "timmerman"));
  CHECK(first_name(*known, "Verpleegkundigen (m/v/x)") == first_name(*known, "verpleegkundige"));
}

TEST_CASE("the same concepts teach the same, however often they are read") {
  const auto snapshot = testing::starter_snapshot();
  const auto once = built(snapshot);
  const auto twice = built(snapshot);
  CHECK(once->checksum() == twice->checksum());
  Recogniser::Worker a(*once);
  Recogniser::Worker b(*twice);
  (void)b.recognise("een heel andere titel", 5);
  for (const char* title : {"lasser", "kok", "medewerker", "senior adviseur"}) {
    const auto x = a.recognise(title, 10).ranked;
    const auto y = b.recognise(title, 10).ranked;
    REQUIRE(x.size() == y.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
      CHECK(x[i].owner == y[i].owner);
      CHECK(x[i].score == y[i].score);
    }
  }
}

TEST_CASE("any bytes will do, of any length") {
  const auto known = built(testing::starter_snapshot());
  Recogniser::Worker worker(*known);
  testing::Random random(11);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (std::uint32_t i = 0, n = random.between(0, 200); i < n; ++i)
      text += static_cast<char>(random.chance(30) ? random.between(0, 255) : random.between(32, 122));
    for (const Recognised& one : worker.recognise(text, 5).ranked) CHECK(one.score <= 1000);
  }
  CHECK(worker.recognise(std::string(5'000'000, 'x'), 5).read.size() == 1);
  std::string long_line;
  for (int i = 0; i < 200'000; ++i) long_line += "lasser, (kok) ";
  CHECK_FALSE(worker.recognise(long_line, 5).ranked.empty());
}

TEST_CASE("without concepts there is nothing to recognise, and the error says what to do") {
  const auto none = Recogniser::build(testing::ConceptSnapshot(), RecogniserKind::kOccupation, "nl");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::kNotFound);
  CHECK(none.error().message.find("load a taxonomy") != std::string::npos);
}

}  // namespace
}  // namespace schakel
