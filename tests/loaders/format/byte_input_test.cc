#include "loaders/format/byte_input.h"

#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/support/random.h"
#include "tests/support/temp_folder.h"

namespace schakel {
namespace {

using testing::Random;
using testing::TempFolder;

std::string compressed(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

std::string lines(Random& random, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "regel " + std::to_string(random.next()) + "\n";
  return text;
}

// What comes out before the end or the error, read in pieces of `piece` bytes.
struct Outcome {
  std::string text;
  std::string error;
};

Outcome read(const std::filesystem::path& file, std::size_t piece) {
  Result<ByteInput> input = ByteInput::open(file);
  REQUIRE(input);
  Outcome outcome;
  while (true) {
    const Result<std::size_t> got = input->read(outcome.text, piece);
    if (!got) outcome.error = got.error().message;
    if (!got || *got == 0) return outcome;
  }
}

TEST_CASE("plain and compressed files give the same bytes in pieces of any size") {
  const TempFolder folder;
  Random random(1);
  const std::string text = lines(random, 5000);
  const auto plain = folder.write("a.ndjson", text);
  const auto packed = folder.write("a.ndjson.zst", compressed(text));
  const auto two_frames = folder.write("b", compressed(text) + compressed("nog een regel\n"));
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{4096}, std::size_t{1} << 20}) {
    CHECK(read(plain, piece).text == text);
    CHECK(read(packed, piece).text == text);
    CHECK(read(two_frames, piece).text == text + "nog een regel\n");
  }
  CHECK(ByteInput::open(plain)->total_bytes() == text.size());
  CHECK(ByteInput::open(packed)->total_bytes() == text.size());
  CHECK(read_all(packed).value() == text);
}

TEST_CASE("short files are read whole") {
  const TempFolder folder;
  CHECK(read(folder.write("empty", ""), 10).text.empty());
  CHECK(read(folder.write("one", "x"), 10).text == "x");
  CHECK(read(folder.write("almost", "\x28\xb5\x2f"), 1).text == "\x28\xb5\x2f");
  CHECK(read(folder.write("packed", compressed("")), 10).error.empty());
}

TEST_CASE("a truncated .zst says how many bytes and lines were good, and those are") {
  const TempFolder folder;
  Random random(2);
  const std::string text = lines(random, 20'000);
  const std::string packed = compressed(text);
  for (int trial = 0; trial < 60; ++trial) {
    const std::size_t kept = random.between(4, static_cast<std::uint32_t>(packed.size() - 1));
    const Outcome outcome = read(folder.write("cut.zst", packed.substr(0, kept)), 100'000);
    REQUIRE(text.starts_with(outcome.text));
    const auto good_lines = std::count(outcome.text.begin(), outcome.text.end(), '\n');
    REQUIRE(outcome.error == (folder.path() / "cut.zst").string() +
                                 " ends in the middle of its compressed data: the first " +
                                 std::to_string(outcome.text.size()) + " bytes (" + std::to_string(good_lines) +
                                 " whole lines) came out of it, the rest is missing");
  }
}

TEST_CASE("a damaged .zst is never read to its end in silence") {
  const TempFolder folder;
  Random random(3);
  const std::string text = lines(random, 3000);
  const std::string packed = compressed(text);
  for (int trial = 0; trial < 200; ++trial) {
    std::string damaged = packed;
    const std::size_t at = random.between(4, static_cast<std::uint32_t>(packed.size() - 1));
    damaged[at] = static_cast<char>(damaged[at] ^ static_cast<char>(1U << random.between(0, 7)));
    const Outcome outcome = read(folder.write("bad.zst", damaged), 50'000);
    REQUIRE((!outcome.error.empty() || outcome.text == text));
  }
}

TEST_CASE("a file that cannot be opened says why") {
  const TempFolder folder;
  CHECK(ByteInput::open(folder.path() / "none").error().code == ErrorCode::kNotFound);
  CHECK(ByteInput::open(folder.path()).error().code == ErrorCode::kBadUsage);
  const auto locked = folder.write("locked", "x");
  std::filesystem::permissions(locked, std::filesystem::perms::none);
  if (geteuid() == 0)
    WARN("skipped: root may read everything");
  else
    CHECK(ByteInput::open(locked).error().code == ErrorCode::kNoPermission);
}

TEST_CASE("a file above the limit is not read into memory") {
  const TempFolder folder;
  const auto file = folder.write("big", std::string(3000, 'x'));
  CHECK(read_all(file, 3000).has_value());
  CHECK(read_all(file, 2999).error().code == ErrorCode::kBadInput);
}

}  // namespace
}  // namespace schakel
