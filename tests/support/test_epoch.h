// An epoch of a random market in a folder that goes with it.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>

#include "index/epoch/epoch.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/random_market.h"
#include "tests/support/temp_folder.h"

namespace schakel::testing {

struct TestEpoch {
  explicit TestEpoch(const RandomMarket& market, std::uint32_t block_seekers = 64) {
    const auto built =
        build_epoch(MemorySnapshot(market),
                    {.strategy = market.strategy, .date = market.date, .block_seekers = block_seekers}, folder);
    if (!built) FAIL(built.error().message);
    auto opened = Epoch::open(folder);
    if (!opened) FAIL(opened.error().message);
    epoch = *std::move(opened);
  }

  TempFolder around;
  std::filesystem::path folder = around / "epoch";
  std::unique_ptr<const Epoch> epoch;
};

}  // namespace schakel::testing
