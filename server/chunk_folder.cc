#include "server/chunk_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

#include "index/epoch/array_file.h"
#include "index/seal/seal.h"
#include "server/files/folder_maker.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

Manifest manifest_of(const RematchChunk& chunk, const Rematch& rematch, const std::string& plan,
                     std::uint32_t run_blocks) {
  Manifest manifest{.kind = "chunk", .id = rematch.epoch().id()};
  manifest.facts = {{"format", "3"},
                    {"plan", plan},
                    {"blocks", std::to_string(rematch.epoch().blocks())},
                    {"runBlocks", std::to_string(run_blocks)},
                    {"blockSeekers", std::to_string(rematch.epoch().block_seekers())},
                    {"top", std::to_string(rematch.k())},
                    {"from", std::to_string(chunk.from)},
                    {"to", std::to_string(chunk.to)}};
  return manifest;
}

Result<void> write_chunk(const fs::path& folder, const RematchChunk& chunk, Manifest manifest) {
  auto maker = FolderMaker::begin(folder);
  if (!maker) return std::unexpected(maker.error());
  std::error_code error;
  if (!fs::create_directory(maker->unfinished(), error))
    return fail(ErrorCode::kIo, "cannot create " + maker->unfinished().string() + ": " + error.message());
  ArrayFileWriter writer;
  writer.add("seekers.begin", chunk.seekers.begin);
  writer.add("seekers.rows", chunk.seekers.rows);
  writer.add("vacancies.begin", chunk.vacancies.begin);
  writer.add("vacancies.rows", chunk.vacancies.rows);
  writer.add("thresholds", chunk.thresholds);
  writer.add("cell_visits", chunk.cell_visits);
  auto written = writer.write_past_cache(maker->unfinished() / "rows.bin");
  if (!written) return std::unexpected(written.error());
  manifest.files = {*std::move(written)};
  if (const auto sealed = seal_folder(maker->unfinished(), std::move(manifest)); !sealed)
    return std::unexpected(sealed.error());
  return maker->publish(fmt::format("{:08}", chunk.from));
}

Result<MatchRows> read_rows(const ArrayFile& file, const std::string& direction) {
  MatchRowSpans spans;
  if (auto got = file.get(direction + ".begin", spans.begin); !got) return std::unexpected(got.error());
  if (auto got = file.get(direction + ".rows", spans.rows); !got) return std::unexpected(got.error());
  return MatchRows{.begin = {spans.begin.begin(), spans.begin.end()}, .rows = {spans.rows.begin(), spans.rows.end()}};
}

// Beside chunks there may be what a job that was killed had begun to write.
bool is_chunk(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

// In the order of their blocks.
std::vector<fs::path> chunks_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (is_chunk(entry.path()) && entry.is_directory(error)) found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

std::uint32_t number_of(Manifest& manifest, const char* fact) {
  return static_cast<std::uint32_t>(std::strtoul(manifest.facts[fact].c_str(), nullptr, 10));
}

// The chunk that follows what is done, when it is whole and of this rematch.
std::optional<RematchChunk> read_chunk(const fs::path& folder, const Rematch& rematch, const std::string& plan,
                                       std::uint32_t run_blocks) {
  auto manifest = verify_seal(folder);
  if (!manifest) return std::nullopt;
  RematchChunk chunk{.from = rematch.blocks_done()};
  chunk.to = number_of(*manifest, "to");
  const Manifest expected = manifest_of(chunk, rematch, plan, run_blocks);
  if (manifest->kind != expected.kind || manifest->id != expected.id || manifest->facts != expected.facts)
    return std::nullopt;
  if (chunk.to <= chunk.from || chunk.to > rematch.epoch().blocks()) return std::nullopt;
  const auto file = ArrayFile::open(folder / "rows.bin");
  if (!file) return std::nullopt;
  auto seekers = read_rows(*file, "seekers"), vacancies = read_rows(*file, "vacancies");
  if (!seekers || !vacancies || vacancies->begin.size() != rematch.epoch().vacancies() + 1ULL) return std::nullopt;
  std::span<const std::uint16_t> thresholds;
  std::span<const std::uint32_t> cell_visits;
  if (!file->get("thresholds", thresholds) || !file->get("cell_visits", cell_visits)) return std::nullopt;
  chunk.thresholds.assign(thresholds.begin(), thresholds.end());
  chunk.cell_visits.assign(cell_visits.begin(), cell_visits.end());
  chunk.seekers = std::move(*seekers);
  chunk.vacancies = std::move(*vacancies);
  return chunk;
}

}  // namespace

KeptProgress kept_progress(const fs::path& folder) {
  std::error_code error;
  KeptProgress kept{.written = fs::last_write_time(folder, error)};
  for (const fs::path& chunk : chunks_in(folder) | std::views::reverse) {
    auto manifest = read_manifest(chunk);
    if (!manifest) continue;
    kept.done = number_of(*manifest, "to");
    kept.total = number_of(*manifest, "runBlocks");
    break;
  }
  return kept;
}

void ChunkFolder::resume() {
  std::error_code error;
  bool usable = true;
  for (const fs::path& path : chunks_in(folder_)) {
    const auto chunk = usable ? read_chunk(path, rematch_, plan_, run_blocks_) : std::nullopt;
    usable = chunk.has_value();
    if (usable)
      rematch_.take(*chunk);
    else
      fs::remove_all(path, error);
  }
}

Result<void> ChunkFolder::keep() {
  const RematchChunk chunk = rematch_.last_chunk();
  if (chunk.from == chunk.to) return {};
  return write_chunk(folder_, chunk, manifest_of(chunk, rematch_, plan_, run_blocks_));
}

}  // namespace schakel
