#include "index/seal/past_cache.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "index/seal/seal.h"
#include "index/seal/sha256.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::Random;
using testing::TempFolder;

}  // namespace

TEST_CASE("a file past the cache holds its pieces, whatever their sizes, and its hash is right") {
  const TempFolder temp;
  Random random(77);
  for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, (4U << 20) - 1, 4U << 20, (4U << 20) + 1, 21'000'000U}) {
    INFO(size << " bytes");
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; i += 97) bytes[i] = static_cast<char>(random.next());
    std::vector<std::string_view> pieces{std::string_view()};  // as of an empty vector
    for (std::size_t at = 0; at < size;) {
      const std::size_t part = random.chance(10) ? 0 : random.between(1, static_cast<std::uint32_t>(size / 3 + 1));
      pieces.push_back(std::string_view(bytes).substr(at, part));
      at += pieces.back().size();
    }
    const auto file = temp.path() / ("of-" + std::to_string(size));
    const auto written = write_past_cache(file, pieces);
    REQUIRE(written);
    REQUIRE(written->name == file.filename());
    REQUIRE(written->bytes == size);
    REQUIRE(read_whole_file(file).value() == bytes);
    REQUIRE(written->sha256 == sha256_hex(bytes));
  }
}

TEST_CASE("where a file system has nothing but its cache, a file goes through it") {
  const std::filesystem::path memory = "/dev/shm";
  if (!std::filesystem::is_directory(memory)) {
    WARN("skipped: no file system in memory here");
    return;
  }
  const auto file = memory / ("schakel-past-cache-" + std::to_string(::getpid()));
  const std::string bytes(10'000'000, 'm');
  const auto written = write_past_cache(file, std::vector<std::string_view>{bytes});
  const auto read = read_whole_file(file);
  std::filesystem::remove(file);
  REQUIRE(written);
  REQUIRE(read.value() == bytes);
  REQUIRE(written->sha256 == sha256_hex(bytes));
}

TEST_CASE("a folder is sealed with the hashes that its writers give, and the seal holds") {
  const TempFolder temp;
  const auto folder = temp.path() / "sealed";
  std::filesystem::create_directory(folder);
  const std::string bytes(10'000, 'x');
  const auto written = write_past_cache(folder / "known.bin", std::vector<std::string_view>{bytes});
  REQUIRE(written);
  REQUIRE(write_file_atomically(folder / "other.bin", "other"));
  REQUIRE(seal_folder(folder, {.kind = "run", .id = "r", .facts = {}, .files = {*written}}));
  const auto verified = verify_seal(folder);
  REQUIRE(verified);
  REQUIRE(verified->files.size() == 2);
  REQUIRE(verified->files[0].sha256 == sha256_hex(bytes));
}

TEST_CASE("a file of another size than its writer said is hashed anew") {
  const TempFolder temp;
  REQUIRE(write_file_atomically(temp.path() / "a.bin", "more than was said"));
  REQUIRE(seal_folder(temp.path(), {.kind = "run", .id = "r", .facts = {}, .files = {{"a.bin", 3, "no hash"}}}));
  REQUIRE(verify_seal(temp.path()));
}

TEST_CASE("a file that cannot be written past the cache is an error with its name") {
  const TempFolder temp;
  const auto written = write_past_cache(temp.path() / "absent" / "a.bin", std::vector<std::string_view>{"a"});
  REQUIRE(!written);
  REQUIRE(written.error().code == ErrorCode::kNotFound);
  REQUIRE(written.error().message.find("a.bin") != std::string::npos);
}

}  // namespace schakel
