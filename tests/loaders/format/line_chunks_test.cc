#include "loaders/format/line_chunks.h"

#include <zstd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "loaders/format/row_limit.h"
#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::Random;
using testing::TempFolder;

std::vector<Chunk> chunks_of(const std::filesystem::path& file, std::size_t chunk_bytes) {
  LineChunks chunks(*ByteInput::open(file), chunk_bytes);
  std::vector<Chunk> all;
  while (true) {
    Result<std::optional<Chunk>> chunk = chunks.next();
    REQUIRE(chunk);
    if (!*chunk) return all;
    all.push_back(**std::move(chunk));
  }
}

TEST_CASE("chunks are whole lines, together the file, and numbered right") {
  const TempFolder folder;
  Random random(4);
  for (int trial = 0; trial < 60; ++trial) {
    std::string text;
    for (std::uint32_t i = random.between(0, 40); i > 0; --i)
      text +=
          random.chance(20) ? (random.chance(50) ? "\n" : " \t\r\n") : std::string(random.between(1, 60), 'x') + "\n";
    if (random.chance(30)) text += "zonder einde";
    const auto file = folder.write("x", text);
    std::string together;
    std::uint64_t line = 1;
    std::uint64_t row = 1;
    for (const Chunk& chunk : chunks_of(file, random.between(1, 200))) {
      REQUIRE(chunk.first_line == line);
      REQUIRE(chunk.first_row == row);
      together += chunk.bytes;
      REQUIRE((chunk.bytes.ends_with('\n') || together == text));
      std::string_view left = chunk.bytes;
      while (!left.empty()) {
        const std::string_view one = left.substr(0, std::min(left.find('\n'), left.size() - 1) + 1);
        row += is_blank(one) ? 0 : 1;
        ++line;
        left.remove_prefix(one.size());
      }
    }
    REQUIRE(together == text);
  }
}

TEST_CASE("a byte order mark at the start of the file is dropped") {
  const TempFolder folder;
  const auto chunks = chunks_of(folder.write("x", "\xef\xbb\xbf{}\n\xef\xbb\xbf\n"), 1000);
  REQUIRE(chunks.size() == 1);
  CHECK(chunks[0].bytes == "{}\n\xef\xbb\xbf\n");
}

TEST_CASE("a line that never ends costs its own bytes, not the memory or the rest of the file") {
  const TempFolder folder;
  const std::string text = "a\n" + std::string(3 * kMaxRowBytes, 'x') + "\nb\n";
  std::string together;
  std::uint64_t rows = 0;
  for (const Chunk& chunk : chunks_of(folder.write("x", text), 100'000)) {
    together += chunk.bytes;
    rows = chunk.first_row;
    REQUIRE(chunk.bytes.size() <= kMaxRowBytes + 300'000);
  }
  CHECK(together == "a\n" + std::string(kMaxRowBytes + 1, 'x') + "\nb\n");
  CHECK(rows >= 2);
}

TEST_CASE("whole lines before a truncation come out, the cut one does not") {
  const TempFolder folder;
  Random random(6);
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += std::to_string(random.next()) + "\n";
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1));
  packed.resize(packed.size() * 2 / 3);
  LineChunks chunks(*ByteInput::open(folder.write("x.zst", packed)), 50'000);
  std::string together;
  Result<std::optional<Chunk>> chunk = chunks.next();
  for (; chunk && *chunk; chunk = chunks.next()) together += (*chunk)->bytes;
  REQUIRE_FALSE(chunk);
  CHECK_FALSE(chunks.next());
  CHECK(together.size() > 100'000);
  CHECK(text.starts_with(together));
  CHECK(together.ends_with('\n'));
  const auto lines = std::count(together.begin(), together.end(), '\n');
  CHECK(chunk.error().message.find("(" + std::to_string(lines) + " whole lines)") != std::string::npos);
}

}  // namespace
}  // namespace schakel
