// A synthetic market on the real taxonomy and postcodes of ../shared/data where they are, on the embedded ones where
// not, as a snapshot in memory and as an epoch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/store/record_store.h"
#include "loaders/synthetic/market.h"

namespace schakel::bench {

// "esco" or "starter": what markets are made on. The environment variable SCHAKEL_BENCH_EMBEDDED asks for "starter".
[[nodiscard]] std::string_view market_name();
[[nodiscard]] std::filesystem::path esco_folder();
[[nodiscard]] std::filesystem::path postcode_table();

// The taxonomy and places of a market: the real ones where they are, or the embedded ones wherever.
enum class On : std::uint8_t { kBest, kStarter };

class BenchSnapshot : public RecordSnapshot {
 public:
  // Generates in parallel. Ends the program when the data cannot be read.
  explicit BenchSnapshot(const MarketParameters& parameters, On on = On::kBest);
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

}  // namespace schakel::bench
