// A labour market from generate to search, as a user goes.
#include <catch2/catch.hpp>

#include "tests/server/cli/program.h"
#include "tests/support/temp_folder.h"

using namespace schakel::test;
using schakel::testing::TempFolder;

namespace {

struct Market {
  TempFolder folder;
  std::string files = (folder / "market").string();
  std::string store = (folder / "store").string();

  Market() {
    const Outcome outcome = run_schakel(
        {"generate", "--seekers", "400", "--vacancies", "150", "--seed", "5", "--compress", "--out", files});
    REQUIRE(outcome.exit_code == 0);
  }
  Outcome load() const { return run_schakel({"load", "--json", "--store", store, files}); }
  google::protobuf::Struct status() const {
    auto json = parse_json(run_schakel({"status", "--json", "--store", store}).out);
    json.mutable_fields()->erase("recordBytes");  // the database's own logs grow with every opening
    return json;
  }
};

}  // namespace

TEST_CASE("a generated folder is enough to load, and status counts what is in it") {
  const Market market;
  const Outcome loaded = market.load();
  REQUIRE(loaded.exit_code == 0);
  CHECK(loaded.err.empty());
  const auto json = parse_json(loaded.out);
  CHECK(at(json, "inputs.0.kind") == "concepts");
  CHECK(at(json, "inputs.1.kind") == "places");
  CHECK(at(json, "inputs.2.accepted") == "150");
  CHECK(at(json, "inputs.3.accepted") == "400");
  for (const char* input : {"0", "1", "2", "3"}) {
    CHECK(at(json, "inputs." + std::string(input) + ".refused") == "0");
    for (const char* sort : {"occupations", "competences", "postcodes"})
      CHECK(at(json, "inputs." + std::string(input) + ".unknown." + sort + ".codes") == "0");
  }
  const auto status = market.status();
  CHECK(at(status, "records.seekers") == "400");
  CHECK(at(status, "records.vacancies") == "150");
  CHECK(at(status, "sequence") == at(json, "sequence"));
  CHECK(at(status, "deliveries.3.complete") == "true");
}

TEST_CASE("loading the same folder again changes nothing") {
  const Market market;
  REQUIRE(market.load().exit_code == 0);
  const std::string before = market.status().DebugString();
  const Outcome again = market.load();
  CHECK(again.exit_code == 0);
  CHECK(at(parse_json(again.out), "inputs.3.loadedBefore") == "true");
  CHECK(at(parse_json(again.out), "rows") == "0");
  CHECK(market.status().DebugString() == before);
}

TEST_CASE("the market of the next day changes some records and adds a few") {
  const Market market;
  REQUIRE(market.load().exit_code == 0);
  const std::string day1 = (market.folder / "day1").string();
  REQUIRE(
      run_schakel({"generate", "--seekers", "400", "--vacancies", "150", "--seed", "5", "--day", "1", "--out", day1})
          .exit_code == 0);
  const Outcome loaded = run_schakel({"load", "--json", "--store", market.store, day1});
  REQUIRE(loaded.exit_code == 0);
  CHECK(std::stoi(at(parse_json(loaded.out), "inputs.3.replaced")) > 0);
  CHECK(at(parse_json(loaded.out), "inputs.3.stale") == "0");
}

TEST_CASE("search finds words of vacancies and profiles, and builds its index when there is none") {
  const Market market;
  REQUIRE(market.load().exit_code == 0);
  const std::vector<std::string> search{"search", "--json", "--store", market.store, "werk"};
  const Outcome first = run_schakel(search);
  REQUIRE(first.exit_code == 0);
  CHECK(contains(first.err, "no text index yet"));
  const Outcome second = run_schakel(search);
  CHECK(second.err.empty());
  CHECK(first.out == second.out);
  CHECK_FALSE(at(parse_json(second.out), "hits.0.id").empty());
  const Outcome vacancies = run_schakel({"search", "--json", "--vacancies", "--store", market.store, "werk"});
  CHECK(at(parse_json(vacancies.out), "hits.0.kind") == "vacancy");
  const Outcome seekers = run_schakel({"search", "--json", "--seekers", "--store", market.store, "werk"});
  CHECK(at(parse_json(seekers.out), "hits.0.kind") == "seeker");
}

TEST_CASE("a damaged text index is said to be so and built again, with the same answers") {
  const Market market;
  REQUIRE(market.load().exit_code == 0);
  const std::vector<std::string> search{"search", "--json", "--store", market.store, "werk"};
  const std::string good = run_schakel(search).out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(market.store + "/text")) {
    if (!entry.is_regular_file() || entry.file_size() < 100) continue;
    std::filesystem::resize_file(entry.path(), entry.file_size() - 1);
    break;
  }
  const Outcome mended = run_schakel(search);
  CHECK(mended.exit_code == 0);
  CHECK(contains(mended.err, "damaged"));
  CHECK(mended.out == good);
  CHECK(run_schakel(search).err.empty());
}

TEST_CASE("a search that cannot be read is bad input, in one line") {
  const Market market;
  REQUIRE(market.load().exit_code == 0);
  REQUIRE(run_schakel({"search", "--store", market.store, "werk"}).exit_code == 0);
  const Outcome outcome = run_schakel({"search", "--store", market.store, "AND AND"});
  CHECK(outcome.exit_code == 1);
  CHECK(lines_in(outcome.err) == 1);
}
