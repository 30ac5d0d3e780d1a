// The market while it changes: the one writer of a store, and what is answered from.
//
// A write is durable and visible when it returns: the record store has it (many threads' writes in one synced batch),
// and market() shows it, scored with the epoch's frozen counts. When what changed since the epoch grows large, or old,
// or the day passes, it is folded: an epoch over the same base is made in the background and takes over, with all that
// was written meanwhile. A whole new epoch, with new counts, is made when somebody asks for it, or when an epoch over
// the base is not possible any more: the taxonomy or the year is another, or too much has changed; and every day, where
// a time is given.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/date.h"
#include "data/error.h"
#include "index/store/record_store.h"
#include "index/text/text_index.h"
#include "server/epochs.h"
#include "server/layout.h"
#include "server/live/job_log.h"
#include "server/live/open_market.h"
#include "server/live/write_queue.h"

namespace schakel {

struct LiveOptions {
  std::uint32_t fold_records = 20'000;           // fold when the delta has so many records, erased ones among them,
  std::chrono::seconds fold_age{15 * 60};        // or when its first change is so old
  std::uint32_t whole_percent = 20;              // make a whole epoch when so much of the base has changed
  std::optional<int> whole_at;                   // make a whole epoch every day at that minute (nightly.h)
  std::chrono::seconds keep{60 * 60};            // how long an epoch that was replaced still answers,
  std::size_t keep_most = 3;                     // and how many of them at most: the oldest go first
  int threads = 0;                               // of the background work; half of the cores without
  std::function<Date()> today = schakel::today;  // what day it is
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;  // for whole_at
  std::function<void(std::string_view)> tell;  // hears what a person should know, a sentence at a time
};

struct LiveStatus {
  std::string epoch, base;  // base: empty for a whole epoch
  Date date;
  Sequence epoch_sequence = 0;                           // what the epoch was made of
  Sequence sequence = 0;                                 // what is visible
  std::uint32_t delta_seekers = 0, delta_vacancies = 0;  // records beside the epoch
  std::uint32_t gone_seekers = 0, gone_vacancies = 0;    // records of the epoch that are erased or replaced
  std::vector<std::string> kept;                         // epochs that still answer, the current one last
  std::optional<Sequence> text_sequence;                 // what full text search knows; nothing: there is no index
  std::vector<EpochJob> jobs;                            // the last ones, newest first
};

// Thread-safe. One for a store: while it is open no other process writes records there.
class LiveMarket {
 public:
  // Opens the current epoch and everything that the change log has behind it. kNotFound: no epoch was made yet; kBusy:
  // another process writes; errors of opening. A damaged epoch is built again from the records. Cost: some hundreds of
  // milliseconds for a million seekers, and 50 microseconds per change; hashes are checked meanwhile, and `tell` hears
  // when one does not fit.
  [[nodiscard]] static Result<std::unique_ptr<LiveMarket>> open(const StoreLayout& layout, const LiveOptions& options);
  // Waits for the writes that have begun. Background work is given up; nothing that it had published is lost.
  virtual ~LiveMarket() = default;

  // What is answered from now. Some tens of nanoseconds; never waits for a writer.
  [[nodiscard]] virtual std::shared_ptr<const OpenMarket> market() const = 0;
  // The market as it was last of an epoch that was replaced, as long as it is kept; else null. For cursors and replays.
  [[nodiscard]] virtual std::shared_ptr<const OpenMarket> market_of(std::string_view epoch) const = 0;

  // Durable and visible on return, all or nothing. The batch may hold seekers and vacancies, that have passed the door
  // (loaders/records/validate.h), and no delivery. Errors are those of RecordStore::apply(). Waits for one synced write
  // of the disk, which it shares with all that wait.
  [[nodiscard]] virtual Result<WriteOutcome> write(Batch batch) = 0;

  // The record as it is stored, active or not; nothing when it is not there.
  [[nodiscard]] virtual Result<std::optional<std::string>> get(RecordKind kind, std::string_view key) const = 0;

  // Starts making a whole new epoch of the records as they are, with the counts of today, and tells the number of the
  // job: of the one that runs, where one does.
  [[nodiscard]] virtual Result<std::uint64_t> begin_whole_epoch(std::optional<Strategy> strategy = std::nullopt) = 0;
  // Waits until no background work runs or is due. For tests and for an orderly stop.
  virtual void wait_for_jobs() = 0;

  // Full text, of the newest generation of the text index. Records that were erased since are not among the hits, and
  // of those that changed the snippet is left out. kNotFound: there is no text index.
  [[nodiscard]] virtual Result<TextAnswer> search(const TextQuery& query) const = 0;

  [[nodiscard]] virtual LiveStatus status() const = 0;
};

}  // namespace schakel
