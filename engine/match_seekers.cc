// Matcher, of the seekers for a vacancy.

#include <algorithm>
#include <bit>
#include <utility>
#include <vector>

#include "engine/kernel/candidate.h"
#include "engine/kernel/query_plan.h"
#include "engine/match.h"

namespace schakel {
namespace {

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

// Of the block that was scanned last: those of the cells within reach who are there.
std::uint64_t there_within_reach(const BlockScorer& scorer, const Epoch& epoch, const Delta* delta) {
  std::uint64_t there = 0;
  for (std::uint32_t i = 0; i < scorer.size(); i += 64) {
    if (!scorer.in_reach(i / kCellSeekers)) continue;
    const std::uint32_t first = scorer.first_seeker() + i;
    const std::uint64_t gone = delta == nullptr ? 0 : delta->gone_seekers().word(first);
    there += static_cast<std::uint64_t>(std::popcount(epoch.here[first / 64] & ~gone));
  }
  return there;
}

}  // namespace

struct Matcher::SeekerQuery {
  const VacancySide& vacancy;
  const CategoryWeights& weights;
  std::optional<ItemId> must_fail;  // the MUST item that does not exclude, but must fail
  QueryPlan plan;
};

// A candidate of a scan: settled, scored, and visited unless it is below the threshold. Returns the threshold.
std::uint32_t Matcher::consider(const SeekerQuery& query, SeekerId id, std::uint32_t accumulated,
                                std::uint32_t threshold, const Visit& visit) const {
  const std::optional<std::uint32_t> settled =
      query.plan.is_settled() ? accumulated : query.plan.settle(accumulated, market_.seeker(id));
  if (!settled) return threshold;
  const VacancySide& vacancy = query.vacancy;
  const std::uint32_t position = std::uint32_t{vacancy.position.low} + market_.position_low(id);
  const auto total = candidate_total(epoch_.model(), query.weights, {0, *settled}, position, *vacancy.view.scalars,
                                     market_.scalars(id));
  if (!total || *total < threshold) return threshold;
  if (query.must_fail && !fails(*query.must_fail, market_.seeker(id))) return threshold;
  return visit({id.value, *total, tie_of(vacancy.tie, market_.tie(id)), query.must_fail.value_or(0)});
}

std::uint64_t Matcher::scan_seekers(const VacancySide& vacancy, const CategoryWeights& weights,
                                    std::optional<ItemId> must_fail, const Visit& visit) {
  const SeekerQuery query{vacancy, weights, must_fail, QueryPlan(book_, vacancy.view, must_fail)};
  const VacancyScalars& scalars = *vacancy.view.scalars;
  BlockScorer scorer(epoch_, weights);
  std::uint32_t threshold = 0;
  std::uint64_t considered = 0;
  const VacancyPlan plan = query.plan.plan(vacancy.position.low);
  const std::vector<std::uint32_t> blocks = blocks_in_reach(scorer, scalars);
  const auto block_at = [&](std::size_t i) { return i < blocks.size() ? std::optional(blocks[i]) : std::nullopt; };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    scorer.enter(blocks[i]);
    if (const auto next = block_at(i + 1)) scorer.foresee(plan, *next, block_at(i + 2));
    scorer.scan(
        scalars, plan, nullptr, [&] { return scaled(threshold); },
        [&](std::span<const Candidate> candidates) {
          for (const Candidate& candidate : candidates) {
            const SeekerId id{scorer.first_seeker() + candidate.seeker};
            if (!is_gone(id)) threshold = consider(query, id, candidate.accumulated, threshold, visit);
          }
        });
    considered += there_within_reach(scorer, epoch_, delta_);
  }
  return considered + scan_new_seekers(query, threshold, visit);
}

void Matcher::each_new_seeker(const VacancySide& vacancy, const CategoryWeights& weights, std::uint32_t threshold,
                              const Visit& visit) {
  scan_new_seekers({vacancy, weights, std::nullopt, QueryPlan(book_, vacancy.view)}, threshold, visit);
}

// Those of the delta, last: the threshold has risen.
std::uint64_t Matcher::scan_new_seekers(const SeekerQuery& query, std::uint32_t threshold, const Visit& visit) {
  if (delta_scorer_.chunks() == 0) return 0;
  const VacancyView& vacancy = query.vacancy.view;
  delta_scorer_.start(book_, vacancy, query.vacancy.position.low, query.plan.everybody(), query.weights);
  for (std::uint32_t chunk = 0; chunk < delta_scorer_.chunks(); ++chunk)
    for (const DeltaCandidate& candidate : delta_scorer_.scan(chunk, threshold)) {
      const SeekerId id{epoch_.seekers() + candidate.seeker};
      const auto excludes = [&](const VacancyItem& entry) {
        return entry.condition == MUST && entry.item != query.must_fail && fails(entry.item, market_.seeker(id));
      };
      if (std::ranges::none_of(vacancy.items, excludes))
        threshold = consider(query, id, candidate.accumulated, threshold, visit);
    }
  return delta_scorer_.within_reach();
}

}  // namespace schakel
