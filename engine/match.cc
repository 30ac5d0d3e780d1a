#include "engine/match.h"

#include "engine/pair.h"

namespace schakel {

Matcher::Matcher(Market market, const VacancyIndex* vacancies) : Matcher(market, nullptr, vacancies) {}
Matcher::Matcher(const GuestBook& book, const VacancyIndex* vacancies) : Matcher(book.market(), &book, vacancies) {}

Matcher::Matcher(Market market, const GuestBook* book, const VacancyIndex* vacancies)
    : market_(market),
      epoch_(market.epoch()),
      delta_(market.delta()),
      book_(book != nullptr ? *book : no_guests_.emplace(market)),
      delta_scorer_(market) {
  if (vacancies == nullptr) return;
  vacancy_scorer_.emplace(*vacancies);
  verdicts_.assign(epoch_.items.size(), Remembered::kUnasked);
}

MatchAnswer Matcher::for_vacancy(const VacancySide& vacancy, const MatchOptions& options) {
  TopLists top(market_, Side::kVacancy, vacancy.tie, options.k);
  PairScore score;
  MatchAnswer answer;
  answer.considered = each_seeker(vacancy, options.weights, Admit::kEligible, [&](const Visited& pair) {
    if (pair.total < top.threshold(0)) return top.threshold(0);
    const SeekerSide seeker = side_of(market_, SeekerId{pair.other});
    // Without passende arbeid the total that the postings gave is an upper bound.
    if (!options.passende_arbeid)
      score_pair(book_, options.weights, vacancy, Unwidened(seeker).side(), score);
    else if (options.exclude_unknown)
      score_pair(book_, options.weights, vacancy, seeker, score);
    if (options.exclude_unknown && score.any_unknown_criterion()) return top.threshold(0);
    if (options.passende_arbeid)
      top.offer(0, pair.row());
    else if (score.eligible())
      top.offer(0, ranked(score.total.low, pair.tie, pair.other));
    return top.threshold(0);
  });
  const auto rows = top.finish(0);
  answer.rows.assign(rows.begin(), rows.end());
  return answer;
}

MatchAnswer Matcher::for_seeker(const SeekerSide& asked, const MatchOptions& options) {
  const Unwidened unwidened(asked);
  const SeekerSide& seeker = options.passende_arbeid ? asked : unwidened.side();
  TopLists top(market_, Side::kSeeker, seeker.tie, options.k);
  PairScore score;
  MatchAnswer answer;
  answer.considered = each_vacancy(seeker, options.weights, Admit::kEligible, [&](const Visited& pair) {
    if (options.exclude_unknown)
      score_pair(book_, options.weights, side_of(market_, VacancyId{pair.other}), seeker, score);
    if (!options.exclude_unknown || !score.any_unknown_criterion()) top.offer(0, pair.row());
    return top.threshold(0);
  });
  const auto rows = top.finish(0);
  answer.rows.assign(rows.begin(), rows.end());
  return answer;
}

std::uint64_t Matcher::each_seeker(const VacancySide& vacancy, const CategoryWeights& weights, Admit admit,
                                   const Visit& visit) {
  if (admit == Admit::kEligible) return scan_seekers(vacancy, weights, std::nullopt, visit);
  std::uint64_t considered = 0;
  for (const VacancyItem& entry : vacancy.view.items)
    if (entry.condition == MUST) considered = scan_seekers(vacancy, weights, entry.item, visit);
  return considered;
}

std::uint64_t Matcher::each_vacancy(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                    const Visit& visit) {
  return vacancy_scorer_ ? search_vacancies(seeker, weights, admit, visit)
                         : scan_vacancies(seeker, weights, admit, visit);
}

}  // namespace schakel
