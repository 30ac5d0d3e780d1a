#include "server/export/out_folder.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

using namespace schakel;
using testing::read_bytes;
using testing::TempFolder;

namespace fs = std::filesystem;

namespace {

constexpr const char* kKind = "export";

// Writes and publishes a folder with one file.
Result<Manifest> publish(const fs::path& place, const std::string& content, const std::string& kind = kKind) {
  auto folder = OutFolder::create(place, kind);
  if (!folder) return std::unexpected(folder.error());
  std::ofstream(folder->unfinished() / "data.txt") << content;
  return folder->publish({.id = "x"});
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

// What stands at `place` is refused, and nothing changes.
void check_refused(const TempFolder& folder, const fs::path& place, const std::string& part) {
  const auto before = names_in(folder.path());
  const auto refused = OutFolder::create(place, kKind);
  REQUIRE_FALSE(refused);
  INFO(refused.error().message);
  CHECK(refused.error().code == ErrorCode::kBadUsage);
  CHECK(refused.error().message.find(part) != std::string::npos);
  CHECK(refused.error().message.find("left as it is") != std::string::npos);
  CHECK(names_in(folder.path()) == before);
}

}  // namespace

TEST_CASE("a folder appears sealed under its name, with the folders above it and nothing beside it") {
  const TempFolder folder;
  REQUIRE(publish(folder / "a/b/out", "one"));
  CHECK(verify_seal(folder / "a/b/out"));
  CHECK(names_in(folder / "a/b") == std::vector<std::string>{"out"});
  CHECK(names_in(folder / "a/b/out") == std::vector<std::string>{"data.txt", "manifest.json"});
}

TEST_CASE("an empty folder and an earlier one of the same kind give way") {
  const TempFolder folder;
  fs::create_directory(folder / "out");
  REQUIRE(publish(folder / "out", "one"));
  REQUIRE(publish(folder / "out/", "two"));
  CHECK(read_bytes(folder / "out/data.txt") == "two");
  CHECK(names_in(folder.path()) == std::vector<std::string>{"out"});
}

TEST_CASE("whatever else stands there is refused and stays") {
  const TempFolder folder;
  folder.write("full/letter.txt", "to keep");
  check_refused(folder, folder / "full", "other things");
  folder.write("file", "to keep");
  check_refused(folder, folder / "file", "no folder");
  REQUIRE(publish(folder / "epoch", "an epoch", "epoch"));
  check_refused(folder, folder / "epoch", "other things");
  REQUIRE(publish(folder / "mixed", "one"));
  folder.write("mixed/notes.txt", "to keep");
  check_refused(folder, folder / "mixed", "notes.txt");
  folder.write("odd/manifest.json", "{}");
  check_refused(folder, folder / "odd", "other things");
  CHECK(read_bytes(folder / "full/letter.txt") == "to keep");
  CHECK(read_bytes(folder / "mixed/notes.txt") == "to keep");
}

TEST_CASE("what comes to stand there while the folder is written is not lost either") {
  const TempFolder folder;
  auto out = OutFolder::create(folder / "out", kKind);
  REQUIRE(out);
  folder.write("out/letter.txt", "to keep");
  CHECK_FALSE(out->publish({.id = "x"}));
  CHECK(read_bytes(folder / "out/letter.txt") == "to keep");
}

TEST_CASE("a folder that is not published leaves nothing, and the earlier one as it was") {
  const TempFolder folder;
  REQUIRE(publish(folder / "out", "one"));
  {
    auto out = OutFolder::create(folder / "out", kKind);
    REQUIRE(out);
    std::ofstream(out->unfinished() / "data.txt") << "half";
  }
  CHECK(read_bytes(folder / "out/data.txt") == "one");
  CHECK(names_in(folder.path()) == std::vector<std::string>{"out"});
}

TEST_CASE("what a killed process left is not in the next one") {
  const TempFolder folder;
  folder.write(".out.unfinished/half.txt", "half");
  REQUIRE(publish(folder / "out", "one"));
  CHECK(names_in(folder.path()) == std::vector<std::string>{"out"});
  CHECK(names_in(folder / "out") == std::vector<std::string>{"data.txt", "manifest.json"});
}

TEST_CASE("two at once cannot write to the same place, and the first one goes on") {
  const TempFolder folder;
  auto first = OutFolder::create(folder / "out", kKind);
  REQUIRE(first);
  std::ofstream(first->unfinished() / "data.txt") << "one";
  const auto second = OutFolder::create(folder / "out", kKind);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kBusy);
  CHECK(OutFolder::create(folder / "other", kKind));
  REQUIRE(first->publish({.id = "x"}));
  CHECK(read_bytes(folder / "out/data.txt") == "one");
}

TEST_CASE("a link leads to the folder that is written") {
  const TempFolder folder;
  fs::create_directory(folder / "disk");
  fs::create_directory_symlink(folder / "disk", folder / "link");
  REQUIRE(publish(folder / "link", "one"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(read_bytes(folder / "disk/data.txt") == "one");
}
