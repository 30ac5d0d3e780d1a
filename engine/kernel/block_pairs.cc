#include "engine/kernel/block_pairs.h"

#include <algorithm>
#include <bit>

#include "engine/kernel/candidate.h"

namespace schakel {

BlockPairs::BlockPairs(const Epoch& epoch) : epoch_(epoch), bits_((epoch.postings.lists.size() + 63) / 64) {}

// visit(seeker, list)
template <class Visit>
void BlockPairs::each_posting(const Visit& visit) const {
  for (std::uint32_t list = 0; list < epoch_.postings.lists.size(); ++list) {
    const auto [words, dense] = epoch_.postings.list(block_, list);
    if (!dense) {
      for (const std::uint16_t seeker : words) visit(seeker, list);
      continue;
    }
    for (std::size_t i = 0; i < words.size(); ++i)
      for (std::uint32_t left = words[i]; left != 0; left &= left - 1)
        visit(i * 16 + static_cast<std::size_t>(std::countr_zero(left)), list);
  }
}

template <class Visit>
void BlockPairs::each_list_of(std::uint32_t seeker, const Visit& visit) const {
  for (std::uint32_t i = begin_[seeker]; i < begin_[seeker + 1]; ++i) visit(lists_[i]);
}

void BlockPairs::enter(std::uint32_t block) {
  if (!begin_.empty()) each_list_of(seeker_, [&](std::uint32_t list) { bits_[list / 64] = 0; });
  block_ = block;
  seeker_ = 0;
  // Counts shifted by two: filling in moves each seeker's beginning up to its end.
  begin_.assign(epoch_.block_seekers() + 2, 0);
  each_posting([&](std::size_t seeker, std::uint32_t) { ++begin_[seeker + 2]; });
  for (std::size_t i = 2; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  lists_.resize(begin_.back());
  each_posting([&](std::size_t seeker, std::uint32_t list) { lists_[begin_[seeker + 1]++] = list; });
  choose(0);
}

void BlockPairs::choose(std::uint32_t seeker) {
  each_list_of(seeker_, [&](std::uint32_t list) { bits_[list / 64] = 0; });
  each_list_of(seeker, [&](std::uint32_t list) { bits_[list / 64] |= std::uint64_t{1} << (list % 64); });
  seeker_ = seeker;
}

// As BlockScorer::must_bits() says it of the whole block.
bool BlockPairs::fails(ItemId must) const {
  const std::size_t words = epoch_.block_seekers() / 64, kind = epoch_.items[must].kind;
  const std::uint64_t* unknown = epoch_.unknown_bits.data() + (std::size_t{block_} * kDemandKinds + kind - 1) * words;
  if ((unknown[seeker_ / 64] >> (seeker_ % 64) & 1U) != 0) return false;
  std::uint32_t passes = 0;
  for (const NodeId node : epoch_.nodes.ladder(must))
    epoch_.postings.each_pass_list(node, [&](std::uint32_t list) { passes |= holds(list); });
  return passes == 0;
}

std::optional<std::uint32_t> BlockPairs::total(VacancyId vacancy, const VacancyPlan& plan) const {
  Candidate pair{.seeker = static_cast<std::uint16_t>(seeker_), .accumulated = plan.everybody};
  for (const PlannedList& planned : plan.lists) pair.accumulated += holds(planned.list) * planned.weight;
  if ((pair.accumulated & kEvidenceBits) == 0) return std::nullopt;
  if (std::ranges::any_of(plan.musts, [&](ItemId must) { return fails(must); })) return std::nullopt;
  const std::uint32_t seeker = block_ * epoch_.block_seekers() + seeker_;
  return candidate_total(epoch_.model(), epoch_.model().weights, pair,
                         plan.position + epoch_.seeker_position_lows[seeker], epoch_.vacancy_scalars[vacancy.value],
                         epoch_.seeker_scalars[seeker]);
}

}  // namespace schakel
