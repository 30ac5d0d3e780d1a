#include "engine/advice/near_misses.h"

#include <algorithm>

#include "engine/advice/list_place.h"
#include "engine/pair.h"

namespace schakel {
namespace {

// Whether every criterion is known, each MUST too: where one fails, `score.must` does not tell that another is unknown.
bool all_known(const Model& model, const PairScore& score) {
  if (score.travel == Verdict::kUnknown || score.hours == Verdict::kUnknown || score.shift_work == Verdict::kUnknown)
    return false;
  return std::ranges::none_of(score.items, [&](const ItemScore& item) {
    return item.condition == MUST && must_verdict(model, item.quality) == Verdict::kUnknown;
  });
}

// `each` visits the pairs of one list, `place` says what decides about the order, `in_list` which of them are in it.
template <class Each, class PlaceOf, class InList>
std::vector<NearMiss> best_misses(const Each& each, const PlaceOf& place, const InList& in_list, std::uint32_t k) {
  std::vector<Visited> misses;
  const auto better = [&](const Visited& a, const Visited& b) { return above(place(a), place(b)); };
  std::uint32_t threshold = 0;
  each(Admit::kOneMustFails, [&](const Visited& pair) {
    if (pair.total >= threshold && in_list(pair.other)) misses.push_back(pair);
    if (misses.size() < std::size_t{2} * k + 64) return threshold;
    std::ranges::nth_element(misses, misses.begin() + k - 1, better);
    misses.resize(k);
    return threshold = misses.back().total;
  });
  std::ranges::sort(misses, better);
  misses.resize(std::min<std::size_t>(misses.size(), k));
  if (misses.empty()) return {};

  const std::uint32_t least = misses.back().total;
  std::vector<std::uint64_t> others(misses.size(), 0);  // pairs of the list that stand above this one, below the last
  each(Admit::kEligible, [&](const Visited& pair) {
    if (pair.total < least) return least;
    const auto first_below = std::ranges::lower_bound(misses, pair, better);
    if (first_below != misses.end() && in_list(pair.other))
      ++others[static_cast<std::size_t>(first_below - misses.begin())];
    return least;
  });
  std::vector<NearMiss> answer;
  std::uint64_t rank = 1;
  for (std::size_t i = 0; i < misses.size(); ++i) {
    rank += others[i];
    answer.push_back({misses[i].other, misses[i].total, misses[i].failing, rank});
  }
  return answer;
}

}  // namespace

std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy,
                                  std::uint32_t k, const ListRules& rules) {
  const Market market = matcher.market();
  PairScore score;
  const auto in_list = [&](std::uint32_t other) {
    if (rules.allows && !rules.allows(other)) return false;
    if (!rules.exclude_unknown) return true;
    score_pair(matcher.book(), weights, vacancy, side_of(market, SeekerId{other}), score);
    return all_known(market.model(), score);
  };
  return best_misses([&](Admit admit, const Visit& visit) { matcher.each_seeker(vacancy, weights, admit, visit); },
                     [&](const Visited& pair) { return seeker_place(market, pair); }, in_list, k);
}

std::vector<NearMiss> near_misses(Matcher& matcher, const CategoryWeights& weights, const SeekerSide& seeker,
                                  std::uint32_t k, const ListRules& rules) {
  const Market market = matcher.market();
  PairScore score;
  const auto in_list = [&](std::uint32_t other) {
    if (rules.allows && !rules.allows(other)) return false;
    if (!rules.exclude_unknown) return true;
    score_pair(matcher.book(), weights, side_of(market, VacancyId{other}), seeker, score);
    return all_known(market.model(), score);
  };
  return best_misses([&](Admit admit, const Visit& visit) { matcher.each_vacancy(seeker, weights, admit, visit); },
                     [&](const Visited& pair) { return vacancy_place(market, pair); }, in_list, k);
}

}  // namespace schakel
