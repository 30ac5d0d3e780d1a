#include "engine/advice/what_if.h"

#include <algorithm>
#include <iterator>

namespace schakel {

Tops find_tops(Matcher& matcher, const TopBars& bars, const SeekerSide& seeker) {
  Tops reached;
  matcher.each_vacancy(seeker, bars.weights(), Admit::kEligible, [&](const Visited& pair) {
    ++reached.eligible;
    const VacancyId vacancy{pair.other};
    if (bars.is_among(vacancy, {pair.total, pair.tie, seeker.name})) reached.in_top.push_back(vacancy);
    return 0U;
  });
  return reached;
}

AtVacancy stand_at(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy,
                   const SeekerSide& seeker) {
  AtVacancy at;
  score_pair(matcher.book(), weights, vacancy, seeker, at.score);
  if (!at.score.eligible()) return at;
  at.in_vacancy_list = standing_of_seeker(matcher, weights, vacancy, seeker, at.score.total.low);
  at.in_seeker_list = standing_of_vacancy(matcher, weights, seeker, vacancy, at.score.total.low);
  return at;
}

std::vector<VacancyId> entered(const Tops& before, const Tops& after) {
  std::vector<VacancyId> vacancies;
  std::ranges::set_difference(after.in_top, before.in_top, std::back_inserter(vacancies));
  return vacancies;
}

}  // namespace schakel
