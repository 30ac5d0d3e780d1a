#include "engine/match.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "engine/kernel/candidate.h"
#include "engine/kernel/query_plan.h"
#include "engine/pair.h"

namespace schakel {
namespace {

std::size_t keys_of(const Epoch& epoch) {
  return std::max({epoch.taxonomy().size(), epoch.taxonomy().isco_groups(), epoch.items.size()});
}

constexpr ItemId kNothing = 0xffffffff;

// Of a MUST item and the current seeker.
constexpr std::uint8_t kUnasked = 0, kPasses = 1, kFails = 2;

// So many of a block go first, the best ones: they raise the threshold for the others.
constexpr std::size_t kFirst = 128;

// Those with the best region points first, so that the threshold rises early.
std::vector<std::uint32_t> blocks_in_reach(BlockScorer& scorer, const VacancyScalars& vacancy) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lacking;  // of the best region points, and the block
  for (std::uint32_t block = 0; block < scorer.blocks(); ++block) {
    scorer.enter(block);
    if (const auto best = scorer.reach(vacancy)) lacking.emplace_back(kUnits - *best, block);
  }
  std::ranges::sort(lacking);
  std::vector<std::uint32_t> blocks(lacking.size());
  std::ranges::transform(lacking, blocks.begin(), [](const auto& entry) { return entry.second; });
  return blocks;
}

}  // namespace

Matcher::Matcher(const Epoch& epoch, const VacancyIndex* vacancies) : Matcher(epoch, nullptr, vacancies) {}
Matcher::Matcher(const GuestBook& book, const VacancyIndex* vacancies) : Matcher(book.epoch(), &book, vacancies) {}

Matcher::Matcher(const Epoch& epoch, const GuestBook* book, const VacancyIndex* vacancies)
    : epoch_(epoch),
      book_(book != nullptr ? *book : no_guests_.emplace(epoch)),
      index_(epoch.nodes.nodes, keys_of(epoch)),
      expander_(book_.rules(), epoch.items, epoch.nodes, index_),
      unreachable_(epoch.block_seekers(), kUnreachable),
      quality_(epoch.nodes.nodes.size(), 0) {
  if (vacancies == nullptr) return;
  vacancy_scorer_.emplace(*vacancies);
  verdicts_.assign(epoch.items.size(), kUnasked);
}

