// From the records to the epoch that answers and the text index beside it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "data/date.h"
#include "data/error.h"
#include "data/schema/strategy.pb.h"
#include "index/seal/seal.h"
#include "index/store/record_store.h"
#include "server/epochs.h"
#include "server/layout.h"

namespace schakel {

// What is under way: the text index, as long as it is being made, or else a step of the epoch.
enum class IndexPart : std::uint8_t { kDocuments, kReading, kPosting, kCounting, kWriting };

// Told the part and, of kDocuments, how many documents the text index has by now; by any thread, one at a time.
using IndexProgress = std::function<void(IndexPart, std::uint64_t)>;

struct IndexOptions {
  Strategy strategy;
  Date date;
  int threads = 0;  // 0: as many as there are cores
  IndexProgress progress;
};

// How many documents the text index of such records has: what progress counts towards.
[[nodiscard]] inline std::uint64_t documents_in(const StoreCounts& counts) {
  return counts.records[static_cast<std::size_t>(RecordKind::kSeeker)] +
         counts.records[static_cast<std::size_t>(RecordKind::kVacancy)];
}

struct IndexReport {
  Manifest epoch;  // its facts are the counts
  bool epoch_built = false;
  bool text_built = false;
  double epoch_seconds = 0;
  double text_seconds = 0;
  RemovedEpochs removed;  // older than the one before
};

// Makes the epoch of the records as they are and the text index of the same snapshot, in parallel, and then switches to
// it in one step. Where either is there already, whole, and of the same records, date and strategy, it is kept. The
// epoch that answered before stays. kBusy when another process is at it. After an error the old epoch answers.
[[nodiscard]] Result<IndexReport> index_records(const StoreLayout& layout, const RecordStore& records,
                                                const IndexOptions& options);

}  // namespace schakel
