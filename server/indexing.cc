#include "server/indexing.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <system_error>

#include "index/model/strategy.h"
#include "server/epochs.h"
#include "server/on_threads.h"
#include "server/text_generation.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// The manifest of the current epoch when it is whole and what would be built.
std::optional<Manifest> fitting_epoch(const StoreLayout& layout, const std::optional<CurrentEpoch>& current,
                                      const IndexOptions& options, Sequence sequence) {
  if (!current || current->date != options.date || !current->base.empty()) return std::nullopt;
  const std::string hash = strategy_hash(options.strategy);
  if (strategy_hash(current->strategy) != hash) return std::nullopt;
  const auto epoch = Epoch::open(layout.epoch(current->id));
  if (!epoch || (*epoch)->id() != current->id || (*epoch)->sequence() != sequence) return std::nullopt;
  return (*epoch)->manifest();
}

bool text_fits(const StoreLayout& layout, Sequence sequence) {
  const auto generation = open_newest_text(layout);
  return generation && *generation && (*generation)->sequence == sequence;
}

// Builds what `report` says is missing: side by side over the same cores, or behind each other on one thread.
Result<void> build(const StoreLayout& layout, const RecordSnapshot& snapshot, const IndexOptions& options,
                   FolderMaker& maker, IndexReport& report) {
  const Stopwatch watch;
  std::future<Result<void>> text;
  if (report.text_built) {
    const bool alone = thread_count(options.threads) == 1;
    text = std::async(alone ? std::launch::deferred : std::launch::async, [&] {
      auto built = build_text(layout, snapshot, options.progress);
      report.text_seconds = watch.seconds();
      return built;
    });
  }
  std::optional<Error> trouble;
  if (report.epoch_built) {
    auto made = make_epoch(maker, snapshot, {.strategy = options.strategy, .date = options.date});
    report.epoch_seconds = watch.seconds();
    if (made)
      report.epoch = std::move(*made);
    else
      trouble = made.error();
  }
  if (text.valid())
    if (const auto built = text.get(); !built && !trouble) trouble = built.error();
  if (trouble) return std::unexpected(*trouble);
  return {};
}

}  // namespace

Result<IndexReport> index_records(const StoreLayout& layout, const RecordStore& records, const IndexOptions& options) {
  auto maker = FolderMaker::begin(layout.epochs());
  if (!maker) return std::unexpected(maker.error());
  const auto snapshot = records.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  auto current = read_current(layout);
  if (!current && current.error().code != ErrorCode::kNotFound && current.error().code != ErrorCode::kCorrupt)
    return std::unexpected(current.error());
  const std::optional<CurrentEpoch> before = current ? std::optional(std::move(*current)) : std::nullopt;

  IndexReport report;
  auto fitting = fitting_epoch(layout, before, options, (*snapshot)->sequence());
  report.epoch_built = !fitting;
  if (fitting) report.epoch = std::move(*fitting);
  report.text_built = !text_fits(layout, (*snapshot)->sequence());
  const auto built =
      on_threads(thread_count(options.threads), [&] { return build(layout, **snapshot, options, *maker, report); });
  if (!built) return std::unexpected(built.error());
  if (report.epoch_built) {
    const auto switched = make_current(layout, {report.epoch.id, options.date, options.strategy, {}});
    if (!switched) return std::unexpected(switched.error());
    std::vector<std::string> kept{report.epoch.id};
    if (before) kept.insert(kept.end(), {before->id, before->base});
    report.removed = remove_epochs_but(layout, kept);
  }
  return report;
}

}  // namespace schakel
