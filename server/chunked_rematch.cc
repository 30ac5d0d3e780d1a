#include "server/chunked_rematch.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <string>
#include <utility>
#include <vector>

#include "index/epoch/array_file.h"
#include "index/seal/seal.h"
#include "server/epochs.h"
#include "server/files/folder_maker.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

Manifest manifest_of(const RematchChunk& chunk, const Epoch& epoch, std::uint32_t k) {
  Manifest manifest{.kind = "chunk", .id = epoch.id()};
  manifest.facts = {{"format", "2"},
                    {"top", std::to_string(k)},
                    {"from", std::to_string(chunk.from)},
                    {"to", std::to_string(chunk.to)}};
  return manifest;
}

Result<void> keep(const fs::path& folder, const Epoch& epoch, std::uint32_t k, const RematchChunk& chunk) {
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
  Manifest manifest = manifest_of(chunk, epoch, k);
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

// The chunk that starts at block `from`, when it is whole and of this epoch and k.
std::optional<RematchChunk> read_chunk(const fs::path& folder, const Epoch& epoch, std::uint32_t k,
                                       std::uint32_t from) {
  auto manifest = verify_seal(folder);
  if (!manifest) return std::nullopt;
  RematchChunk chunk{.from = from};
  chunk.to = static_cast<std::uint32_t>(std::strtoul(manifest->facts["to"].c_str(), nullptr, 10));
  const Manifest expected = manifest_of(chunk, epoch, k);
  if (manifest->kind != expected.kind || manifest->id != expected.id || manifest->facts != expected.facts)
    return std::nullopt;
  const auto file = ArrayFile::open(folder / "rows.bin");
  if (!file) return std::nullopt;
  auto seekers = read_rows(*file, "seekers"), vacancies = read_rows(*file, "vacancies");
  if (!seekers || !vacancies || vacancies->begin.size() != epoch.vacancies() + 1ULL) return std::nullopt;
  std::span<const std::uint16_t> thresholds;
  std::span<const std::uint32_t> cell_visits;
  if (!file->get("thresholds", thresholds) || !file->get("cell_visits", cell_visits)) return std::nullopt;
  chunk.thresholds.assign(thresholds.begin(), thresholds.end());
  chunk.cell_visits.assign(cell_visits.begin(), cell_visits.end());
  chunk.seekers = std::move(*seekers);
  chunk.vacancies = std::move(*vacancies);
  return chunk;
}

// Takes the chunks that follow each other from the start, and removes all others.
void resume(const fs::path& folder, const Epoch& epoch, std::uint32_t k, Rematch& rematch) {
  std::error_code error;
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.is_directory(error)) found.push_back(entry.path());
  std::ranges::sort(found);
  bool usable = true;
  for (const fs::path& path : found) {
    const auto chunk = usable ? read_chunk(path, epoch, k, rematch.blocks_done()) : std::nullopt;
    usable = chunk.has_value();
    if (usable)
      rematch.take(*chunk);
    else
      fs::remove_all(path, error);
  }
}

// Keeps what is done every now and then, while the work goes on.
Result<void> work_and_keep(Rematch& rematch, const fs::path& folder, const Epoch& epoch, std::uint32_t k,
                           std::chrono::milliseconds every) {
  if (rematch.done()) return {};
  auto work = std::async(std::launch::async, [&] { rematch.run_for(std::chrono::hours(24 * 365)); });
  Result<void> kept;
  while (kept && work.wait_for(std::max(every, std::chrono::milliseconds(1))) == std::future_status::timeout) {
    const RematchChunk chunk = rematch.last_chunk();
    if (chunk.from == chunk.to) continue;
    kept = keep(folder, epoch, k, chunk);
    if (!kept) rematch.stop();
  }
  work.get();
  return kept;
}

}  // namespace

Result<ChunkedRematch> rematch_in_chunks(const StoreLayout& layout, const Epoch& epoch, ChunkedRematchOptions options) {
  const std::uint32_t k = options.rematch.k;
  const fs::path folder = layout.chunks(run_name(epoch.id(), k));
  Rematch rematch(epoch, std::move(options.rematch));
  resume(folder, epoch, k, rematch);
  const std::uint32_t resumed = rematch.blocks_done();
  if (auto done = work_and_keep(rematch, folder, epoch, k, options.chunk); !done) return std::unexpected(done.error());
  return ChunkedRematch{
      .lists = rematch.finish(), .counts = rematch.counts(), .blocks = epoch.blocks(), .blocks_resumed = resumed};
}

void remove_chunks(const StoreLayout& layout, std::string_view keep) {
  std::error_code error;
  std::vector<fs::path> old;
  for (const auto& entry : fs::directory_iterator(layout.runs(), error))
    if (entry.path().extension() == ".chunks" && (keep.empty() || entry.path() != layout.chunks(keep)))
      old.push_back(entry.path());
  for (const fs::path& path : old) fs::remove_all(path, error);
}

}  // namespace schakel
