#include "index/epoch/array_file.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <numeric>

namespace schakel {
namespace {

std::filesystem::path scratch_file() {
  return std::filesystem::temp_directory_path() / ("schakel-arrays-" + std::to_string(::getpid()) + ".bin");
}

}  // namespace

TEST_CASE("arrays come back as they were written, aligned, the empty one too") {
  std::vector<std::uint64_t> longs(1000);
  std::iota(longs.begin(), longs.end(), 5);
  const std::vector<char> bytes{'a', 'b', 'c'};
  const std::vector<std::uint16_t> none;
  ArrayFileWriter writer;
  writer.add("bytes", bytes);
  writer.add("none", none);
  writer.add("longs", longs);
  REQUIRE(writer.write(scratch_file()).has_value());
  const auto file = ArrayFile::open(scratch_file());
  REQUIRE(file.has_value());
  std::span<const std::uint64_t> read_longs;
  std::span<const char> read_bytes;
  std::span<const std::uint16_t> read_none;
  REQUIRE(file->get("longs", read_longs).has_value());
  REQUIRE(file->get("bytes", read_bytes).has_value());
  REQUIRE(file->get("none", read_none).has_value());
  REQUIRE(std::vector(read_longs.begin(), read_longs.end()) == longs);
  REQUIRE(std::vector(read_bytes.begin(), read_bytes.end()) == bytes);
  REQUIRE(read_none.empty());
  REQUIRE(reinterpret_cast<std::uintptr_t>(read_longs.data()) % 64 == 0);

  std::span<const std::uint32_t> wrong;
  REQUIRE(file->get("longs", wrong).error().code == ErrorCode::kCorrupt);
  REQUIRE(file->get("nothing", wrong).error().code == ErrorCode::kCorrupt);
  std::filesystem::remove(scratch_file());
}

TEST_CASE("a file that is too short, or is something else, is refused") {
  for (const std::string& text : {std::string(), std::string("SCHAKEL1"), std::string(200, 'x')}) {
    std::ofstream(scratch_file(), std::ios::binary) << text;
    const auto file = ArrayFile::open(scratch_file());
    REQUIRE_FALSE(file.has_value());
    REQUIRE(file.error().code == ErrorCode::kCorrupt);
  }
  std::filesystem::remove(scratch_file());
  REQUIRE(ArrayFile::open(scratch_file()).error().code == ErrorCode::kNotFound);
}

TEST_CASE("an array that would run past the end of a cut file is refused") {
  const std::vector<std::uint64_t> longs(1000, 7);
  ArrayFileWriter writer;
  writer.add("longs", longs);
  REQUIRE(writer.write(scratch_file()).has_value());
  std::filesystem::resize_file(scratch_file(), 4000);
  const auto file = ArrayFile::open(scratch_file());
  REQUIRE(file.has_value());
  std::span<const std::uint64_t> read;
  REQUIRE(file->get("longs", read).error().code == ErrorCode::kCorrupt);
  std::filesystem::remove(scratch_file());
}

}  // namespace schakel
