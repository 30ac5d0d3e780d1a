// Exports random markets, for the stranger to recompute.
// usage: write_random_exports FOLDER FIRST_SEED COUNT; market k goes to FOLDER/k
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <span>
#include <string>

#include "engine/rematch.h"
#include "server/export/export.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/random_market.h"

namespace schakel {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::cerr << result.error().message << '\n';
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

void export_market(std::uint64_t seed, const std::filesystem::path& out) {
  const testing::RandomMarket market = testing::random_market(seed);
  const std::filesystem::path scratch = out.string() + ".scratch";
  std::filesystem::remove_all(scratch);
  std::filesystem::create_directories(scratch);
  (void)must(build_epoch(testing::MemorySnapshot(market),
                         {.strategy = market.strategy, .date = market.date, .block_seekers = 64}, scratch / "epoch"));
  const auto epoch = must(Epoch::open(scratch / "epoch"));
  const std::uint32_t k = 1 + static_cast<std::uint32_t>(seed % 12);
  must(write_run(rematch(*epoch, {.k = k}), *epoch, k, scratch / "run"));
  const auto run = must(Run::open(scratch / "run", *epoch));
  (void)must(write_export(*epoch, *run, {.out = out}));
  std::filesystem::remove_all(scratch);
}

}  // namespace
}  // namespace schakel

int main(int count, char** values) {
  const std::span<char*> arguments(values, static_cast<std::size_t>(count));
  if (arguments.size() != 4) {
    std::cerr << "usage: write_random_exports FOLDER FIRST_SEED COUNT\n";
    return 2;
  }
  const std::uint64_t first = std::stoull(arguments[2]), markets = std::stoull(arguments[3]);
  for (std::uint64_t k = 0; k < markets; ++k)
    schakel::export_market(first + k, std::filesystem::path(arguments[1]) / std::to_string(k));
}
