#include "server/verify/check_store.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "tests/server/made_store.h"

using namespace schakel;
using namespace schakel::test;

namespace fs = std::filesystem;

namespace {

std::vector<std::string> not_sound(const CheckedStore& store) {
  std::vector<std::string> names;
  for (const CheckedPart& part : store.parts)
    if (part.wrong) names.push_back(part.name);
  return names;
}

// Damages each file below a folder, in two ways, and mends it again: the part must be found not sound each time.
void check_every_file(const MadeStore& made, const fs::path& folder, const std::string& part) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.file_size() > 0 && entry.path().filename() != ".lock")
      files.push_back(entry.path());
  REQUIRE_FALSE(files.empty());
  for (const fs::path& file : files) {
    INFO(file);
    flip_middle_byte(file);
    CHECK(std::ranges::count(not_sound(check_store(made.layout, {})), part) == 1);
    flip_middle_byte(file);
    const fs::path aside = made.folder / "aside";
    fs::rename(file, aside);
    CHECK(std::ranges::count(not_sound(check_store(made.layout, {})), part) == 1);
    fs::rename(aside, file);
  }
  CHECK(not_sound(check_store(made.layout, {})).empty());
}

}  // namespace

TEST_CASE("a sound store has four sound parts, and opens its epoch and its lists") {
  const MadeStore made;
  const CheckedStore store = check_store(made.layout, {});
  CHECK(not_sound(store).empty());
  REQUIRE(store.parts.size() == 4);
  REQUIRE(store.epoch);
  REQUIRE(store.run);
  CHECK(store.epoch->id() == made.epoch()->id());
  CHECK(store.run->k() == 10);
}

TEST_CASE("a changed byte or a lost file of the epoch, the lists or the text index is found") {
  const MadeStore made;
  check_every_file(made, made.layout.epochs(), "epoch");
  check_every_file(made, made.layout.runs(), "lists");
  check_every_file(made, made.layout.texts(), "text index");
}

TEST_CASE("a changed byte in the records is found, even where no lists come from it") {
  const MadeStore made;
  std::size_t tables = 0;
  for (const auto& entry : fs::recursive_directory_iterator(made.layout.records())) {
    if (entry.path().extension() != ".sst") continue;
    INFO(entry.path());
    ++tables;
    flip_middle_byte(entry.path());
    CHECK(not_sound(check_store(made.layout, {})) == std::vector<std::string>{"records"});
    flip_middle_byte(entry.path());
  }
  CHECK(tables > 0);
  CHECK(not_sound(check_store(made.layout, {})).empty());
}

TEST_CASE("with damaged records the epoch and its lists are still looked at") {
  const MadeStore made;
  fs::remove(made.layout.records() / "mark");
  const CheckedStore store = check_store(made.layout, {});
  CHECK(not_sound(store) == std::vector<std::string>{"records"});
  CHECK(store.run);
}

TEST_CASE("all lists of the epoch are checked, and those that are asked for are opened") {
  const MadeStore made;
  MadeStore::run({"rematch", "--store", made.root, "--top", "3"});
  const CheckedStore store = check_store(made.layout, 3);
  CHECK(store.parts.size() == 5);
  REQUIRE(store.run);
  CHECK(store.run->k() == 3);
  CHECK(not_sound(check_store(made.layout, 7)) == std::vector<std::string>{"lists"});
}
