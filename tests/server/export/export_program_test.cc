// schakel export as its user runs it.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <iostream>

#include "index/seal/seal.h"
#include "tests/server/made_store.h"
#include "tests/server/small_disk.h"

using namespace schakel;
using namespace schakel::test;
using testing::read_bytes;

namespace {

void check_one_line(const Outcome& outcome, int exit_code, std::string_view word) {
  INFO(outcome.err);
  CHECK(outcome.exit_code == exit_code);
  CHECK(outcome.out.empty());
  CHECK(lines_in(outcome.err) == (outcome.exit_code == 2 ? 2 : 1));  // wrong usage gets a hint
  CHECK(contains(outcome.err, word));
}

Outcome export_to(const MadeStore& made, const std::filesystem::path& out, uid_t user = 0) {
  return run_schakel({"export", "--store", made.root, "--out", out.string()}, user);
}

}  // namespace

TEST_CASE("an export of a store is sealed, and says in text and in JSON what is in it") {
  const MadeStore made;
  const std::string out = (made.folder / "lists").string();
  const Outcome told = MadeStore::run({"export", "--store", made.root, "--out", out});
  CHECK(contains(told.out, "vacancy-lists.ndjson.zst"));
  const auto manifest = verify_seal(out);
  REQUIRE(manifest);
  CHECK(manifest->facts.at("top") == "10");
  const auto json = parse_json(MadeStore::run({"export", "--json", "--store", made.root, "--out", out}).out);
  CHECK(at(json, "facts.epoch") == manifest->id);
  CHECK(at(json, "facts.vacancyRows") == manifest->facts.at("vacancyRows"));
  CHECK(at(json, "files.0.name") == "concepts.ndjson.zst");
  CHECK(at(json, "files.0.sha256") == manifest->files[0].sha256);
}

TEST_CASE("the lists alone are sealed too, and say that they have no reasons") {
  const MadeStore made;
  const std::string out = (made.folder / "lists").string();
  const std::vector<std::string> words{"export", "--store", made.root, "--out", out, "--lists-only"};
  const Outcome told = MadeStore::run(words);
  CHECK(contains(told.out, "vacancy-lists.ndjson.zst"));
  CHECK_FALSE(contains(told.out, "concepts"));
  const auto manifest = verify_seal(out);
  REQUIRE(manifest);
  CHECK(manifest->files.size() == 2);
  auto one_thread = words;
  one_thread.insert(one_thread.end(), {"--json", "--threads", "1"});
  const auto json = parse_json(MadeStore::run(one_thread).out);
  CHECK(at(json, "facts.reasons") == "no");
  CHECK(at(json, "files.0.sha256") == manifest->files[0].sha256);
}

TEST_CASE("of several lists the longest are exported, or those that are asked for") {
  const MadeStore made;
  MadeStore::run({"rematch", "--store", made.root, "--top", "3"});
  const std::string out = (made.folder / "lists").string();
  const auto top = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"export", "--json", "--store", made.root, "--out", out});
    return at(parse_json(MadeStore::run(more).out), "facts.top");
  };
  CHECK(top({}) == "10");
  CHECK(top({"--top", "3"}) == "3");
  check_one_line(run_schakel({"export", "--store", made.root, "--out", out, "--top", "7"}), 1, "schakel rematch");
  CHECK(read_manifest(out)->facts.at("top") == "3");
}

TEST_CASE("without lists, without an epoch and without a store the way to make them is told") {
  const MadeStore made;
  const auto out = made.folder / "lists";
  std::filesystem::remove_all(made.layout.runs());
  check_one_line(export_to(made, out), 1, "schakel rematch --store " + made.root);
  std::filesystem::remove(made.layout.current());
  check_one_line(export_to(made, out), 1, "schakel index --store " + made.root);
  std::filesystem::remove_all(made.root);
  CHECK(export_to(made, out).exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(out));
}

TEST_CASE("damaged lists are not exported, and the way to make them again is told") {
  const MadeStore made;
  for (const auto& run : std::filesystem::directory_iterator(made.layout.runs()))
    if (std::filesystem::exists(run.path() / "lists.bin")) flip_middle_byte(run.path() / "lists.bin");
  check_one_line(export_to(made, made.folder / "lists"), 1, "schakel rematch --store " + made.root + " --top 10");
  CHECK_FALSE(std::filesystem::exists(made.folder / "lists"));
}

TEST_CASE("a folder with other things is not overwritten: wrong usage") {
  const MadeStore made;
  made.folder.write("letters/letter.txt", "to keep");
  check_one_line(export_to(made, made.folder / "letters"), 2, "left as it is");
  check_one_line(export_to(made, made.layout.root), 2, "left as it is");
  for (const auto& epoch : std::filesystem::directory_iterator(made.layout.epochs()))
    if (epoch.is_directory()) check_one_line(export_to(made, epoch.path()), 2, "left as it is");
  CHECK(read_bytes(made.folder / "letters/letter.txt") == "to keep");
  MadeStore::run({"verify", "--store", made.root});
}

TEST_CASE("a folder that may not be written is named, and nothing is left") {
  if (getuid() != 0) {
    std::cerr << "skipped: only root can become somebody else\n";
    return;
  }
  const MadeStore made;
  std::filesystem::permissions(made.folder.path(), std::filesystem::perms(0755));
  check_one_line(export_to(made, made.folder / "lists", 65534), 1, "ermission denied");
  check_one_line(export_to(made, made.folder / "new/lists", 65534), 1, "ermission denied");
  CHECK_FALSE(std::filesystem::exists(made.folder / "lists"));
  CHECK_FALSE(std::filesystem::exists(made.folder / ".lists.unfinished"));
}

TEST_CASE("a disk that fills up is told in one line, and leaves the earlier export as it was") {
  const MadeStore made;
  const SmallDisk disk(made.folder / "disk", "96k");
  if (!disk.mounted()) {
    std::cerr << "skipped: a small disk cannot be mounted here\n";
    return;
  }
  const auto out = made.folder / "disk/lists";
  check_one_line(export_to(made, out), 1, "No space left");
  CHECK(std::filesystem::is_empty(made.folder / "disk"));
}
