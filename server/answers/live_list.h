// One live list from the market, with the reasons of every row.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "engine/advice/near_misses.h"
#include "engine/advice/questions.h"
#include "engine/pair.h"
#include "index/epoch/market.h"
#include "server/answers/words.h"
#include "server/json_writer.h"

namespace schakel {

// Whose list it is: a vacancy's list holds seekers, and the other way round.
using ListOwner = std::variant<VacancyId, SeekerId>;

struct ListRequest {
  ListOwner owner;
  std::uint32_t top = 20;                  // 1..1000
  std::optional<CategoryWeights> weights;  // instead of the strategy's; sum 10000
  bool exclude_unknown = false;            // leave out pairs with an unknown criterion
  bool near_misses = false;                // also who fails exactly one MUST, `top` of them
  bool passende_arbeid = true;             // false: no wish is widened; not together with near_misses
};

struct ListRow {
  VacancyId vacancy;
  SeekerId seeker;
  PairScore score;
  Points points;
  std::vector<std::uint32_t> item_points;  // one per item of the score
  std::vector<RowQuestion> questions;      // those that could gain most rank first
};

struct LiveList {
  ListRequest request;
  CategoryWeights weights;            // those applied
  std::uint64_t considered = 0;       // counterparts within reach
  std::vector<ListRow> rows;          // best first
  std::vector<NearMiss> near_misses;  // best first
};

// Exact. Cost: that of Matcher, and some microseconds per row.
[[nodiscard]] LiveList make_list(Market market, const ListRequest& request);

[[nodiscard]] JsonWriter to_json(Market market, const Words& words, const LiveList& list);

}  // namespace schakel
