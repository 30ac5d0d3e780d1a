#include <algorithm>
#include <string>

#include "tests/server/made_store.h"

namespace schakel::test {
namespace {

using testing::TempFolder;

constexpr std::string_view kTaxonomy =
    R"({"uri":"urn:o:lasser","kind":"OCCUPATION_CONCEPT","isco":"7212","labels":[{"language":"nl","preferred":"Lasser"},{"language":"en","preferred":"Welder"}]}
{"uri":"urn:c:lassen","kind":"COMPETENCE_CONCEPT","labels":[{"language":"nl","preferred":"TIG-lassen"},{"language":"en","preferred":"TIG welding"}]}
{"uri":"urn:c:slijpen","kind":"COMPETENCE_CONCEPT","labels":[{"language":"nl","preferred":"Slijpen"},{"language":"en","preferred":"Grinding"}]}
)";
constexpr std::string_view kPlaces = R"({"postcode":"7511","town":"Enschede","xM":257900,"yM":471400}
{"postcode":"7521","town":"Enschede","xM":255900,"yM":473900}
{"postcode":"1011","town":"Amsterdam","xM":122000,"yM":487300}
)";
constexpr std::string_view kVacancies =
    R"({"id":"V1","title":"Lasser m/v","occupation":"urn:o:lasser","requirements":[{"kind":"COMPETENCE","code":"urn:c:lassen","condition":"MUST"},{"kind":"COMPETENCE","code":"urn:c:slijpen","condition":"WANTED"},{"kind":"DRIVING_LICENCE","code":"B","condition":"WANTED"}],"offer":{"postcode":"7511","hours":{"min":32,"max":36}}}
{"id":"V2","title":"Lasser elders","occupation":"urn:o:lasser","requirements":[{"kind":"COMPETENCE","code":"urn:c:slijpen","condition":"MUST"}],"offer":{"postcode":"1011","hours":{"min":4,"max":8},"shiftWork":"YES"}}
)";
constexpr std::string_view kSeekers =
    R"({"id":"S1","wantedOccupations":["urn:o:lasser"],"competences":[{"code":"urn:c:lassen"}],"postcode":"7521","travel":{"maxDistanceKm":20,"modes":["CAR"]},"hours":{"min":32,"max":40},"shiftWork":"NO"}
)";

struct WelderStore {
  WelderStore() {
    const auto taxonomy = folder.write("taxonomy.ndjson", kTaxonomy);
    const auto places = folder.write("places.ndjson", kPlaces);
    const auto vacancies = folder.write("vacancies.ndjson", kVacancies);
    const auto seekers = folder.write("seekers.ndjson", kSeekers);
    MadeStore::run({"load", "--store", root, taxonomy.string(), places.string(), vacancies.string(), seekers.string()});
    MadeStore::run({"index", "--store", root, "--date", "2026-11-22"});
  }

  // In one line.
  [[nodiscard]] std::string told(const std::string& vacancy, const std::string& language) const {
    auto text = MadeStore::run({"explain", "--store", root, "--vacancy", vacancy, "--seeker", "S1", "--form", "short",
                                "--language", language})
                    .out;
    std::ranges::replace(text, '\n', ' ');
    return text;
  }

  TempFolder folder;
  std::string root = (folder / "store").string();
};

}  // namespace

TEST_CASE("the short form says in plain words what is found, missing and unknown, and how the work lies to the wish") {
  const WelderStore store;
  const std::string dutch = store.told("V1", "nl");
  INFO(dutch);
  CHECK(contains(dutch, "staat er 1 in uw profiel: TIG-lassen"));
  CHECK(contains(dutch, "Niet gevonden: Slijpen"));
  CHECK(contains(dutch, "van rijbewijs B weten we het niet"));
  CHECK(contains(dutch, "Dit is werk dat u zoekt; het is 4,1 km van uw huis."));
  const std::string english = store.told("V1", "en");
  INFO(english);
  CHECK(contains(english, "1 is in your profile: TIG welding"));
  CHECK(contains(english, "Not found: Grinding"));
}

TEST_CASE("the short form of a pair that does not fit names everything that stands in the way") {
  const WelderStore store;
  const std::string dutch = store.told("V2", "nl");
  INFO(dutch);
  for (const std::string_view part :
       {"past nu niet bij u", "eist Slijpen", "reist tot 20,0 km", "4-8 uur", "ploegendienst"})
    CHECK(contains(dutch, part));
  CHECK(contains(store.told("V2", "en"), "does not fit you now"));
}

TEST_CASE("the data form is what --json gives") {
  const WelderStore store;
  const std::vector<std::string> pair{"explain", "--store", store.root, "--vacancy", "V1", "--seeker", "S1"};
  auto data = pair, json = pair;
  data.insert(data.end(), {"--form", "data"});
  json.emplace_back("--json");
  CHECK(MadeStore::run(data).out == MadeStore::run(json).out);
}

}  // namespace schakel::test
