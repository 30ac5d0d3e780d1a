// What another strategy would change: the whole market matched under both, list by list.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "data/date.h"
#include "data/error.h"
#include "data/schema/strategy.pb.h"
#include "index/store/record_store.h"
#include "server/layout.h"

namespace schakel {

struct NamedRow {
  std::string name;  // of the counterpart
  std::uint32_t total = 0;
};

// One list under both strategies.
struct ChangedList {
  std::string owner;
  std::uint32_t kept = 0;               // rows of the one top that are also in the other
  std::uint32_t of = 0;                 // rows of the longer of both tops
  std::vector<NamedRow> before, after;  // the first three
};

// Over all lists of one direction. "Top" is the first min(k, 10) rows.
struct ListChanges {
  std::uint64_t lists = 0;            // of everybody who has a row under either strategy
  std::uint64_t identical = 0;        // the same rows with the same totals
  std::uint64_t same_order = 0;       // the same rows in the same order (identical ones included)
  std::uint64_t other_first = 0;      // somebody else comes first
  std::uint64_t kept = 0, of = 0;     // of all tops together
  std::uint64_t stayed = 0;           // rows of the whole list that are in both
  std::uint64_t moved_points = 0;     // sum over those of how far the total moved
  std::uint32_t furthest_move = 0;    // the largest
  std::vector<ChangedList> examples;  // the three that keep the least; by share kept, then by owner
};

struct StrategyComparison {
  std::array<std::string, 2> hashes;
  std::uint32_t k = 0;
  ListChanges vacancies, seekers;
};

struct CompareOptions {
  std::array<Strategy, 2> strategies;
  Date date;
  std::uint32_t k = 50;
  int threads = 0;
  std::function<void(std::string_view)> progress;  // told each step
};

// Builds an epoch under each strategy in a folder of its own beside the store's (which is removed again), rematches
// both, and compares. The epoch that answers is not touched. Cost: twice an index and a rematch, and the disk and
// memory of two epochs. Errors: kBusy when another comparison runs; those of build_epoch().
[[nodiscard]] Result<StrategyComparison> compare_strategies(const StoreLayout& layout, const RecordStore& records,
                                                            const CompareOptions& options);

}  // namespace schakel
