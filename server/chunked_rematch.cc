#include "server/chunked_rematch.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <future>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "server/epochs.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

// Keeps what is done every now and then, while the work goes on; it does so too when it cannot be kept.
template <class Work>
Result<void> work_and_keep(std::span<ChunkFolder> folders, std::chrono::milliseconds every, const Work& work) {
  auto working = std::async(std::launch::async, work);
  Result<void> kept;
  while (kept && working.wait_for(std::max(every, std::chrono::milliseconds(1))) == std::future_status::timeout)
    for (ChunkFolder& folder : folders)
      if (kept) kept = folder.keep();
  working.get();
  return kept;
}

}  // namespace

ChunkedRematch rematch_in_chunks(const StoreLayout& layout, const Epoch& epoch, ChunkedRematchOptions options) {
  const fs::path chunks = layout.chunks(run_name(epoch.id(), options.rematch.k));
  const RematchProgress told = options.rematch.progress;
  Rematch rematch(epoch, std::move(options.rematch));
  std::array folders{ChunkFolder(chunks / "all", "all", epoch.blocks(), rematch)};
  folders[0].resume();
  ChunkReport report{.blocks = epoch.blocks(), .blocks_resumed = rematch.blocks_done(), .kept = {}};
  if (!rematch.done())
    report.kept = work_and_keep(folders, options.chunk, [&] { rematch.run_for(std::chrono::hours(24 * 365)); });
  if (told) told(RematchPart::kMerging, 0);
  return {.lists = rematch.finish(), .counts = rematch.counts(), .chunks = std::move(report)};
}

RunBoth run_both_in_chunks(const StoreLayout& layout, const std::string& run, std::chrono::milliseconds chunk,
                           ChunkReport& both) {
  return [chunks = layout.chunks(run), chunk, &both](const std::string& plan, Rematch& seekers, Rematch& vacancies) {
    both.blocks = seekers.epoch().blocks() + vacancies.epoch().blocks();
    std::array folders{ChunkFolder(chunks / "seekers", "seekers " + plan, both.blocks, seekers),
                       ChunkFolder(chunks / "vacancies", "vacancies " + plan, both.blocks, vacancies)};
    for (ChunkFolder& folder : folders) folder.resume();
    both.blocks_resumed = seekers.blocks_done() + vacancies.blocks_done();
    both.kept = work_and_keep(folders, chunk, [&] { Rematch::run_both(seekers, vacancies); });
  };
}

KeptProgress progress_of_chunks(const fs::path& chunks) {
  const KeptProgress all = kept_progress(chunks / "all");
  const KeptProgress seekers = kept_progress(chunks / "seekers"), vacancies = kept_progress(chunks / "vacancies");
  const auto written = std::max(seekers.written, vacancies.written);
  if (all.written > written) return all;
  return {seekers.done + vacancies.done, std::max(seekers.total, vacancies.total), written};
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
