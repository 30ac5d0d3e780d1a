#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "server/epochs.h"
#include "tests/server/cli/program.h"
#include "tests/server/made_store.h"

namespace schakel::test {
namespace {

TEST_CASE("the next night makes its lists of those of the night before, the same lists as without") {
  const MadeStore store;
  const std::string before = store.epoch()->id();
  MadeStore::run({"index", "--store", store.root, "--date", "2026-11-23"});
  const std::vector<std::string> rematch{"rematch", "--json", "--store", store.root, "--top", "10"};
  auto cold = rematch;
  cold.emplace_back("--cold");
  const auto without = parse_json(MadeStore::run(cold).out);
  const auto with = parse_json(MadeStore::run(rematch).out);
  CHECK(without.fields().count("madeOf") == 0);
  CHECK(at(with, "madeOf.epoch") == before);
  CHECK(at(with, "checksum") == at(without, "checksum"));
  const std::string text = MadeStore::run({"rematch", "--store", store.root, "--top", "10"}).out;
  CHECK(contains(text, before + ", the lists of 2026-11-22: "));
  const std::string verified = MadeStore::run({"verify", "--store", store.root, "--certificate"}).out;
  CHECK(contains(verified, "Carried over from the lists of an earlier epoch"));
  CHECK(contains(verified, "0 differences"));

  // What is damaged saves no time, and costs nothing else.
  flip_middle_byte(store.layout.epoch(before) / "positions.bin");
  const auto doubtful = parse_json(MadeStore::run(rematch).out);
  CHECK(doubtful.fields().count("madeOf") == 0);
  CHECK(at(doubtful, "seededBy") == before);
  CHECK(at(doubtful, "checksum") == at(without, "checksum"));
  flip_middle_byte(store.layout.run(run_name(before, 10)) / "lists.bin");
  const auto damaged = parse_json(MadeStore::run(rematch).out);
  CHECK(damaged.fields().count("madeOf") + damaged.fields().count("seededBy") == 0);
  CHECK(at(damaged, "checksum") == at(without, "checksum"));
}

TEST_CASE("lists that are too short to make longer ones of are tried first") {
  const MadeStore store;
  const std::string before = store.epoch()->id();
  MadeStore::run({"index", "--store", store.root, "--date", "2026-11-23"});
  const std::vector<std::string> rematch{"rematch", "--json", "--store", store.root, "--top", "20"};
  auto cold = rematch;
  cold.emplace_back("--cold");
  const auto without = parse_json(MadeStore::run(cold).out);
  const auto with = parse_json(MadeStore::run(rematch).out);
  CHECK(with.fields().count("madeOf") == 0);
  CHECK(at(with, "seededBy") == before);
  CHECK(at(with, "checksum") == at(without, "checksum"));
  const std::string text = MadeStore::run({"rematch", "--store", store.root, "--top", "20"}).out;
  CHECK(contains(text, before + ", the lists of 2026-11-22, tried first"));
}

}  // namespace
}  // namespace schakel::test
