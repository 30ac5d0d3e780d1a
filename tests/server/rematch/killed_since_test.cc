// Lists that are brought up to date by a program that is killed at any point.
#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/server/made_store.h"
#include "tests/server/rematch/killed.h"

namespace schakel::test {

TEST_CASE("lists that are brought up to date by a program that is killed at random, again and again, are the same") {
  namespace fs = std::filesystem;
  const MadeStore store;
  const std::string base = store.epoch()->id();
  store.load_day(1);
  MadeStore::run({"erase", "--store", store.root, "--seeker", std::string(store.epoch()->name(SeekerId{3}))});
  const auto since = [&](const std::string& root) {
    return std::vector<std::string>{"rematch", "--json",  "--store", root,     "--top",
                                    "10",      "--since", base,      "--date", "2026-11-23"};
  };
  const auto another = [&](const std::string& name) {
    fs::copy(store.root, store.folder / name, fs::copy_options::recursive);
    return (store.folder / name).string();
  };
  const auto expected = parse_json(MadeStore::run(since(another("undisturbed"))).out);
  REQUIRE(at(expected, "since") == base);

  for (std::uint64_t seed = 31; seed < 34; ++seed) {
    const std::string root = another("killed" + std::to_string(seed));
    const auto killed = parse_json(out_of_killed(seed, SCHAKEL_PROGRAM, since(root)));
    CHECK(at(killed, "checksum") == at(expected, "checksum"));
    CHECK(at(killed, "epoch") == at(expected, "epoch"));
    const auto verified =
        parse_json(MadeStore::run({"verify", "--json", "--store", root, "--sample", "1000", "--certificate"}).out);
    CHECK(at(verified, "differences") == "0");
    CHECK(at(verified, "certificate.differences") == "0");
    for (const fs::path& folder : {StoreLayout{root}.epochs(), StoreLayout{root}.runs()})
      for (const auto& entry : fs::directory_iterator(folder))
        CHECK_FALSE(entry.path().filename().string().starts_with(".unfinished"));
  }
}

}  // namespace schakel::test
