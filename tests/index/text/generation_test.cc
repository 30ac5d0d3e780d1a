
#include <fstream>
#include <random>

#include "index/seal/seal.h"
#include "index/seal/sha256.h"
#include "tests/index/text/built_index.h"

using namespace schakel;
using namespace schakel::testing;
using testing::TempFolder;
namespace fs = std::filesystem;

namespace {

FakeSnapshot market(Sequence sequence, std::size_t count = 300) {
  FakeSnapshot snapshot(sequence);
  std::mt19937_64 random(20261122);
  snapshot.put(make_concept("urn:c1", COMPETENCE_CONCEPT, "nl", "metaal snijden"));
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = "kok nummer" + std::to_string(i);
    for (int j = 0; j < 30; ++j) text += " woord" + std::to_string(random() % 500);
    Seeker seeker = make_seeker("s" + std::to_string(1000 + i), text);
    seeker.add_competences()->set_code("urn:c1");
    snapshot.put(seeker);
    snapshot.put(make_vacancy("v" + std::to_string(1000 + i), "Kok", text));
  }
  return snapshot;
}

ErrorCode code_of(const auto& result) {
  REQUIRE_FALSE(result);
  CHECK_FALSE(result.error().message.empty());
  return result.error().code;
}

std::string answers(const TextIndex& index) {
  std::string all;
  for (const char* text : {"kok", "woord1 OR woord2", "\"kok nummer7\"", "woord1*", "metaal"}) {
    const auto answer = index.search({.text = text, .top = 1000});
    REQUIRE(answer);
    all += std::to_string(answer->estimated_total);
    for (const TextHit& hit : answer->hits)
      all += hit.id + hit.title + hit.snippet + std::to_string(hit.percent) + "\n";
  }
  return all;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

void flip_bit(const fs::path& file, std::uint64_t bit) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(bit / 8));
  const int byte = stream.get();
  stream.seekp(static_cast<std::streamoff>(bit / 8));
  stream.put(static_cast<char>(byte ^ (1 << (bit % 8))));
}

}  // namespace

TEST_CASE("two builds of one snapshot give the same answers, and the same bytes but for Xapian's random name") {
  const BuiltIndex first(market(5));
  const BuiltIndex second(market(5));
  CHECK(answers(*first) == answers(*second));
  for (const auto& file : files_in(first.folder())) {
    const auto name = file.lexically_relative(first.folder());
    if (name == kManifestName || name == "xapian/iamglass") continue;
    INFO(name);
    CHECK(sha256_file(file).value() == sha256_file(second.folder() / name).value());
  }
}

TEST_CASE("the manifest says the sequence and the number of documents") {
  const BuiltIndex index(market(77, 10));
  const auto manifest = read_manifest(index.folder());
  REQUIRE(manifest);
  CHECK(manifest->kind == "text");
  CHECK(manifest->facts.at("sequence") == "77");
  CHECK(manifest->facts.at("documents") == "20");
}

TEST_CASE("progress is told in order, on one thread at a time") {
  const TempFolder temp;
  std::vector<std::uint64_t> told;
  REQUIRE(TextIndex::build(market(1, 2000), temp.path() / "text", [&](std::uint64_t count) { told.push_back(count); }));
  REQUIRE_FALSE(told.empty());
  CHECK(std::ranges::is_sorted(told));
  CHECK(told.back() == 4000);  // all, before the parts are merged
}

TEST_CASE("an index of another sequence is stale") {
  const BuiltIndex index(market(5, 3));
  CHECK(code_of(TextIndex::open(index.folder(), 4)) == ErrorCode::kStale);
  CHECK(code_of(TextIndex::open(index.folder(), 6)) == ErrorCode::kStale);
  CHECK(TextIndex::open(index.folder(), 5));
}

