// Where schakel rematch --since is not enough: with another strategy, or when the counts have drifted.
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "tests/server/made_store.h"

namespace schakel::test {
namespace {

using Arguments = std::vector<std::string>;

Arguments since(const MadeStore& store, const std::string& epoch, const std::string& strategy = "") {
  Arguments arguments{"rematch", "--json",  "--store", store.root, "--top",
                      "10",      "--since", epoch,     "--date",   "2026-11-22"};
  if (!strategy.empty()) arguments.insert(arguments.end(), {"--strategy", strategy});
  return arguments;
}

std::string cold_checksum(const MadeStore& store) {
  return at(parse_json(MadeStore::run({"rematch", "--json", "--store", store.root, "--top", "10", "--cold"}).out),
            "checksum");
}

// The strategy of the epoch that answers, as a file; with `bonus` for what is a bonus.
std::string strategy_file(const MadeStore& store, const std::string& bonus) {
  std::string text = testing::read_bytes(store.layout.epoch(store.epoch()->id()) / "strategy.textproto");
  const std::string own = "bonus: 1";
  REQUIRE(text.find(own) != std::string::npos);
  text.replace(text.find(own), own.size(), "bonus: " + bonus);
  return store.folder.write("strategy-" + bonus + ".textproto", text).string();
}

TEST_CASE("with another strategy a whole epoch is made, saying why, and its lists are those of a cold rematch") {
  const MadeStore store;
  const std::string base = store.epoch()->id(), hash = store.epoch()->strategy_hash();
  const std::string same = strategy_file(store, "1"), other = strategy_file(store, "5");
  store.load_day(1);

  const Outcome kept = MadeStore::run(since(store, base, same));
  CHECK_FALSE(contains(kept.err, "whole epoch"));
  CHECK(at(parse_json(kept.out), "since") == base);
  CHECK(store.epoch()->base() != nullptr);

  const Outcome made = MadeStore::run(since(store, base, other));
  CHECK(contains(made.err, "A whole epoch is needed: the strategy is another than that of epoch " + base));
  const auto json = parse_json(made.out);
  CHECK(json.fields().count("since") == 0);
  CHECK(json.fields().count("drift") == 0);
  CHECK(store.epoch()->base() == nullptr);
  CHECK(at(json, "epoch") == store.epoch()->id());
  CHECK(at(json, "strategyHash") == store.epoch()->strategy_hash());
  CHECK(store.epoch()->strategy_hash() != hash);
  CHECK(at(json, "checksum") == cold_checksum(store));
}

TEST_CASE("a strategy that cannot be read changes nothing") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  store.load_day(1);
  const Outcome refused = run_schakel(since(store, base, (store.folder / "none.textproto").string()));
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "none.textproto"));
  CHECK(store.epoch()->id() == base);
}

TEST_CASE("it says whether it is time to count anew") {
  const MadeStore store;
  const std::string base = store.epoch()->id();
  std::ifstream seekers(store.folder / "market" / "seekers.ndjson");
  std::string again;
  REQUIRE(std::getline(seekers, again));
  const std::string revision = R"("revision":"1")";
  REQUIRE(again.find(revision) != std::string::npos);
  again.replace(again.find(revision), revision.size(), R"("revision":"2")");
  MadeStore::run({"load", "--store", store.root, store.folder.write("again/seekers.ndjson", again + "\n").string()});
  const auto json = parse_json(MadeStore::run(since(store, base)).out);
  CHECK(at(json, "changes.changed") == "1");
  CHECK(at(json, "drift.vacanciesMoved") == "0");
  CHECK(at(json, "drift.recountIsDue") == "false");

  const std::string files = (store.folder / "more").string();
  MadeStore::run({"generate", "--seekers", "120", "--vacancies", "600", "--seed", "6", "--out", files});
  MadeStore::run({"load", "--store", store.root, files + "/vacancies.ndjson"});
  const auto drifted = parse_json(MadeStore::run(since(store, base)).out);
  CHECK(at(drifted, "drift.vacanciesMoved") != "0");
  CHECK(at(drifted, "drift.recountIsDue") == "true");
}

}  // namespace
}  // namespace schakel::test
