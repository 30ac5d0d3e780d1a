// Why a seeker is not, or not higher, in a list: docs/advice.md section 1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/advice/list_place.h"
#include "engine/pair.h"
#include "server/answers/parties.h"
#include "server/json_writer.h"

namespace schakel {

// One criterion that fails: what is asked and what the profile says, in words.
struct FailedCriterion {
  std::string name;  // "must", "travel", "hours", "shiftWork", "evidence"
  std::string item;  // of a MUST, for machines; else empty
  std::string asked, found;
};

// A place in one of the two lists, and who stands just above.
struct ListedPlace {
  Standing standing;
  std::string above;    // id of who stands just above; empty at rank 1
  Points above_points;  // of that pair
  std::uint32_t above_total = 0;
};

struct WhyNot {
  VacancyParty vacancy;
  SeekerParty seeker;
  PairScore score;
  Points points;
  std::vector<FailedCriterion> failed;
  // The rank that the pair has, or would have if nothing failed.
  ListedPlace in_vacancy_list, in_seeker_list;
};

// Cost: two live lists.
[[nodiscard]] WhyNot why_not(Matcher& matcher, const CategoryWeights& weights, const Words& words, VacancyParty vacancy,
                             SeekerParty seeker);

// The same of two records of the market, by the strategy's weights.
[[nodiscard]] WhyNot why_not(Market market, const Words& words, VacancyId vacancy, SeekerId seeker);

[[nodiscard]] JsonWriter to_json(Market market, const WhyNot& answer);

}  // namespace schakel
