// Why a pair scores what it scores, or why it is in no list.
#pragma once

#include <string>
#include <vector>

#include "engine/pair.h"
#include "index/epoch/epoch.h"
#include "server/answers/words.h"
#include "server/json_writer.h"

namespace schakel {

struct ExplainedItem {
  ItemScore score;
  std::uint32_t points = 0;
  // What of the seeker was found ("Orderpicker, 30 months, last in 2026"), and how it relates to what is asked
  // ("narrower"); or, in `fact`, why nothing is found.
  std::string fact;
  std::string relation;
};

struct Criterion {
  std::string name;  // "must: driving licence B", "travel", "hours", "shift work", "evidence"
  Verdict verdict{};
  std::string because;
};

struct Explanation {
  VacancyId vacancy;
  SeekerId seeker;
  CategoryWeights weights;
  PairScore score;
  Points points;                     // sum exactly to the total
  std::vector<ExplainedItem> items;  // in item order; their points sum exactly to those of demand and of wish
  std::vector<Criterion> criteria;   // those that fail are why a pair is not eligible
};

// With the strategy's weights.
[[nodiscard]] Explanation explain(const Epoch& epoch, const Words& words, VacancyId vacancy, SeekerId seeker);

[[nodiscard]] JsonWriter to_json(const Epoch& epoch, const Words& words, const Explanation& explanation);

}  // namespace schakel
