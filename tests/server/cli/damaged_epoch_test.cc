// Epochs that are damaged, missing, or of records that have changed.
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/server/made_store.h"

using namespace schakel::test;
using schakel::testing::TempFolder;

namespace {

namespace fs = std::filesystem;

std::string current_epoch(const MadeStore& store) {
  return at(parse_json(MadeStore::run({"status", "--json", "--store", store.root}).out), "epoch.id");
}

std::string first_vacancy(const MadeStore& store) {
  for (int i = 1; i < 60; ++i) {
    char id[16];
    std::snprintf(id, sizeof(id), "V%07d", i);
    if (run_schakel({"match", "--store", store.root, "--vacancy", id}).exit_code == 0) return id;
  }
  FAIL("no vacancy is active");
  return "";
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  return names;
}

}  // namespace

TEST_CASE("a damaged or missing file of the epoch is named, the epoch built again, and the answer the same") {
  const MadeStore store;
  const fs::path folder = store.layout.epoch(current_epoch(store));
  const std::vector<std::string> match{"match", "--json", "--store", store.root, "--vacancy", first_vacancy(store)};
  const std::string good = MadeStore::run(match).out;
  const auto files = files_in(folder);
  REQUIRE(files.size() == 8);
  for (const std::string& file : files) {
    for (const bool gone : {false, true}) {
      INFO(file << (gone ? " gone" : " flipped"));
      gone ? static_cast<void>(fs::remove(folder / file)) : flip_middle_byte(folder / file);
      const Outcome mended = MadeStore::run(match);
      CHECK(contains(mended.err, (folder / file).string()));
      CHECK(contains(mended.err, "Building it again"));
      CHECK(lines_in(mended.err) == 1);
      CHECK(mended.out == good);
      CHECK(MadeStore::run(match).err.empty());
    }
  }
  fs::remove_all(folder);
  CHECK(MadeStore::run(match).out == good);
  CHECK(files_in(folder).size() == 8);
}

TEST_CASE("rematch and explain mend a damaged epoch too") {
  const MadeStore store;
  const fs::path folder = store.layout.epoch(current_epoch(store));
  const std::string vacancy = first_vacancy(store);
  const auto match = parse_json(MadeStore::run({"match", "--json", "--store", store.root, "--vacancy", vacancy}).out);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"rematch", "--store", store.root, "--top", "10"},
        {"explain", "--store", store.root, "--vacancy", vacancy, "--seeker", at(match, "rows.0.seeker")}}) {
    flip_middle_byte(folder / "postings.bin");
    CHECK(contains(MadeStore::run(arguments).err, "postings.bin"));
  }
}

TEST_CASE("an epoch that is built again from records that have changed says that it is a new one") {
  const MadeStore store;
  const std::string before = current_epoch(store);
  const std::string vacancy = first_vacancy(store);
  const auto more = store.folder.write("more.ndjson", R"({"id":"extra","title":"Lasser","requirements":[]})");
  MadeStore::run({"load", "--store", store.root, more.string()});
  flip_middle_byte(store.layout.epoch(before) / "records.bin");
  const Outcome mended = MadeStore::run({"match", "--store", store.root, "--vacancy", vacancy});
  const std::string after = current_epoch(store);
  CHECK(after != before);
  CHECK(contains(mended.err, "new epoch, " + after));
  CHECK_FALSE(fs::exists(store.layout.epoch(before)));
  CHECK(MadeStore::run({"match", "--store", store.root, "--vacancy", "extra"}).err.empty());
}

TEST_CASE("an epoch cannot be built again from a record store that is damaged itself") {
  const MadeStore store;
  const std::string vacancy = first_vacancy(store);
  flip_middle_byte(store.layout.epoch(current_epoch(store)) / "seekers.bin");
  fs::remove_all(store.layout.records() / "db");
  const Outcome outcome = run_schakel({"match", "--store", store.root, "--vacancy", vacancy});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.err, "seekers.bin"));
  CHECK(contains(outcome.err, "docs/operation.md"));
}

TEST_CASE("a damaged or missing CURRENT says how to choose an epoch, and index does") {
  const MadeStore store;
  const std::string vacancy = first_vacancy(store);
  const std::vector<std::string> match{"match", "--json", "--store", store.root, "--vacancy", vacancy};
  const std::string good = MadeStore::run(match).out;
  for (const bool gone : {false, true}) {
    gone ? static_cast<void>(fs::remove(store.layout.current())) : flip_middle_byte(store.layout.current());
    const Outcome outcome = run_schakel(match);
    CHECK(outcome.exit_code == 1);
    CHECK(lines_in(outcome.err) == 1);
    CHECK(contains(outcome.err, "schakel index --store " + store.root));
    MadeStore::run({"index", "--store", store.root, "--date", "2026-11-22"});
    CHECK(MadeStore::run(match).out == good);
  }
}

TEST_CASE("a store without an epoch says how to make one") {
  const TempFolder folder;
  const std::string root = (folder / "store").string();
  const auto one = folder.write("one.ndjson", R"({"id":"v1","title":"Lasser","requirements":[]})");
  MadeStore::run({"load", "--store", root, one.string()});
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"rematch", "--store", root},
        {"match", "--store", root, "--vacancy", "v1"},
        {"explain", "--store", root, "--vacancy", "v1", "--seeker", "s1"}}) {
    const Outcome outcome = run_schakel(arguments);
    CHECK(outcome.exit_code == 1);
    CHECK(lines_in(outcome.err) == 1);
    CHECK(contains(outcome.err, "schakel index --store " + root));
  }
}

TEST_CASE("a market without seekers is indexed, rematched and asked without trouble") {
  const TempFolder folder;
  const std::string root = (folder / "store").string();
  const auto one = folder.write("one.ndjson", R"({"id":"v1","title":"Lasser","requirements":[]})");
  MadeStore::run({"load", "--store", root, one.string()});
  MadeStore::run({"index", "--store", root, "--date", "2026-11-22"});
  CHECK(at(parse_json(MadeStore::run({"rematch", "--json", "--store", root}).out), "vacancyRows") == "0");
  CHECK(contains(MadeStore::run({"match", "--store", root, "--vacancy", "v1"}).out, "Niets past"));
}
