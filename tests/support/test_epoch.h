// An epoch of a random market in a folder that goes with it.
#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "index/epoch/epoch.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

struct TestEpoch {
  explicit TestEpoch(const RandomMarket& market, std::uint32_t block_seekers = 64) {
    static int next = 0;
    folder = std::filesystem::temp_directory_path() /
             ("schakel-epoch-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    std::filesystem::remove_all(folder);
    const auto built =
        build_epoch(MemorySnapshot(market),
                    {.strategy = market.strategy, .date = market.date, .block_seekers = block_seekers}, folder);
    if (!built) FAIL(built.error().message);
    auto opened = Epoch::open(folder);
    if (!opened) FAIL(opened.error().message);
    epoch = *std::move(opened);
  }
  ~TestEpoch() { std::filesystem::remove_all(folder); }
  TestEpoch(const TestEpoch&) = delete;
  TestEpoch& operator=(const TestEpoch&) = delete;

  std::filesystem::path folder;
  std::unique_ptr<const Epoch> epoch;
};

}  // namespace schakel::testing