TEST_CASE("every flipped bit is found before anything is read") {
  const BuiltIndex index(market(5, 40));
  const auto files = files_in(index.folder());
  std::mt19937_64 random(20261122);
  std::size_t refused = 0;
  constexpr std::size_t kTrials = 300;
  for (std::size_t trial = 0; trial < kTrials; ++trial) {
    const auto& file = files[trial % files.size()];
    const std::uint64_t bit = random() % (fs::file_size(file) * 8);
    flip_bit(file, bit);
    const auto opened = TextIndex::open(index.folder(), 5);
    INFO(file << " bit " << bit);
    CHECK_FALSE(opened);
    if (!opened) refused += opened.error().code == ErrorCode::kCorrupt || file.filename() == kManifestName;
    flip_bit(file, bit);
  }
  CHECK(refused == kTrials);
  CHECK(TextIndex::open(index.folder(), 5));
}

TEST_CASE("a missing, cut or added file is found") {
  const BuiltIndex index(market(5, 5));
  std::ofstream(index.folder() / "extra") << "x";
  CHECK(code_of(TextIndex::open(index.folder(), 5)) == ErrorCode::kCorrupt);
  fs::remove(index.folder() / "extra");
  fs::resize_file(index.folder() / "texts.bin", fs::file_size(index.folder() / "texts.bin") - 1);
  CHECK(code_of(TextIndex::open(index.folder(), 5)) == ErrorCode::kCorrupt);
  fs::remove(index.folder() / "xapian" / "postlist.glass");
  CHECK(code_of(TextIndex::open(index.folder(), 5)) == ErrorCode::kCorrupt);
}

TEST_CASE("an absent index, and a sealed folder of another kind, are not opened") {
  const TempFolder temp;
  CHECK(code_of(TextIndex::open(temp.path() / "none", 5)) == ErrorCode::kNotFound);
  REQUIRE(seal_folder(temp.path(), {.kind = "epoch", .id = "e", .facts = {{"sequence", "5"}}, .files = {}}));
  CHECK(code_of(TextIndex::open(temp.path(), 5)) == ErrorCode::kCorrupt);
}

TEST_CASE("parts of two generations, sealed together, are not opened") {
  const BuiltIndex of_five(market(5, 5));
  const BuiltIndex of_six(market(6, 6));
  const auto mixed = of_five.folder();
  fs::copy(of_six.folder() / "xapian", mixed / "xapian",
           fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  auto manifest = read_manifest(mixed);
  REQUIRE(manifest);
  manifest->files.clear();
  REQUIRE(seal_folder(mixed, *manifest));
  CHECK(code_of(TextIndex::open(mixed, 5)) == ErrorCode::kCorrupt);
}

TEST_CASE("a folder that is there is left alone, and rests of a killed build are swept away") {
  const TempFolder temp;
  const auto folder = temp.path() / "text";
  fs::create_directories(folder);
  std::ofstream(folder / "precious") << "x";
  CHECK(code_of(TextIndex::build(market(1, 2), folder, {})) == ErrorCode::kBadUsage);
  CHECK(fs::exists(folder / "precious"));

  const auto other = temp.path() / "other";
  fs::create_directories(fs::path(other) += ".building/parts/0");
  REQUIRE(TextIndex::build(market(1, 2), other, {}));
  CHECK(TextIndex::open(other, 1));
  CHECK_FALSE(fs::exists(fs::path(other) += ".building"));
}

TEST_CASE("a stored record that cannot be read stops the build with its id, and leaves nothing behind") {
  const TempFolder temp;
  const auto folder = temp.path() / "text";
  for (const auto kind : {RecordKind::kSeeker, RecordKind::kVacancy, RecordKind::kConcept, RecordKind::kPlace}) {
    FakeSnapshot snapshot = market(1, 2);
    snapshot.put(kind, "broken-1", "\xFF\xFF\xFF");
    const auto built = TextIndex::build(snapshot, folder, {});
    CHECK(code_of(built) == ErrorCode::kCorrupt);
    CHECK(built.error().message.find("broken-1") != std::string::npos);
  }
  CHECK(fs::is_empty(temp.path()));
}

TEST_CASE("a folder that cannot be written is an error, not an exception") {
  const TempFolder temp;
  std::ofstream(temp.path() / "file") << "x";
  const auto built = TextIndex::build(market(1, 2), temp.path() / "file" / "text", {});
  REQUIRE_FALSE(built);
  CHECK(built.error().message.find("text") != std::string::npos);
}
