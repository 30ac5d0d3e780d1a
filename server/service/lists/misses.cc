#include "server/service/lists/misses.h"

#include <algorithm>

#include "engine/advice/list_place.h"

namespace schakel {
namespace {

// `each` visits the pairs of one list, `place` says what decides about the order.
template <class Each, class PlaceOf>
std::vector<NearMiss> best_misses(const Each& each, const PlaceOf& place, const PageQuery& query, std::uint32_t k) {
  const auto better = [&](const Visited& a, const Visited& b) { return above(place(a), place(b)); };
  const auto passes = [&](const Visited& pair) { return !query.passes || query.passes(pair.other); };
  const auto remains = [&](const Visited& pair) { return !query.remains || query.remains(pair.other); };
  std::vector<Visited> misses;
  std::uint32_t threshold = 0;
  each(Admit::kOneMustFails, [&](const Visited& pair) {
    if (pair.total >= threshold && passes(pair) && remains(pair)) misses.push_back(pair);
    if (misses.size() < std::size_t{2} * k + 64) return threshold;
    std::ranges::nth_element(misses, misses.begin() + k - 1, better);
    misses.resize(k);
    return threshold = misses.back().total;
  });
  std::ranges::sort(misses, better);
  misses.resize(std::min<std::size_t>(misses.size(), k));
  if (misses.empty()) return {};

  const std::uint32_t least = misses.back().total;
  std::vector<std::uint64_t> others(misses.size(), 0);  // eligible pairs that stand above this one and below the last
  each(Admit::kEligible, [&](const Visited& pair) {
    if (pair.total < least || !passes(pair)) return least;
    const auto first_below = std::ranges::lower_bound(misses, pair, better);
    if (first_below != misses.end()) ++others[static_cast<std::size_t>(first_below - misses.begin())];
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

std::vector<NearMiss> seeker_misses(Matcher& matcher, const VacancySide& vacancy, const PageQuery& query,
                                    std::uint32_t k) {
  const Market market = matcher.market();
  return best_misses(
      [&](Admit admit, const Visit& visit) { matcher.each_seeker(vacancy, query.weights, admit, visit); },
      [&](const Visited& pair) { return seeker_place(market, pair); }, query, k);
}

std::vector<NearMiss> vacancy_misses(Matcher& matcher, const SeekerSide& seeker, const PageQuery& query,
                                     std::uint32_t k) {
  const Market market = matcher.market();
  return best_misses(
      [&](Admit admit, const Visit& visit) { matcher.each_vacancy(seeker, query.weights, admit, visit); },
      [&](const Visited& pair) { return vacancy_place(market, pair); }, query, k);
}

}  // namespace schakel
