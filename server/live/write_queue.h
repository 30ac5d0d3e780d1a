// Writes that wait for the disk: those of many threads go together.
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "data/error.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/store/record_store.h"

namespace schakel {

using Outcome = RecordOutcome;

// What became of a write.
struct WriteOutcome {
  std::vector<Outcome> puts, erases;  // of each, in the order of the batch
  Sequence sequence = 0;              // of the change log; market() shows everything up to here
};

struct PendingWrite {
  Batch batch;
  std::vector<std::variant<Seeker, Vacancy>> records;  // the batch's puts, parsed
  std::promise<Result<WriteOutcome>> done;
};

// kBadInput unless the batch holds seekers and vacancies only, whose bytes are records with that id.
[[nodiscard]] Result<PendingWrite> parse_write(Batch batch);

// Thread-safe; take() is for one thread.
class WriteQueue {
 public:
  // kBusy after close().
  [[nodiscard]] std::future<Result<WriteOutcome>> add(PendingWrite write);

  // Waits until there is something, and takes as many writes as may be one batch, in the order of their coming: a batch
  // puts before it erases, so no write is among them that puts what one before it erases. Empty when the queue is
  // closed and nothing waits.
  [[nodiscard]] std::vector<PendingWrite> take();
  void close();

 private:
  static constexpr std::size_t kMostRecords = 10'000;
  std::mutex mutex_;
  std::condition_variable come_;
  std::deque<PendingWrite> waiting_;
  bool closed_ = false;
};

// The batches of all, in their order, moved out of them.
[[nodiscard]] Batch merged(std::vector<PendingWrite>& group);

}  // namespace schakel
