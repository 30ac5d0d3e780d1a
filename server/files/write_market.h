// The synthetic labour market as files: concepts, places, vacancies and seekers, so that loading the folder is enough.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "data/error.h"
#include "loaders/synthetic/market.h"

namespace schakel {

struct MarketFiles {
  MarketParameters market;
  std::vector<std::filesystem::path> taxonomies;  // merged in this order; none: the one that the program carries
  std::filesystem::path postcodes;                // empty: the places that the program carries
  std::filesystem::path out;
  bool compress = false;
  int threads = 0;  // 0: as many as there are cores
};

struct WrittenFile {
  std::filesystem::path path;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;  // on the disk
};

// Writes concepts, places, vacancies and seekers as .ndjson or .ndjson.zst. Each file appears whole or not at all, and
// files of an earlier market in the folder are replaced. The bytes follow from the input and the parameters alone.
// `progress` gets records done and records in all, by one thread at a time. Errors: of reading the taxonomy and the
// postcodes, of GeneratedMarket::create(), and of writing.
[[nodiscard]] Result<std::vector<WrittenFile>> write_market(
    const MarketFiles& files, const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace schakel
