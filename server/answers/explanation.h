// Why a pair scores what it scores, or why it is in no list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/pair.h"
#include "index/epoch/market.h"
#include "server/answers/parties.h"
#include "server/answers/recognised_codes.h"
#include "server/answers/words.h"
#include "server/json_writer.h"

namespace schakel {

struct ExplainedItem {
  ItemScore score;
  Item item;
  std::string key, code, name;  // as ItemTexts has them
  std::uint32_t points = 0;
  std::optional<Verdict> must;  // of a MUST
  // What of the seeker was found ("Orderpicker, 30 maanden, laatst in 2026"), or why nothing is.
  std::string fact;
  // How that relates to what is asked; nothing where nothing is found, or where the kind knows no relations.
  std::optional<Relatedness> relation;
  // Where the code that is asked, or the one that it was found through, was recognised in text and counts less for it.
  std::optional<RecognisedText> asked, held;
};

struct Criterion {
  std::string_view code;  // "must", "travel", "hours", "shiftWork", "evidence"
  std::string name;       // "moet: rijbewijs B", "reizen"
  Verdict verdict{};
  std::string because;
};

struct Explanation {
  VacancyParty vacancy;
  SeekerParty seeker;
  CategoryWeights weights;
  bool passende_arbeid = true;
  PairScore score;
  Points points;                     // sum exactly to the total
  std::vector<ExplainedItem> items;  // in item order; their points sum exactly to those of demand and of wish
  std::vector<Criterion> criteria;   // those that fail are why a pair is not eligible
};

struct ExplainOptions {
  std::optional<CategoryWeights> weights;  // instead of the strategy's
  bool passende_arbeid = true;             // false: no wish is widened
};

[[nodiscard]] Explanation explain(const GuestBook& book, const Words& words, VacancyParty vacancy, SeekerParty seeker,
                                  const ExplainOptions& options = {});

// Of records of the market, with the strategy's weights; without `passende_arbeid` no wish is widened.
[[nodiscard]] Explanation explain(Market market, const Words& words, VacancyId vacancy, SeekerId seeker,
                                  bool passende_arbeid = true);

[[nodiscard]] JsonWriter to_json(Market market, const Words& words, const Explanation& explanation);

}  // namespace schakel
