// MarketKeeper, of the thread that makes the next epoch.

#include <tbb/info.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <utility>

#include "index/model/strategy.h"
#include "index/parallel/stand_back.h"
#include "server/live/market_keeper.h"
#include "server/live/nightly.h"
#include "server/live/replay.h"
#include "server/live/watched_snapshot.h"
#include "server/updating.h"

namespace schakel {
namespace {

constexpr int kNice = 10;                                     // how far the background work stands back
constexpr auto kLook = std::chrono::seconds(1);               // how often it is looked whether something is due
constexpr std::chrono::seconds kShortRest{1}, kLongRest{60};  // after a failure, and after many
constexpr Sequence kFew = 50;                                 // changes that may be read while writers wait

std::uint64_t records_of(const Epoch& epoch) { return std::uint64_t{epoch.active_seekers()} + epoch.vacancies(); }

// Records of the market that are not those of the whole epoch that it rests on, about.
std::uint64_t changed_records(const OpenMarket& market) {
  const Epoch& epoch = *market.epoch->epoch;
  std::uint64_t changed = market.delta->records();
  if (epoch.base() != nullptr)
    changed +=
        (epoch.seekers() - epoch.first_own_seeker().value) + (epoch.vacancies() - epoch.first_own_vacancy().value);
  return changed;
}

}  // namespace

void MarketKeeper::work() {
  stand_back(kNice);
  if (const auto opened = open_text(); !opened)
    options_.tell("The text index cannot be opened: " + opened.error().message);
  std::unique_lock lock(work_mutex_);
  working_ = false;
  while (!stop_) {
    if (const auto due = find_due()) {
      working_ = true;
      running_ = due;
      jobs_.begin(due->kind, due->why);
      const auto asked = due->made ? std::nullopt : std::exchange(asked_, std::nullopt);
      made_elsewhere_.reset();
      const std::string before = market()->id();
      const auto began = options_.now();
      lock.unlock();
      const auto made = run(*due);
      lock.lock();
      working_ = false;
      running_.reset();
      if (!made && !asked_ && market()->id() == before) asked_ = asked;
      if (!made && due->made) unopenable_ = due->made->id;
      const bool whole = due->kind == EpochJob::Kind::kWhole && market()->epoch->epoch->base() == nullptr;
      if (whole && (made || market()->id() != before)) last_whole_ = began;
      const bool gave_way = made_elsewhere_.has_value();
      rest_ = made || gave_way ? std::chrono::seconds(0) : std::clamp(2 * rest_, kShortRest, kLongRest);
      not_before_ = rest_.count() == 0 ? Clock::time_point{} : Clock::now() + rest_;
      continue;
    }
    idle_.notify_all();
    wake_.wait_for(lock, kLook);
    lock.unlock();
    tidy_up();
    look_for_other_epochs();
    lock.lock();
  }
  idle_.notify_all();
}

Result<std::uint64_t> MarketKeeper::begin_whole_epoch(std::optional<Strategy> strategy) {
  const std::scoped_lock lock(work_mutex_);
  if (!strategy) strategy = market()->epoch->epoch->model().strategy;
  const auto jobs = jobs_.jobs();
  const std::uint64_t last = jobs.empty() ? 0 : jobs.front().number;
  if (running_ && running_->kind == EpochJob::Kind::kWhole && !running_->made &&
      strategy_hash(running_->strategy) == strategy_hash(*strategy))
    return last;
  asked_ = *std::move(strategy);
  not_before_ = {};
  wake_.notify_all();
  return last + 1;
}

void MarketKeeper::wait_for_jobs() {
  std::unique_lock lock(work_mutex_);
  idle_.wait(lock, [&] { return stop_ || (!working_ && !find_due()); });
}

// Requires work_mutex_.
std::optional<MarketKeeper::Due> MarketKeeper::find_due() const {
  const auto now = market();
  const Epoch& epoch = *now->epoch->epoch;
  if (Clock::now() < not_before_) return std::nullopt;
  Due due{.date = std::max(options_.today(), epoch.date()), .strategy = epoch.model().strategy};
  const auto whole = [&](std::string why) {
    due.kind = EpochJob::Kind::kWhole;
    due.why = std::move(why);
    return due;
  };
  if (made_elsewhere_) {
    due.made = made_elsewhere_;
    return whole("another process made epoch " + made_elsewhere_->id);
  }
  if (asked_) {
    due.strategy = *asked_;
    return whole("asked for");
  }
  if (taxonomy_changed_) return whole("the taxonomy has changed");
  if (options_.whole_at && nightly_is_due(*options_.whole_at, started_, last_whole_, options_.now()))
    return whole("it is the time of the day for it");
  const std::uint64_t changed = now->delta->records();
  const Clock::time_point since{Clock::duration(first_change_.load())};
  std::string why;
  if (due.date > epoch.date())
    why = "it is " + format_date(due.date);
  else if (changed >= options_.fold_records)
    why = std::to_string(changed) + " records have changed";
  else if (changed > 0 && first_change_ != 0 && Clock::now() - since >= options_.fold_age)
    why = "records changed " + std::to_string(options_.fold_age.count()) + " seconds ago";
  if (!why.empty()) {
    const Epoch& base = epoch.base() == nullptr ? epoch : *epoch.base();
    const bool too_much = changed_records(*now) * 100 > records_of(base) * options_.whole_percent;
    if (too_much || !same_reading(base, due.date)) return whole(why + ", too much for an epoch over the base");
    due.kind = EpochJob::Kind::kFold;
    due.why = std::move(why);
    return due;
  }
  if (without_text_) {
    due.kind = EpochJob::Kind::kText;
    due.why = "there is no text index";
    return due;
  }
  return std::nullopt;
}

Result<std::string> MarketKeeper::run(const Due& due) {
  const int half = std::max(1, tbb::info::default_concurrency() / 2);
  tbb::task_arena arena(options_.threads > 0 ? options_.threads : half);
  const auto made = arena.execute([&]() -> Result<std::string> {
    if (due.made) return take_over(*due.made);
    if (due.kind == EpochJob::Kind::kFold) return fold(due);
    if (due.kind == EpochJob::Kind::kWhole) return make_whole(due);
    if (auto text = make_text(); !text) return std::unexpected(text.error());
    return "";
  });
  if (!made && !stop_) options_.tell("Background work failed (" + due.why + "): " + made.error().message);
  jobs_.end(made);
  return made;
}

Result<std::string> MarketKeeper::fold(const Due& due) {
  const auto now = market();
  const Epoch& epoch = *now->epoch->epoch;
  const Epoch& base = epoch.base() == nullptr ? epoch : *epoch.base();
  auto maker = FolderMaker::begin(layout_.epochs());
  if (!maker) return std::unexpected(maker.error());
  if (auto first = give_way(); !first) return std::unexpected(first.error());
  jobs_.stage("reading what changed", changed_records(*now));
  const auto updated = make_overlay(*maker, *records_, base, due.date);
  if (!updated) return std::unexpected(updated.error());
  const std::string id = updated->epoch.id;
  if (auto published = maker->publish(id); !published) return std::unexpected(published.error());
  if (auto answered = answer_from({id, due.date, due.strategy, base.id()}); !answered)
    return std::unexpected(answered.error());
  return id;
}

Result<std::string> MarketKeeper::make_whole(const Due& due) {
  const auto counts = records_->counts();
  if (!counts) return std::unexpected(counts.error());
  auto maker = FolderMaker::begin(layout_.epochs());
  if (!maker) return std::unexpected(maker.error());
  if (auto first = give_way(); !first) return std::unexpected(first.error());
  const auto snapshot = records_->snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  std::uint64_t total = 0;
  for (const std::uint64_t some : counts->records) total += some;
  jobs_.stage("reading and posting records", total);
  const WatchedSnapshot watched(**snapshot, stop_, [&](std::uint64_t read) { jobs_.progress(read); });
  const auto manifest = make_epoch(*maker, watched, {.strategy = due.strategy, .date = due.date});
  if (!manifest) return std::unexpected(manifest.error());
  if (auto answered = answer_from({manifest->id, due.date, due.strategy, {}}); !answered)
    return std::unexpected(answered.error());
  {
    const std::scoped_lock lock(work_mutex_);
    taxonomy_changed_ = false;
    without_text_ = true;  // until one is opened
  }
  if (auto text = make_text(); !text) return std::unexpected(text.error());
  return manifest->id;
}

// What `schakel index` or `rematch --since` made beside this process answers from now on.
Result<std::string> MarketKeeper::take_over(const CurrentEpoch& current) {
  jobs_.stage("opening the epoch");
  auto opened = Epoch::open(layout_.epoch(current.id), true, market()->whole_epoch());
  if (!opened) return std::unexpected(opened.error());
  if (auto switched = switch_to(std::make_shared<const OpenEpoch>(*std::move(opened))); !switched)
    return std::unexpected(switched.error());
  if (auto text = open_text(); !text) return std::unexpected(text.error());
  return current.id;
}

void MarketKeeper::look_for_other_epochs() {
  auto current = read_current(layout_);
  if (!current) return;
  if (current->id != unopenable_) unopenable_.clear();
  const std::scoped_lock lock(work_mutex_);
  made_elsewhere_.reset();
  if (current->id != market()->id() && current->id != unopenable_) made_elsewhere_ = *std::move(current);
}

// With the right to make folders, so that nobody makes another epoch current before this one is: an error where
// somebody did, which is to be answered from first.
Result<void> MarketKeeper::give_way() {
  look_for_other_epochs();
  const std::scoped_lock lock(work_mutex_);
  if (!made_elsewhere_) return {};
  return fail(ErrorCode::kStale, "another process made epoch " + made_elsewhere_->id + ", which answers first");
}

Result<void> MarketKeeper::make_text() {
  const auto snapshot = records_->snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  jobs_.stage("making the text index");
  const WatchedSnapshot watched(**snapshot, stop_, [](std::uint64_t) {});
  if (auto built = build_text(layout_, watched, [&](std::uint64_t done) { jobs_.progress(done); }); !built)
    return built;
  return open_text();
}

Result<void> MarketKeeper::open_text() {
  auto newest = open_newest_text(layout_);
  if (!newest) return std::unexpected(newest.error());
  if (*newest) {
    const std::scoped_lock lock(write_mutex_);
    if (auto used = text_.use(*std::move(*newest), *records_); !used) return used;
  }
  const std::scoped_lock lock(work_mutex_);
  without_text_ = !text_.sequence();
  return {};
}

// Opens what was published, and lets it answer from now on, here and after a start.
Result<void> MarketKeeper::answer_from(const CurrentEpoch& current) {
  jobs_.stage("opening the epoch");
  auto opened = Epoch::open(layout_.epoch(current.id), false, market()->whole_epoch());
  if (!opened) return std::unexpected(opened.error());
  const auto open = std::make_shared<const OpenEpoch>(*std::move(opened));
  if (auto made = make_current(layout_, current); !made) return made;
  return switch_to(open);
}

Result<void> MarketKeeper::switch_to(std::shared_ptr<const OpenEpoch> epoch) {
  jobs_.stage("reading what was written meanwhile");
  auto writer = std::make_unique<DeltaWriter>(*epoch->epoch);
  Replayed read{.sequence = epoch->epoch->sequence()};
  const auto catch_up = [&]() -> Result<void> {
    const auto more = replay(*writer, *records_, read.sequence);
    if (!more) return std::unexpected(more.error());
    read = *more;
    return {};
  };
  while (records_->sequence() > read.sequence + kFew)
    if (auto caught_up = catch_up(); !caught_up) return caught_up;

  const std::scoped_lock lock(write_mutex_);
  if (auto caught_up = catch_up(); !caught_up) return caught_up;
  auto next = std::make_shared<const OpenMarket>(OpenMarket{std::move(epoch), writer->freeze(read.sequence)});
  writer_.swap(writer);
  first_change_ = next->delta->is_empty() ? 0 : Clock::now().time_since_epoch().count();
  kept_.add(market(), Clock::now());  // first, so that market_of() has it all the time
  const std::scoped_lock swap(now_mutex_);
  now_.swap(next);
  return {};
}

// Lets go of epochs whose time is over, and removes their folders.
void MarketKeeper::tidy_up() {
  auto folders = kept_.expire(*market(), Clock::now());
  if (folders.empty()) return;
  const auto current = read_current(layout_);  // of another process, perhaps
  if (!current) return;
  std::erase_if(folders, [&](const std::string& id) { return id == current->id || id == current->base; });
  remove_epochs(layout_, folders);
}

}  // namespace schakel
