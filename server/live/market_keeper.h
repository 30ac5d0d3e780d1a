// How a LiveMarket works. Three sorts of threads: those who ask and write, one that commits writes, and one that folds.
//
//   write()     a caller's thread parses the records and waits;
//   committer   takes all that wait: one synced write of the record store, then the delta, then the market is swapped;
//   background  makes the next epoch of a snapshot beside it, reads what was written meanwhile into a delta of its own,
//               and for the last few changes stops the committer, some milliseconds at most.
// Readers take a shared_ptr under a lock that nobody holds for longer than it takes to copy one.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "index/epoch/delta/delta_writer.h"
#include "server/live/kept_epochs.h"
#include "server/live/live_market.h"
#include "server/live/live_text.h"

namespace schakel {

class MarketKeeper final : public LiveMarket {
 public:
  MarketKeeper(StoreLayout layout, const LiveOptions& options, std::unique_ptr<RecordStore> records);
  ~MarketKeeper() override;
  MarketKeeper(const MarketKeeper&) = delete;
  MarketKeeper& operator=(const MarketKeeper&) = delete;

  // Once, before anything else: answers from the epoch and all that changed since, and begins to work.
  [[nodiscard]] Result<void> start(std::unique_ptr<const Epoch> epoch);

  [[nodiscard]] std::shared_ptr<const OpenMarket> market() const override;
  [[nodiscard]] std::shared_ptr<const OpenMarket> market_of(std::string_view epoch) const override;
  [[nodiscard]] Result<WriteOutcome> write(Batch batch) override;
  [[nodiscard]] Result<std::optional<std::string>> get(RecordKind kind, std::string_view key) const override;
  [[nodiscard]] Result<std::uint64_t> begin_whole_epoch(std::optional<Strategy> strategy) override;
  void wait_for_jobs() override;
  [[nodiscard]] Result<TextAnswer> search(const TextQuery& query) const override;
  [[nodiscard]] LiveStatus status() const override;

 private:
  using Clock = std::chrono::steady_clock;
  struct Due {
    EpochJob::Kind kind{};
    std::string why;
    Date date;
    Strategy strategy;
    std::optional<CurrentEpoch> made{};  // it is there already
  };

  void commit_all();
  void commit(std::vector<PendingWrite> group);
  void show(Sequence sequence);

  // market_keeper_jobs.cc
  void work();
  void tidy_up();
  [[nodiscard]] std::optional<Due> find_due() const;
  [[nodiscard]] Result<std::string> run(const Due& due);
  [[nodiscard]] Result<std::string> fold(const Due& due);
  [[nodiscard]] Result<std::string> make_whole(const Due& due);
  [[nodiscard]] Result<std::string> take_over(const CurrentEpoch& current);
  void look_for_other_epochs();
  [[nodiscard]] Result<void> give_way();
  [[nodiscard]] Result<void> make_text();
  [[nodiscard]] Result<void> open_text();
  [[nodiscard]] Result<void> answer_from(const CurrentEpoch& current);
  [[nodiscard]] Result<void> switch_to(std::shared_ptr<const OpenEpoch> epoch);

  StoreLayout layout_;
  LiveOptions options_;
  std::unique_ptr<RecordStore> records_;
  LiveText text_;
  KeptEpochs kept_;
  JobLog jobs_;
  WriteQueue queue_;

  mutable std::mutex now_mutex_;
  std::shared_ptr<const OpenMarket> now_;

  std::mutex write_mutex_;  // one who writes, or switches
  std::unique_ptr<DeltaWriter> writer_;
  std::atomic<Clock::rep> first_change_ = 0;  // of the delta, as time since the clock's epoch; 0: none

  mutable std::mutex work_mutex_;
  std::condition_variable wake_, idle_;
  std::optional<Strategy> asked_;               // a whole epoch is asked for
  std::optional<CurrentEpoch> made_elsewhere_;  // by another process, to be answered from
  bool taxonomy_changed_ = false, without_text_ = false;
  bool working_ = true;             // the text index is opened first
  std::optional<Due> running_;      // what is being worked at
  Clock::time_point not_before_{};  // after a failure
  const std::chrono::system_clock::time_point started_;
  std::optional<std::chrono::system_clock::time_point> last_whole_;  // when the last one that answered was begun
  std::atomic<bool> stop_ = false;
  // Of the background thread.
  std::string unopenable_;        // the epoch that CURRENT names and that cannot be opened
  std::chrono::seconds rest_{0};  // after the failures in a row

  std::thread committer_, worker_;
};

}  // namespace schakel
