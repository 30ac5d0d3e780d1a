#include "index/seal/seal.h"

#include <catch2/catch.hpp>

#include "index/seal/sha256.h"
#include "index/seal/verify_but.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::overwrite;
using testing::TempFolder;

namespace fs = std::filesystem;

void write(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  REQUIRE(write_file_atomically(file, bytes));
}

Manifest example() {
  return {.kind = "epoch", .id = "7-ab", .facts = {{"sequence", "12"}, {"a \"b\"\n\\", "é"}}, .files = {}};
}

fs::path sealed_example(const fs::path& folder) {
  write(folder / "b.bin", "bytes of b");
  write(folder / "inner/a.bin", "");
  write(folder / "inner/manifest.json", "not the manifest");
  REQUIRE(seal_folder(folder, example()));
  return folder;
}

void check_corrupt(const fs::path& folder, const std::string& name) {
  const auto verified = verify_seal(folder);
  REQUIRE(!verified);
  CHECK(verified.error().code == ErrorCode::kCorrupt);
  CHECK(verified.error().message.find(name) != std::string::npos);
}

}  // namespace

TEST_CASE("a sealed folder verifies and its manifest says what is in it") {
  const TempFolder temp;
  const auto folder = sealed_example(temp.path() / "x");
  const auto manifest = verify_seal(folder);
  REQUIRE(manifest);
  CHECK(manifest->kind == "epoch");
  CHECK(manifest->id == "7-ab");
  CHECK(manifest->facts == example().facts);
  REQUIRE(manifest->files.size() == 3);
  CHECK(manifest->files[0].name == "b.bin");
  CHECK(manifest->files[0].bytes == 10);
  CHECK(manifest->files[0].sha256 == sha256_hex("bytes of b"));
  CHECK(manifest->files[1].name == "inner/a.bin");
  CHECK(manifest->files[2].name == "inner/manifest.json");
}

TEST_CASE("sealing twice gives the same bytes") {
  const TempFolder temp;
  const auto one = sealed_example(temp.path() / "one");
  const auto two = sealed_example(temp.path() / "two");
  CHECK(read_whole_file(one / kManifestName).value() == read_whole_file(two / kManifestName).value());
  const auto before = read_whole_file(one / kManifestName).value();
  REQUIRE(seal_folder(one, example()));
  CHECK(read_whole_file(one / kManifestName).value() == before);
}

TEST_CASE("an empty folder can be sealed") {
  const TempFolder temp;
  REQUIRE(seal_folder(temp.path(), {.kind = "run", .id = "", .facts = {}, .files = {}}));
  CHECK(verify_seal(temp.path())->files.empty());
}

TEST_CASE("every flipped bit in a file or in the manifest is found") {
  const TempFolder temp;
  const auto folder = sealed_example(temp.path() / "x");
  for (const auto* name : {"b.bin", "inner/manifest.json", kManifestName}) {
    const auto good = read_whole_file(folder / name).value();
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
      auto bad = good;
      bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << bit % 8));
      overwrite(folder / name, bad);
      INFO(name << " bit " << bit);
      REQUIRE(verify_seal(folder).error().code == ErrorCode::kCorrupt);
    }
    overwrite(folder / name, good);
  }
  CHECK(verify_seal(folder));
}

TEST_CASE("a missing, an added, a longer file and a link are each named") {
  const TempFolder temp;
  const auto folder = sealed_example(temp.path() / "x");
  SECTION("missing") {
    fs::remove(folder / "inner/a.bin");
    check_corrupt(folder, "inner/a.bin is missing");
  }
  SECTION("added") {
    write(folder / "inner/c.bin", "");
    check_corrupt(folder, "inner/c.bin is not in the manifest");
  }
  SECTION("longer") {
    write(folder / "inner/a.bin", "x");
    check_corrupt(folder, "inner/a.bin has 1 bytes, sealed with 0");
  }
  SECTION("link") {
    fs::remove(folder / "b.bin");
    fs::create_symlink("inner/a.bin", folder / "b.bin");
    check_corrupt(folder, "b.bin is no ordinary file");
  }
}

TEST_CASE("a file that is not read may be damaged, and not missing or of another size") {
  const TempFolder temp;
  const auto folder = sealed_example(temp.path() / "x");
  overwrite(folder / "b.bin", "bytes of B");
  CHECK(verify_seal_but(folder, "b.bin"));
  check_corrupt(folder, "b.bin");
  CHECK_FALSE(verify_seal_but(folder, "inner/a.bin"));
  overwrite(folder / "b.bin", "bytes");
  CHECK_FALSE(verify_seal_but(folder, "b.bin"));
  fs::remove(folder / "b.bin");
  CHECK_FALSE(verify_seal_but(folder, "b.bin"));
}

TEST_CASE("a folder without a manifest is not sealed") {
  const TempFolder temp;
  CHECK(verify_seal(temp.path()).error().code == ErrorCode::kNotFound);
  CHECK(read_manifest(temp.path() / "absent").error().code == ErrorCode::kNotFound);
  CHECK(seal_folder(temp.path() / "absent", {}).error().code == ErrorCode::kNotFound);
}

TEST_CASE("a file name that is not UTF-8 cannot be sealed") {
  const TempFolder temp;
  write(temp.path() / "a\xff", "");
  CHECK(seal_folder(temp.path(), example()).error().code == ErrorCode::kBadInput);
  CHECK(!fs::exists(temp.path() / kManifestName));
}

TEST_CASE("publishing puts a sealed folder in place of an older one") {
  const TempFolder temp;
  const auto target = temp.path() / "current";
  REQUIRE(publish_folder(sealed_example(temp.path() / "one.tmp"), target));
  CHECK(verify_seal(target));
  auto newer = sealed_example(temp.path() / "two.tmp");
  write(newer / "b.bin", "newer");
  REQUIRE(seal_folder(newer, example()));
  REQUIRE(publish_folder(newer / "", target / ""));
  CHECK(read_whole_file(target / "b.bin").value() == "newer");
  CHECK(verify_seal(target));
  CHECK(!fs::exists(newer));
}

TEST_CASE("publishing never replaces a folder that holds somebody else's files") {
  const TempFolder temp;
  write(temp.path() / "documents/letter", "dear");
  const auto sealed = sealed_example(temp.path() / "x");
  CHECK(publish_folder(sealed, temp.path() / "documents").error().code == ErrorCode::kBadUsage);
  CHECK(publish_folder(sealed, temp.path() / "documents/letter").error().code == ErrorCode::kBadUsage);
  CHECK(read_whole_file(temp.path() / "documents/letter").value() == "dear");
  CHECK(verify_seal(sealed));
}

TEST_CASE("publishing refuses a folder that was never sealed") {
  const TempFolder temp;
  write(temp.path() / "x/file", "");
  CHECK(publish_folder(temp.path() / "x", temp.path() / "y").error().code == ErrorCode::kBadUsage);
}

TEST_CASE("an atomic write leaves no temporary file, whether it succeeds or not") {
  const TempFolder temp;
  write(temp.path() / "a", "one");
  write(temp.path() / "a", "two");
  CHECK(read_whole_file(temp.path() / "a").value() == "two");
  fs::create_directories(temp.path() / "folder/inner");
  CHECK(!write_file_atomically(temp.path() / "folder", "bytes"));
  CHECK(write_file_atomically(temp.path() / "absent/a", "").error().code == ErrorCode::kNotFound);
  CHECK(std::distance(fs::directory_iterator(temp.path()), {}) == 2);
}

}  // namespace schakel
