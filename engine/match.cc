#include "engine/match.h"

#include <algorithm>

#include "engine/kernel/candidate.h"
#include "engine/kernel/plan.h"
#include "engine/pair.h"

namespace schakel {
namespace {

std::size_t keys_of(const Epoch& epoch) {
  return std::max({epoch.taxonomy().size(), epoch.taxonomy().isco_groups(), epoch.items.size()});
}

// Whether distance alone rules the pair out; cheap, and exact.
bool out_of_reach(const Epoch& epoch, const SeekerScalars& s, const VacancyScalars& v) {
  if (v.remote_percent == 100 || v.x_m == kNoPlace || s.x_m == kNoPlace || s.bound_m.high == kNoBound) return false;
  return epoch.model().distance_m(v.x_m - s.x_m, v.y_m - s.y_m) > s.bound_m.high;
}

}  // namespace

Matcher::Matcher(const Epoch& epoch)
    : epoch_(epoch),
      index_(epoch.nodes.nodes, keys_of(epoch)),
      expander_(epoch.rules(), epoch.items, epoch.nodes, index_),
      unreachable_(epoch.block_seekers(), kUnreachable),
      quality_(epoch.nodes.nodes.size(), 0) {}

MatchAnswer Matcher::for_vacancy(VacancyId vacancy, const MatchOptions& options) {
  std::vector<PlannedList> lists;
  std::vector<ItemId> musts;
  plan_vacancy(epoch_, vacancy, lists, musts);
  const VacancyScalars& scalars = epoch_.vacancy_scalars[vacancy.value];
  const std::uint32_t position = epoch_.vacancy_positions[vacancy.value].low;
  BlockScorer scorer(epoch_, options.weights);
  TopLists top(epoch_, Side::kVacancy, vacancy.value, 1, options.k);
  PairScore score;
  for (std::uint32_t block = 0; block < epoch_.blocks(); ++block) {
    scorer.enter(block);
    std::uint32_t best = 0;
    if (!scorer.reach(scalars, best)) continue;
    for (const Candidate& candidate :
         scorer.scan(scalars, {lists, musts, position}, scaled(top.threshold(0)), unreachable_)) {
      const SeekerId seeker{scorer.first_seeker() + candidate.seeker};
      const auto total = candidate_total(epoch_.model(), options.weights, candidate,
                                         position + epoch_.seeker_positions[seeker.value].points.low, scalars,
                                         epoch_.seeker_scalars[seeker.value]);
      if (!total || *total < top.threshold(0)) continue;
      if (options.exclude_unknown) {
        score_pair(epoch_, options.weights, vacancy, seeker, score);
        if (score.any_unknown_criterion()) continue;
      }
      const std::uint64_t tie = tie_of(epoch_.vacancy_ties[vacancy.value], epoch_.seeker_ties[seeker.value]);
      top.offer(0, ranked(*total, tie, seeker.value));
    }
  }
  const auto rows = top.finish(0);
  return {{rows.begin(), rows.end()}, scorer.counts().pairs};
}

// Best quality of the seeker at each rung; rungs below it inherit when an item is rated.
void Matcher::rate_items(SeekerId seeker) {
  for (const NodeId node : rated_) quality_[node] = 0;
  rated_.clear();
  for (const ListKey list : expander_.expand(epoch_.seeker(seeker))) {
    if (is_pass(list)) continue;
    quality_[node_of(list)] = static_cast<std::uint16_t>(epoch_.model().quality(to_grade(list)));
    rated_.push_back(node_of(list));
  }
}

bool Matcher::fails_must(VacancyId vacancy, SeekerId seeker) const {
  return std::ranges::any_of(epoch_.vacancy(vacancy).items, [&](const VacancyItem& entry) {
    return entry.condition == MUST && must_verdict(epoch_.model(), evaluate(epoch_.rules(), epoch_.items[entry.item],
                                                                            epoch_.seeker(seeker))) == Verdict::kFails;
  });
}

MatchAnswer Matcher::for_seeker(SeekerId seeker, const MatchOptions& options) {
  rate_items(seeker);
  TopLists top(epoch_, Side::kSeeker, seeker.value, 1, options.k);
  const SeekerScalars& s = epoch_.seeker_scalars[seeker.value];
  const std::uint16_t own_position = epoch_.seeker_positions[seeker.value].points.low;
  PairScore score;
  MatchAnswer answer;
  for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v) {
    if (out_of_reach(epoch_, s, epoch_.vacancy_scalars[v])) continue;
    ++answer.considered;
    std::uint32_t demand = 0, wish = 0;
    bool evidence = false;
    for (const VacancyItem& entry : epoch_.vacancy(VacancyId{v}).items) {
      std::uint32_t quality = 0;
      for (const NodeId node : epoch_.nodes.ladder(entry.item))
        quality = std::max<std::uint32_t>(quality, quality_[node]);
      const std::uint8_t kind = epoch_.items[entry.item].kind;
      (is_demand(kind) ? demand : wish) += entry.units * quality / kFullQuality;
      evidence = evidence || demand > 0 || (kind == OCCUPATION && quality > 0);
    }
    if (!evidence) continue;
    const Candidate pair{0, demand | wish << kWishShift};
    const std::uint32_t position = std::uint32_t{own_position} + epoch_.vacancy_positions[v].low;
    const auto total = candidate_total(epoch_.model(), options.weights, pair, position, epoch_.vacancy_scalars[v], s);
    if (!total || *total < top.threshold(0) || fails_must(VacancyId{v}, seeker)) continue;
    if (options.exclude_unknown) {
      score_pair(epoch_, options.weights, VacancyId{v}, seeker, score);
      if (score.any_unknown_criterion()) continue;
    }
    top.offer(0, ranked(*total, tie_of(epoch_.vacancy_ties[v], epoch_.seeker_ties[seeker.value]), v));
  }
  const auto rows = top.finish(0);
  answer.rows.assign(rows.begin(), rows.end());
  return answer;
}

}  // namespace schakel
