#include "server/making_runs.h"

#include <fmt/core.h>

#include <algorithm>

#include "index/parallel/for_all.h"
#include "server/chunked_rematch.h"
#include "server/earlier_lists.h"
#include "server/epochs.h"
#include "server/files/folder_maker.h"
#include "server/on_threads.h"
#include "server/runs.h"

namespace schakel {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::uint32_t reserve_of(const RunOptions& options) { return options.reserve.value_or(usual_reserve(options.top)); }

// What lists of so many rows need; half as much again where they are made of others, for the rows of then and now.
enum class Made : std::uint8_t { kAnew, kOfOthers };
std::uint64_t memory_of(const Epoch& epoch, std::uint32_t rows, std::uint32_t threads, Made made) {
  const std::uint64_t memory = rematch_memory(epoch, rows, threads);
  return made == Made::kAnew ? memory : memory + memory / 2;
}

// The most threads, up to those asked for, that the memory is enough for.
Result<std::uint32_t> threads_within(const RunOptions& options, const Epoch& epoch, std::uint32_t rows, Made made) {
  auto threads = static_cast<std::uint32_t>(thread_count(static_cast<int>(options.threads)));
  if (options.memory_limit == 0) return threads;
  while (threads > 1 && memory_of(epoch, rows, threads, made) > options.memory_limit) --threads;
  const std::uint64_t least = memory_of(epoch, rows, threads, made);
  if (least > options.memory_limit)
    return fail(ErrorCode::kBadUsage,
                fmt::format("lists of {} rows, with {} in reserve, need {} MiB of memory; --memory-limit allows {} MiB",
                            options.top, rows - options.top, (least >> 20) + 1, options.memory_limit >> 20));
  return threads;
}

std::uint64_t shown_rows(const MatchRows& lists, std::uint32_t top) {
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i + 1 < lists.begin.size(); ++i)
    rows += std::min<std::uint64_t>(top, lists.begin[i + 1] - lists.begin[i]);
  return rows;
}

void tell(const RunOptions& options, RematchPart part) {
  if (options.progress) options.progress(part, 0);
}

// Seals the lists and publishes them under their name.
Result<void> keep(const StoreLayout& layout, const Epoch& epoch, const MatchLists& lists, const RunOptions& options,
                  std::uint32_t reserve, FolderMaker& maker, RunReport& report) {
  const std::uint32_t top = options.top;
  tell(options, RematchPart::kWriting);
  report.vacancy_rows = shown_rows(lists.vacancies, top);
  report.seeker_rows = shown_rows(lists.seekers, top);
  Result<void> written;
  const auto sum_and_write = [&](std::size_t task) {
    if (task == 0)
      report.checksum = checksum(lists, top);
    else
      written = write_run(lists, epoch, top, maker.unfinished(), reserve);
  };
  on_threads(report.threads, [&] { for_all(2, sum_and_write); });
  if (!written) return written;
  const std::string name = run_name(epoch.id(), top);
  if (auto published = maker.publish(name); !published) return published;
  report.folder = layout.run(name);
  return {};
}

void tell_chunks(const StoreLayout& layout, const ChunkReport& chunks, RunReport& report) {
  report.blocks = chunks.blocks;
  report.blocks_resumed = chunks.blocks_resumed;
  if (chunks.kept) return;
  report.not_kept = chunks.kept.error().message;
  remove_chunks(layout);  // the lists need the room more
}

// Where little changed since an earlier epoch whose lists are still there; nothing where it did not.
std::optional<MatchLists> made_of_earlier(const StoreLayout& layout, const Epoch& epoch, const RunOptions& options,
                                          RunReport& report) {
  const auto memory =
      memory_of(epoch, options.top + reserve_of(options), static_cast<std::uint32_t>(report.threads), Made::kOfOthers);
  if (options.cold || (options.memory_limit > 0 && memory > options.memory_limit)) return std::nullopt;
  tell(options, RematchPart::kReading);
  const auto earlier = earlier_lists(layout, epoch, Earlier::kAlike);
  if (!earlier) return std::nullopt;
  AfterCounts counts;
  ChunkReport chunks;
  const std::string name = run_name(epoch.id(), options.top + reserve_of(options));
  auto lists = rematch_after(epoch, *earlier->epoch, *earlier->run,
                             {.k = options.top,
                              .reserve = reserve_of(options),
                              .threads = static_cast<std::uint32_t>(report.threads),
                              .progress = options.progress,
                              .run = run_both_in_chunks(layout, name, options.chunk, chunks)},
                             &counts);
  if (!lists) return std::nullopt;
  tell_chunks(layout, chunks, report);
  report.made_of = {earlier->epoch->id(), earlier->epoch->date()};
  report.after = counts;
  report.counts.kernel = counts.kernel;
  return lists;
}

}  // namespace