MatchAnswer Matcher::for_vacancy(const VacancySide& vacancy, const MatchOptions& options) {
  TopLists top(epoch_, Side::kVacancy, vacancy.tie, options.k);
  PairScore score;
  MatchAnswer answer;
  answer.considered = each_seeker(vacancy, options.weights, Admit::kEligible, [&](const Visited& pair) {
    if (pair.total < top.threshold(0)) return top.threshold(0);
    const SeekerSide seeker = side_of(epoch_, SeekerId{pair.other});
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
  TopLists top(epoch_, Side::kSeeker, seeker.tie, options.k);
  PairScore score;
  MatchAnswer answer;
  answer.considered = each_vacancy(seeker, options.weights, Admit::kEligible, [&](const Visited& pair) {
    if (options.exclude_unknown)
      score_pair(book_, options.weights, side_of(epoch_, VacancyId{pair.other}), seeker, score);
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

// `must_fail`: the MUST item that does not exclude, but must fail.
std::uint64_t Matcher::scan_seekers(const VacancySide& vacancy, const CategoryWeights& weights,
                                    std::optional<ItemId> must_fail, const Visit& visit) {
  const QueryPlan query(book_, vacancy.view, must_fail);
  const VacancyScalars& scalars = *vacancy.view.scalars;
  BlockScorer scorer(epoch_, weights);
  std::uint32_t threshold = 0;
  for (const std::uint32_t block : blocks_in_reach(scorer, scalars)) {
    scorer.enter(block);
    for (Candidate candidate :
         scorer.scan(scalars, query.plan(vacancy.position.low), scaled(threshold), unreachable_)) {
      const SeekerId id{scorer.first_seeker() + candidate.seeker};
      if (!query.is_settled()) {
        const auto settled = query.settle(candidate.accumulated, epoch_.seeker(id));
        if (!settled) continue;
        candidate.accumulated = *settled;
      }
      const std::uint32_t position = vacancy.position.low + epoch_.seeker_position_lows[id.value];
      const auto total =
          candidate_total(epoch_.model(), weights, candidate, position, scalars, epoch_.seeker_scalars[id.value]);
      if (!total || *total < threshold || (must_fail && !fails(*must_fail, epoch_.seeker(id)))) continue;
      threshold =
          visit({id.value, *total, tie_of(vacancy.tie, epoch_.seeker_ties[id.value]), must_fail.value_or(kNothing)});
    }
  }
  return scorer.counts().pairs;
}

// Best quality of the seeker at each rung; rungs below it inherit when an item is rated.
void Matcher::rate_items(const SeekerView& seeker) {
  for (const NodeId node : rated_) quality_[node] = 0;
  rated_.clear();
  for (const ListKey list : expander_.expand(seeker)) {
    if (is_pass(list)) continue;
    quality_[node_of(list)] = static_cast<std::uint16_t>(epoch_.model().quality(to_grade(list)));
    rated_.push_back(node_of(list));
  }
}

bool Matcher::fails(ItemId item, const SeekerView& seeker) const {
  return must_verdict(epoch_.model(), evaluate(book_.rules(), book_.items()[item], seeker)) == Verdict::kFails;
}

// What the rated seeker has of a vacancy of the epoch, as the kernel gathers it.
std::uint32_t Matcher::gathered(const VacancyView& vacancy) const {
  std::uint32_t sum = 0;
  for (const VacancyItem& entry : vacancy.items) {
    std::uint32_t quality = 0;
    for (const NodeId node : epoch_.nodes.ladder(entry.item))
      quality = std::max<std::uint32_t>(quality, quality_[node]);
    const std::uint8_t kind = epoch_.items[entry.item].kind;
    const std::uint32_t units = entry.units * quality / kFullQuality;
    sum += is_demand(kind) ? units : units << kWishShift;
    if (kind == OCCUPATION && quality > 0) sum += kOccupationRung;
  }
  return sum;
}

bool Matcher::fails_remembered(ItemId item, const SeekerView& seeker) {
  std::uint8_t& verdict = verdicts_[item];
  if (verdict == kUnasked) {
    verdict = fails(item, seeker) ? kFails : kPasses;
    judged_.push_back(item);
  }
  return verdict == kFails;
}

void Matcher::forget_verdicts() {
  for (const ItemId item : judged_) verdicts_[item] = kUnasked;
  judged_.clear();
}

// The MUST that fails, kNothing for an eligible pair, or nothing when the pair is not admitted.
template <class Fails>
std::optional<ItemId> Matcher::admitted(const VacancyView& vacancy, Admit admit, const Fails& fails) const {
  ItemId failing = kNothing;
  for (const VacancyItem& entry : vacancy.items) {
    if (entry.condition != MUST || !fails(entry.item)) continue;
    if (admit == Admit::kEligible || failing != kNothing) return std::nullopt;
    failing = entry.item;
  }
  if (admit == Admit::kOneMustFails && failing == kNothing) return std::nullopt;
  return failing;
}

std::uint64_t Matcher::each_vacancy(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                    const Visit& visit) {
  return vacancy_scorer_ ? search_vacancies(seeker, weights, admit, visit)
                         : scan_vacancies(seeker, weights, admit, visit);
}

// Every vacancy.
std::uint64_t Matcher::scan_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                      const Visit& visit) {
  rate_items(seeker.view);
  const SeekerScalars& s = *seeker.view.scalars;
  std::uint64_t considered = 0;
  std::uint32_t threshold = 0;
  for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v) {
    const VacancyView vacancy = epoch_.vacancy(VacancyId{v});
    if (out_of_reach(epoch_.model(), s, *vacancy.scalars)) continue;
    ++considered;
    const Candidate pair{0, gathered(vacancy)};
    if ((pair.accumulated & kEvidenceBits) == 0) continue;
    const std::uint32_t position = std::uint32_t{seeker.position.low} + epoch_.vacancy_positions[v].low;
    const auto total = candidate_total(epoch_.model(), weights, pair, position, *vacancy.scalars, s);
    if (!total || *total < threshold) continue;
    const auto failing = admitted(vacancy, admit, [&](ItemId item) { return fails(item, seeker.view); });
    if (failing) threshold = visit({v, *total, tie_of(epoch_.vacancy_ties[v], seeker.tie), *failing});
  }
  return considered;
}

// The same by the index.
std::uint64_t Matcher::search_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                        const Visit& visit) {
  forget_verdicts();
  const SeekerScalars& s = *seeker.view.scalars;
  const auto fails_it = [&](ItemId item) { return fails_remembered(item, seeker.view); };
  std::uint32_t threshold = 0;
  for (const std::uint32_t block :
       vacancy_scorer_->start(s, expander_.expand(seeker.view), seeker.position.low, weights)) {
    const std::span<FoundVacancy> found = vacancy_scorer_->scan(block, threshold);
    if (found.size() > 2 * kFirst)
      std::ranges::nth_element(found, found.begin() + kFirst, std::greater(), &FoundVacancy::bound);
    const auto scalars = vacancy_scorer_->index().scalars(block);
    const auto position_lows = vacancy_scorer_->index().position_lows(block);
    const auto vacancies = vacancy_scorer_->index().vacancies(block);
    for (const FoundVacancy& pair : found) {
      if (pair.bound < threshold) continue;
      const std::uint32_t position = std::uint32_t{seeker.position.low} + position_lows[pair.vacancy];
      const auto total =
          candidate_total(epoch_.model(), weights, {0, pair.accumulated}, position, scalars[pair.vacancy], s);
      if (!total || *total < threshold) continue;
      const VacancyId vacancy{vacancies[pair.vacancy]};
      if (const auto failing = admitted(epoch_.vacancy(vacancy), admit, fails_it))
        threshold = visit({vacancy.value, *total, tie_of(epoch_.vacancy_ties[vacancy.value], seeker.tie), *failing});
    }
  }
  return vacancy_scorer_->within_reach();
}

}  // namespace schakel
