#include "server/service/lists/misses.h"

namespace schakel {
namespace {

// Looks at the query.
ListRules rules_of(const PageQuery& query) {
  ListRules rules{.exclude_unknown = query.exclude_unknown, .allows = {}};
  if (query.passes || query.remains)
    rules.allows = [&query](std::uint32_t other) {
      return (!query.passes || query.passes(other)) && (!query.remains || query.remains(other));
    };
  return rules;
}

}  // namespace

std::vector<NearMiss> seeker_misses(Matcher& matcher, const VacancySide& vacancy, const PageQuery& query,
                                    std::uint32_t k) {
  return near_misses(matcher, query.weights, vacancy, k, rules_of(query));
}

std::vector<NearMiss> vacancy_misses(Matcher& matcher, const SeekerSide& seeker, const PageQuery& query,
                                     std::uint32_t k) {
  return near_misses(matcher, query.weights, seeker, k, rules_of(query));
}

}  // namespace schakel