Result<RunReport> make_run(const StoreLayout& layout, const Epoch& epoch, const RunOptions& options) {
  auto maker = FolderMaker::begin(layout.runs());
  if (!maker) return std::unexpected(maker.error());
  const std::uint32_t rows = options.top + reserve_of(options);
  const auto threads = threads_within(options, epoch, rows, Made::kAnew);
  if (!threads) return std::unexpected(threads.error());
  const auto start = Clock::now();
  RunReport report{.threads = static_cast<int>(*threads)};
  remove_chunks(layout, run_name(epoch.id(), rows));
  if (const auto lists = made_of_earlier(layout, epoch, options, report)) {
    report.matching_seconds = seconds_since(start);
    if (auto kept = keep(layout, epoch, *lists, options, reserve_of(options), *maker, report); !kept)
      return std::unexpected(kept.error());
    remove_chunks(layout);
    return report;
  }
  ChunkedRematchOptions how{.rematch = {.k = rows, .threads = *threads}, .chunk = options.chunk};
  how.rematch.progress = options.progress;
  if (!options.cold) {
    tell(options, RematchPart::kReading);
    if (const auto earlier = earlier_lists(layout, epoch, Earlier::kAny)) {
      report.seeded_by = {earlier->epoch->id(), earlier->epoch->date()};
      // A few more than asked: some of the first are gone by now.
      how.rematch.seeds = on_threads(report.threads, [&] {
        return seeds_from(*earlier->epoch, *earlier->run, epoch, rows + rows / 8, options.progress);
      });
    }
  }
  auto made = rematch_in_chunks(layout, epoch, std::move(how));
  const MatchLists lists = std::move(made.lists);
  report.counts = made.counts;
  tell_chunks(layout, made.chunks, report);
  report.matching_seconds = seconds_since(start);
  if (auto kept = keep(layout, epoch, lists, options, reserve_of(options), *maker, report); !kept)
    return std::unexpected(kept.error());
  remove_chunks(layout);
  return report;
}

Result<void> check_memory_of_update(const Epoch& base, const RunOptions& options) {
  const auto threads = threads_within(options, base, options.top + reserve_of(options), Made::kOfOthers);
  return threads ? Result<void>() : std::unexpected(threads.error());
}

Result<RunReport> update_run(const StoreLayout& layout, const Epoch& epoch, BaseCheck& check,
                             const RunOptions& options) {
  auto maker = FolderMaker::begin(layout.runs());
  if (!maker) return std::unexpected(maker.error());
  tell(options, RematchPart::kReading);
  const auto hashed = check.lists();
  if (!hashed) return std::unexpected(hashed.error());
  const auto then = open_run(layout, *epoch.base(), *hashed, !hashed->has_value());
  if (!then) return std::unexpected(then.error());
  if ((*then)->depth() < options.top)
    return fail(ErrorCode::kNotFound, fmt::format("the lists of epoch {} have {} rows, {} are asked",
                                                  epoch.base()->id(), (*then)->depth(), options.top));
  const auto threads = threads_within(options, epoch, (*then)->depth(), Made::kOfOthers);
  if (!threads) return std::unexpected(threads.error());
  const auto start = Clock::now();
  RunReport report{.threads = static_cast<int>(*threads)};
  report.since.emplace();
  const std::string name = run_name(epoch.id(), options.top);
  remove_chunks(layout, name);
  ChunkReport chunks;
  const MatchLists lists = rematch_since(epoch, **then,
                                         {.k = options.top,
                                          .threads = *threads,
                                          .progress = options.progress,
                                          .run = run_both_in_chunks(layout, name, options.chunk, chunks)},
                                         &*report.since);
  tell_chunks(layout, chunks, report);
  report.counts.kernel = report.since->kernel;
  report.matching_seconds = seconds_since(start);
  if (auto kept = keep(layout, epoch, lists, options, 0, *maker, report); !kept) return std::unexpected(kept.error());
  remove_chunks(layout);
  return report;
}

}  // namespace schakel
