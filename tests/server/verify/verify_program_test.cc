// schakel verify as its user runs it.
#include <catch2/catch.hpp>

#include "engine/match_lists.h"
#include "engine/rematch.h"
#include "index/seal/manifest.h"
#include "server/epochs.h"
#include "tests/server/made_store.h"

using namespace schakel;
using namespace schakel::test;
using testing::read_bytes;
using testing::TempFolder;

namespace {

// Seals lists with one wrong total in the place of the good ones; says whose list it is.
std::string plant_wrong_total(const MadeStore& made) {
  const auto epoch = made.epoch();
  MatchLists lists = rematch(*epoch, {.k = 10});
  std::uint32_t v = 0;
  while (lists.vacancies.begin[v + 1] == lists.vacancies.begin[v]) ++v;
  --lists.vacancies.rows[lists.vacancies.begin[v]].total;
  const auto place = made.layout.run(run_name(epoch->id(), 10));
  std::filesystem::remove_all(place);
  REQUIRE(write_run(lists, *epoch, 10, place));
  return std::string(epoch->name(VacancyId{v}));
}

}  // namespace

TEST_CASE("a sound store is told to be so, with what was looked at") {
  const MadeStore made;
  const Outcome told = MadeStore::run({"verify", "--store", made.root});
  CHECK(told.err.empty());
  for (const char* part : {"records", "epoch", "lists", "text index"}) CHECK(contains(told.out, part));
  CHECK(contains(told.out, "0 differences"));
  CHECK_FALSE(contains(told.out, "NOT SOUND"));
  const auto json = parse_json(MadeStore::run({"verify", "--json", "--store", made.root, "--sample", "20"}).out);
  CHECK(at(json, "differences") == "0");
  CHECK(at(json, "vacancyLists") == "20");
  CHECK(at(json, "seekerLists") == "20");
  CHECK(at(json, "pairs") == std::to_string(20 * (made.epoch()->seekers() + made.epoch()->vacancies())));
  CHECK(at(json, "parts.1.sound") == "true");
}

TEST_CASE("the certificate of sound lists holds, and that of wrong ones does not") {
  const MadeStore made;
  const std::vector<std::string> verify{"verify", "--store", made.root, "--certificate", "--pairs", "1000"};
  const Outcome told = MadeStore::run(verify);
  CHECK(contains(told.out, "1,000 pairs scored, half of them near listed ones"));
  CHECK(contains(told.out, "Compared cell by cell: "));
  CHECK(contains(told.out, "0 differences"));
  CHECK_FALSE(contains(told.out, "by the reference scorer"));  // a sample only where it is asked for
  auto with_json = verify;
  with_json.insert(with_json.end(), {"--json", "--sample", "5"});
  const auto json = parse_json(MadeStore::run(with_json).out);
  CHECK(at(json, "certificate.differences") == "0");
  CHECK(at(json, "certificate.origin") == "compared");
  CHECK(at(json, "certificate.pairs") == "1000");
  CHECK(at(json, "certificate.lists") == std::to_string(made.epoch()->seekers() + made.epoch()->vacancies()));
  CHECK(at(json, "vacancyLists") == "5");

  const std::string vacancy = plant_wrong_total(made);
  const Outcome wrong = run_schakel(verify);
  CHECK(wrong.exit_code == 1);
  CHECK(contains(wrong.out, "vacancy " + vacancy));
  CHECK(contains(wrong.err, "differ from their certificate"));
}

TEST_CASE("of a small market the certificate is checked with all pairs") {
  const MadeStore made;
  const std::vector<std::string> verify{"verify", "--store", made.root, "--certificate"};
  CHECK(contains(MadeStore::run(verify).out, " pairs scored with the reference scorer"));
  auto with_json = verify;
  with_json.emplace_back("--json");
  const std::uint64_t pairs = std::uint64_t{made.epoch()->seekers()} * made.epoch()->vacancies();
  CHECK(at(parse_json(MadeStore::run(with_json).out), "certificate.pairs") == std::to_string(pairs));
}

TEST_CASE("lists of another format are not sound, and it is said how to make them again") {
  const MadeStore made;
  const auto folder = made.layout.run(run_name(made.epoch()->id(), 10));
  auto manifest = read_manifest(folder);
  REQUIRE(manifest);
  manifest->facts["format"] = "3";
  testing::overwrite(folder / "manifest.json", write_manifest(*manifest));
  const Outcome told = run_schakel({"verify", "--store", made.root, "--certificate"});
  CHECK(told.exit_code == 1);
  CHECK(contains(told.out,
                 "is a run of format 3, and this program reads those of format 4; make the lists again with: "
                 "schakel rematch --store " +
                     made.root + " --top 10"));
  MadeStore::run({"rematch", "--store", made.root, "--top", "10"});
  CHECK(contains(MadeStore::run({"verify", "--store", made.root, "--certificate"}).out, "0 differences"));
}

TEST_CASE("a wrong total under a good seal is found, and fails") {
  const MadeStore made;
  const std::string vacancy = plant_wrong_total(made);
  const Outcome told = run_schakel({"verify", "--store", made.root});
  CHECK(told.exit_code == 1);
  CHECK(contains(told.out, "1 difference, in "));
  CHECK(contains(told.out, "vacancy " + vacancy + ", rank 1: "));
  CHECK(lines_in(told.err) == 1);
  CHECK(contains(told.err, "1 of " + std::to_string(made.epoch()->seekers() + made.epoch()->vacancies()) + " lists"));
  CHECK(run_schakel({"export", "--store", made.root, "--out", (made.folder / "lists").string()}).exit_code == 1);
}

TEST_CASE("a flipped byte is found, fails, and is not mended") {
  const MadeStore made;
  const auto file = made.layout.epoch(made.epoch()->id()) / "postings.bin";
  flip_middle_byte(file);
  const std::string damaged = read_bytes(file);
  const Outcome told = run_schakel({"verify", "--store", made.root});
  CHECK(told.exit_code == 1);
  CHECK(contains(told.out, "NOT SOUND"));
  CHECK(contains(told.out, "postings.bin"));
  CHECK(lines_in(told.err) == 1);
  CHECK(read_bytes(file) == damaged);
}

TEST_CASE("the seals alone are checked with a sample of none") {
  const MadeStore made;
  const Outcome told = MadeStore::run({"verify", "--store", made.root, "--sample", "0"});
  CHECK_FALSE(contains(told.out, "differences"));
}

TEST_CASE("a store that is not there is one message") {
  const TempFolder folder;
  const Outcome told = run_schakel({"verify", "--store", (folder / "none").string()});
  CHECK(told.exit_code == 1);
  CHECK(lines_in(told.err) == 1);
  CHECK(contains(told.err, "schakel load"));
}
