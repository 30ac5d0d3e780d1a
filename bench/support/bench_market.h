// A synthetic market on the real taxonomy and postcodes of ../shared/data where they are, on the embedded ones where
// not, as a snapshot in memory and as an epoch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/store/record_store.h"

namespace schakel::bench {

class BenchSnapshot : public RecordSnapshot {
 public:
  // Generates in parallel. Prints to stderr which taxonomy it uses; ends the program when the data cannot be read.
  BenchSnapshot(std::uint64_t seekers, std::uint64_t vacancies, std::uint64_t seed);
  [[nodiscard]] Sequence sequence() const override { return 1; }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override;

 private:
  struct Stored {
    std::string key, bytes;
  };
  std::vector<Stored> records_[kRecordKinds + 1];
};

// Builds the epoch in `folder`, replacing what was there, and opens it.
[[nodiscard]] std::unique_ptr<const Epoch> bench_epoch(const RecordSnapshot& snapshot,
                                                       const std::filesystem::path& folder);

// Seconds of wall clock and of CPU (all threads) since it was made.
class Stopwatch {
 public:
  Stopwatch();
  [[nodiscard]] double wall() const;
  [[nodiscard]] double cpu() const;

 private:
  double wall_, cpu_;
};

// Largest resident memory of this process so far, in MiB.
[[nodiscard]] double peak_mib();

}  // namespace schakel::bench
