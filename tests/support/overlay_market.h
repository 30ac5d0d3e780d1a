// A random market, its lists, and an epoch of it some time later that lies over the first.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>

#include "engine/match_lists.h"
#include "engine/reference/reference.h"
#include "engine/rematch.h"
#include "index/epoch/overlay/build_overlay.h"
#include "tests/support/edited_market.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/temp_folder.h"

namespace schakel::testing {

struct OverlayMarket {
  // Lists of the base have `rows` rows.
  OverlayMarket(const RandomMarket& first, const EditedMarket& later, std::uint32_t rows,
                std::uint32_t block_seekers = 64)
      : before(first), after(later.market) {
    const auto built = build_epoch(MemorySnapshot(before),
                                   {.strategy = before.strategy, .date = before.date, .block_seekers = block_seekers},
                                   folder / "first");
    if (!built) FAIL(built.error().message);
    base = open("first");
    lists = rematch(*base, {.k = rows});
    if (const auto written = write_run(lists, *base, rows, folder / "run"); !written) FAIL(written.error().message);
    auto opened = Run::open(folder / "run", *base);
    if (!opened) FAIL(opened.error().message);
    run = *std::move(opened);
    const auto overlaid = build_overlay(*base, MemorySnapshot(after), later.keys, after.date, folder / "second");
    if (!overlaid) FAIL(overlaid.error().message);
    counts = *overlaid;
    epoch = open("second");
  }

  // Records of the later market by the counts of the first, as the reference scorer has them.
  [[nodiscard]] ReferenceMarket reference() const {
    return {
        ReferenceMarket(before.strategy, before.date, before.concepts, before.places, before.seekers, before.vacancies),
        after.date, after.seekers, after.vacancies};
  }

  TempFolder folder;
  RandomMarket before, after;
  std::unique_ptr<const Epoch> base, epoch;
  MatchLists lists;
  std::unique_ptr<const Run> run;  // of the base
  OverlayCounts counts;

 private:
  // Under the name by which overlays look for it.
  std::unique_ptr<const Epoch> open(const char* name) {
    auto opened = Epoch::open(folder / name);
    if (!opened) FAIL(opened.error().message);
    std::filesystem::rename(folder / name, folder / (*opened)->id());
    return *std::move(opened);
  }
};

}  // namespace schakel::testing
