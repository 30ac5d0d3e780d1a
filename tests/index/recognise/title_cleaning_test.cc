#include "index/recognise/title_cleaning.h"

#include <catch2/catch.hpp>

#include "index/recognise/abbreviations.h"
#include "index/recognise/plain_words.h"

namespace schakel {
namespace {

Compounds vocabulary() {
  return Compounds({{"verpleegkundige", 9},
                    {"3d", 2},
                    {"animator", 2},
                    {"monteur", 4},
                    {"chauffeur", 4},
                    {"kok", 2},
                    {"bergen", 2},
                    {"manager", 9}});
}

std::string cleaned(std::string_view title) { return joined(clean_title(title, vocabulary()).words); }

TEST_CASE("what a title says about sex goes, in every form") {
  for (const char* title : {"Verpleegkundige (m/v)", "VERPLEEGKUNDIGE M/V/X", "verpleegkundige v/m",
                            "verpleegkundige m/w/d", "Verpleegkundige (mvx)", "verpleegkundige (h/f)"})
    CHECK(cleaned(title) == "verpleegkundige");
}

TEST_CASE("hours, pay and numbers go, unless a label has the number") {
  CHECK(cleaned("Verpleegkundige 32-40 uur per week") == "verpleegkundige");
  CHECK(cleaned("Verpleegkundige 24u") == "verpleegkundige");
  CHECK(cleaned("Verpleegkundige 0,8 fte") == "verpleegkundige");
  CHECK(cleaned("Verpleegkundige \u20AC 3.000 - \u20AC 3.500 bruto per maand") == "verpleegkundige");
  CHECK(cleaned("Verpleegkundige schaal 9") == "verpleegkundige");
  CHECK(cleaned("3D-animator") == "3d animator");
}

TEST_CASE("the level, the terms and the call go") {
  CHECK(cleaned("Senior verpleegkundige") == "verpleegkundige");
  CHECK(cleaned("Ervaren monteur fulltime") == "monteur");
  CHECK(cleaned("Gezocht: chauffeur part-time, per direct!") == "chauffeur");
  CHECK(cleaned("Verpleegkundige mbo-4") == "verpleegkundige");
  CHECK(cleaned("Monteur mbo niveau 3") == "monteur");
}

TEST_CASE("a place goes at the end or after its preposition, but not where a label knows the word") {
  CHECK(cleaned("Verpleegkundige Utrecht") == "verpleegkundige");
  CHECK(cleaned("Monteur in Den Haag") == "monteur");
  CHECK(cleaned("Kok - regio Eindhoven") == "kok");
  CHECK(cleaned("Monteur Bergen") == "monteur bergen");
  CHECK(cleaned("Utrecht verpleegkundige") == "utrecht verpleegkundige");
}

TEST_CASE("what follows an exception is not meant") {
  CHECK(cleaned("Managers, except sales managers") == "managers");
  CHECK(cleaned("Monteur, behalve van auto's") == "monteur");
  CHECK(cleaned("Except managers") == "except managers");
}

TEST_CASE("capitals and accents make no difference") {
  CHECK(cleaned("CO\u00D6RDINATOR Cr\u00E8che") == "coordinator creche");
}

TEST_CASE("a title of nothing but noise is kept as it is") {
  CHECK(cleaned("Senior") == "senior");
  CHECK(cleaned("m/v") == "m v");
  CHECK(cleaned("").empty());
}

TEST_CASE("what is taken out is told") {
  const CleanTitle title = clean_title("Senior verpleegkundige (m/v) Utrecht", vocabulary());
  CHECK(title.removed == std::vector<std::string>{"senior", "m", "v", "utrecht"});
}

TEST_CASE("what stands behind a comma, a bracket or a dash is an addition") {
  CHECK(clean_title("Monteur, zonnepanelen en laadpalen", vocabulary()).main == 1);
  CHECK(clean_title("Senior monteur (zonnepanelen)", vocabulary()).main == 1);
  CHECK(clean_title("Monteur zonnepanelen", vocabulary()).main == 2);
  CHECK(clean_title("IT - beheerder", vocabulary()).main == 2);
}

TEST_CASE("an abbreviation is read as it is and written out, one reading after the other") {
  const auto all = readings({{"hr", "manager"}, 2});
  REQUIRE(all.size() == 3);
  CHECK(joined(all[0].words) == "hr manager");
  CHECK(joined(all[1].words) == "human resources manager");
  CHECK(joined(all[2].words) == "personeelszaken manager");
  CHECK(all[1].main == 3);
  CHECK(joined(readings({{"ict", "beheerder"}, 2}).back().words) == "informatietechnologie beheerder");
  CHECK(joined(readings({{"zzp", "timmerman"}, 2}).back().words) == "zelfstandige timmerman");
  CHECK(readings({{"timmerman"}, 1}).size() == 1);
}

TEST_CASE("the additions stay additions when an abbreviation before them is written out") {
  const auto all = readings({{"hr", "manager", "it"}, 2});
  REQUIRE(all.size() == 3);
  CHECK(joined(all[1].words) == "human resources manager information technology");
  CHECK(all[1].main == 3);
}

}  // namespace
}  // namespace schakel
