// Lists that are brought up to date between two nights: schakel rematch --since.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "index/seal/manifest.h"
#include "server/runs.h"
#include "tests/server/made_store.h"

namespace schakel::test {
namespace {

using Arguments = std::vector<std::string>;

Arguments since(const MadeStore& store, const std::string& epoch, const std::string& date) {
  return {"rematch", "--json", "--store", store.root, "--top", "10", "--since", epoch, "--date", date};
}

google::protobuf::Struct json_of(const Arguments& arguments) { return parse_json(MadeStore::run(arguments).out); }

std::string cold_checksum(const MadeStore& store) {
  return at(json_of({"rematch", "--json", "--store", store.root, "--top", "10", "--cold"}), "checksum");
}

void require_sound(const MadeStore& store, const std::string& origin) {
  const auto verified = json_of({"verify", "--json", "--store", store.root, "--sample", "1000", "--certificate"});
  CHECK(at(verified, "differences") == "0");
  CHECK(at(verified, "certificate.differences") == "0");
  CHECK(at(verified, "certificate.origin") == origin);
}

TEST_CASE("what changed since an epoch is brought into its lists, day after day, as if all were matched anew") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  const std::string someone(store.epoch()->name(SeekerId{3}));
  for (int day = 1; day <= 3; ++day) {
    store.load_day(day);
    if (day == 2) MadeStore::run({"erase", "--store", store.root, "--seeker", someone});
    const auto json = json_of(since(store, base, "2026-11-2" + std::to_string(2 + day)));
    CHECK(at(json, "since") == base);
    CHECK(json.fields().count("drift") == 1);
    CHECK(at(json, "epoch") == store.epoch()->id());
    CHECK(store.epoch()->base() != nullptr);
    require_sound(store, "brought-up-to-date");
    CHECK(at(json, "checksum") == cold_checksum(store));
    require_sound(store, "compared");
    CHECK(store.epoch()->find_seeker(someone).has_value() == (day < 2));
    int epochs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(store.layout.epochs()))
      epochs += entry.path().filename().string().starts_with('.') ? 0 : 1;
    CHECK(epochs == (day == 1 ? 2 : 3));  // the base, the one before, and this
  }
  // The epoch over it is as good a name for the same base.
  const std::string over = store.epoch()->id();
  CHECK(at(json_of(since(store, over, "2026-11-25")), "since") == base);
  const std::string out = (store.folder / "out").string();
  MadeStore::run({"export", "--store", store.root, "--out", out});
}

TEST_CASE("a whole epoch is made where counts cannot be kept, saying why") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  const Outcome year = MadeStore::run(since(store, base, "2027-01-02"));
  CHECK(contains(year.err, "another year"));
  CHECK(parse_json(year.out).fields().count("since") == 0);
  CHECK(store.epoch()->base() == nullptr);

  const std::string now = store.epoch()->id();
  testing::overwrite(store.folder / "concept.ndjson",
                     R"({"uri":"urn:x:1","kind":"COMPETENCE_CONCEPT","labels":[{"language":"nl","preferred":"iets"}]})"
                     "\n");
  MadeStore::run({"load", "--store", store.root, (store.folder / "concept.ndjson").string(), "--as", "concepts"});
  const Outcome taxonomy = MadeStore::run(since(store, now, "2027-01-03"));
  CHECK(contains(taxonomy.err, "the taxonomy has changed"));
  CHECK(store.epoch()->base() == nullptr);
  CHECK(at(parse_json(taxonomy.out), "checksum") == cold_checksum(store));
}

TEST_CASE("over an epoch that another version made, in another format, nothing is brought up to date") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  const auto folder = store.layout.epoch(base);
  auto manifest = read_manifest(folder);
  REQUIRE(manifest);
  manifest->facts["format"] = "4";
  testing::overwrite(folder / "manifest.json", write_manifest(*manifest));
  store.load_day(1);
  const auto erased = MadeStore::run({"erase", "--store", store.root, "--seeker", "S0000003"});
  CHECK(contains(erased.out, "epoch " + base + " and its lists, perhaps"));
  const Outcome made = MadeStore::run(since(store, base, "2026-11-23"));
  CHECK(contains(made.err, "format 4, and this program reads those of format 5"));
  CHECK(lines_in(made.err) == 1);
  CHECK(store.epoch()->base() == nullptr);
  CHECK(at(parse_json(made.out), "checksum") == cold_checksum(store));

  const auto now = store.layout.epoch(store.epoch()->id());
  manifest = read_manifest(now);
  REQUIRE(manifest);
  manifest->facts["format"] = "4";
  testing::overwrite(now / "manifest.json", write_manifest(*manifest));
  CHECK(contains(MadeStore::run({"match", "--store", store.root, "--vacancy", "V0000001"}).err, "Building it again"));
  CHECK(store.epoch()->date() == *parse_date("2026-11-23"));
}

