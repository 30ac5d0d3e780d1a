#include "server/indexing.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
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

// Tells one of two that are made side by side.
class ToldOfBoth {
 public:
  explicit ToldOfBoth(const IndexProgress& told) : told_(told) {}

  void documents(std::uint64_t done) {
    const std::scoped_lock lock(mutex_);
    text_ = true;
    if (told_) told_(IndexPart::kDocuments, done);
  }
  void text_ends() {
    const std::scoped_lock lock(mutex_);
    text_ = false;
    tell_step();
  }
  void step(EpochStep step) {
    const std::scoped_lock lock(mutex_);
    step_ = step;
    tell_step();
  }
  void epoch_ends() {
    const std::scoped_lock lock(mutex_);
    step_.reset();
  }

 private:
  void tell_step() const {
    static constexpr std::array kParts{IndexPart::kReading, IndexPart::kPosting, IndexPart::kCounting,
                                       IndexPart::kWriting};
    if (told_ && step_ && !text_) told_(kParts.at(static_cast<std::size_t>(*step_)), 0);
  }

  const IndexProgress& told_;
  std::mutex mutex_;
  bool text_ = false;              // under way
  std::optional<EpochStep> step_;  // likewise
};

// Builds what `report` says is missing: side by side over the same cores, or behind each other on one thread.
Result<void> build(const StoreLayout& layout, const RecordSnapshot& snapshot, const IndexOptions& options,
                   FolderMaker& maker, IndexReport& report) {
  const Stopwatch watch;
  ToldOfBoth told(options.progress);
  std::future<Result<void>> text;
  if (report.text_built) {
    const bool alone = thread_count(options.threads) == 1;
    text = std::async(alone ? std::launch::deferred : std::launch::async, [&] {
      told.documents(0);
      auto built = build_text(layout, snapshot, [&](std::uint64_t done) { told.documents(done); });
      told.text_ends();
      report.text_seconds = watch.seconds();
      return built;
    });
  }
  std::optional<Error> trouble;
  if (report.epoch_built) {
    auto made = make_epoch(maker, snapshot, {.strategy = options.strategy, .date = options.date},
                           [&](EpochStep step) { told.step(step); });
    told.epoch_ends();
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