TEST_CASE("recount takes new counts and makes all lists, of those of the base") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  store.load_day(1);
  MadeStore::run(since(store, base, "2026-11-23"));
  const auto json =
      json_of({"rematch", "--json", "--store", store.root, "--top", "10", "--recount", "--date", "2026-11-23"});
  CHECK(store.epoch()->base() == nullptr);
  CHECK(at(json, "madeOf.epoch").size() == 16);
  CHECK(at(json, "checksum") == cold_checksum(store));
}

TEST_CASE("lists of the base that another version made, in another format, are not brought up to date") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  const auto folder = store.layout.run(run_name(base, 10));
  auto manifest = read_manifest(folder);
  REQUIRE(manifest);
  manifest->facts["format"] = "3";
  testing::overwrite(folder / "manifest.json", write_manifest(*manifest));
  store.load_day(1);
  const Outcome made = MadeStore::run(since(store, base, "2026-11-23"));
  CHECK(contains(made.err, "format 3, and this program reads those of format 4"));
  CHECK(contains(made.err, "Making all of them"));
  CHECK(at(parse_json(made.out), "checksum") == cold_checksum(store));
}

TEST_CASE("a base without lists gets all of them made, and a base that is not there is named with those that are") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  std::filesystem::remove_all(store.layout.runs());
  store.load_day(1);
  const Outcome made = MadeStore::run(since(store, base, "2026-11-23"));
  CHECK(contains(made.err, "Making all of them"));
  CHECK(at(parse_json(made.out), "checksum") == cold_checksum(store));

  const Outcome unknown = run_schakel(since(store, "nosuch", "2026-11-23"));
  CHECK(unknown.exit_code == 1);
  CHECK(contains(unknown.err, base));
  const Outcome both = run_schakel({"rematch", "--store", store.root, "--since", base, "--recount"});
  CHECK(both.exit_code == 2);
  CHECK(contains(both.err, "Hint"));
  CHECK(run_schakel({"rematch", "--store", store.root, "--date", "2026-11-23"}).exit_code == 2);
  CHECK(run_schakel(since(store, base, "2026-13-23")).exit_code == 2);
}

TEST_CASE("a damaged overlay is made again over its base, and over a damaged base a whole epoch") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  store.load_day(1);
  MadeStore::run(since(store, base, "2026-11-23"));
  const std::string over = store.epoch()->id();
  flip_middle_byte(store.layout.epoch(over) / "overlay.bin");
  const Outcome mended = MadeStore::run({"rematch", "--store", store.root, "--top", "10"});
  CHECK(contains(mended.err, "Building it again"));
  CHECK(store.epoch()->id() == over);
  CHECK(store.epoch()->base() != nullptr);

  flip_middle_byte(store.layout.epoch(base) / "postings.bin");
  const Outcome whole = MadeStore::run({"rematch", "--store", store.root, "--top", "10"});
  CHECK(contains(whole.err, "Building it again"));
  CHECK(store.epoch()->base() == nullptr);
}

TEST_CASE("bringing lists up to date looks at all of a base but its records, and does without them") {
  const MadeStore sound, damaged;
  const std::string base = damaged.epoch()->id();
  for (const MadeStore* store : {&sound, &damaged}) store->load_day(1);
  flip_middle_byte(damaged.layout.epoch(base) / "records.bin");
  const std::string checksum = at(json_of(since(sound, base, "2026-11-23")), "checksum");
  CHECK(at(json_of(since(damaged, base, "2026-11-23")), "checksum") == checksum);
  flip_middle_byte(damaged.layout.epoch(base) / "seekers.bin");
  damaged.load_day(2);
  CHECK(contains(run_schakel(since(damaged, base, "2026-11-24")).err, "seekers.bin"));
}

TEST_CASE("damaged lists of the base are named, with how to make them, and nothing is made of them") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  store.load_day(1);
  flip_middle_byte(store.layout.run(run_name(base, 10)) / "lists.bin");
  const Outcome refused = run_schakel(since(store, base, "2026-11-23"));
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "lists.bin"));
  CHECK(contains(refused.err, "schakel rematch --store"));
  CHECK(runs_of(store.layout, store.epoch()->id()).empty());
}

TEST_CASE("erase says what still holds a record, and who was not there") {
  const MadeStore store;
  const std::string someone(store.epoch()->name(SeekerId{0}));
  const auto json = json_of({"erase", "--json", "--store", store.root, "--seeker", someone, "--vacancy", "nosuch"});
  CHECK(at(json, "erased") == "1");
  CHECK(at(json, "unknown.0") == "nosuch");
  CHECK(contains(at(json, "remains.0.where"), store.epoch()->id()));
  CHECK(run_schakel({"erase", "--store", store.root}).exit_code == 2);
  CHECK(run_schakel({"erase", "--store", store.root + "-none", "--seeker", "a"}).exit_code == 1);
}

}  // namespace
}  // namespace schakel::test
