#include "engine/kernel/block_scorer.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "engine/kernel/filter.h"
#include "engine/pair.h"

namespace schakel {
namespace {

constexpr std::uint32_t kNoSlot = 0xffffffff;

// Distance from a point to the nearest point of a span, along one axis.
std::int32_t beyond(std::int32_t at, std::int32_t low, std::int32_t high) {
  return at < low ? low - at : (at > high ? at - high : 0);
}

void add_list(std::span<const std::uint16_t> seekers, std::uint32_t weight, std::uint32_t* __restrict sums) {
  const std::uint16_t* __restrict at = seekers.data();
  std::size_t left = seekers.size();
  for (; left >= 4; left -= 4, at += 4) {
    sums[at[0]] += weight;
    sums[at[1]] += weight;
    sums[at[2]] += weight;
    sums[at[3]] += weight;
  }
  for (; left > 0; --left) sums[*at++] += weight;
}

}  // namespace

void BlockScorer::Aligned::operator()(std::uint32_t* memory) const { std::free(memory); }

BlockScorer::BlockScorer(const Epoch& epoch, const CategoryWeights& weights)
    : epoch_(epoch),
      weights_(weights),
      words_(epoch.block_seekers() / 64),
      cell_region_(epoch.cells_per_block(), -1),
      cell_visits_(epoch.cells_per_block()),
      positions_(epoch.block_seekers(), 0),
      accumulated_(static_cast<std::uint32_t*>(std::aligned_alloc(64, kBlockSeekers * sizeof(std::uint32_t)))),
      must_slot_(epoch.items.size(), kNoSlot) {
  if (!accumulated_) throw std::bad_alloc();
  candidates_.reserve(kBlockSeekers);
}

void BlockScorer::enter(std::uint32_t block) {
  block_ = block;
  size_ = std::min(epoch_.block_seekers(), epoch_.seekers() - first_seeker());
  bounds_ = {};
  const Cell* cells = epoch_.cells.data() + std::size_t{block} * cell_region_.size();
  for (std::uint32_t c = 0; c < used_cells(); ++c) bounds_.include(cells[c]);
  positions_weighed_ = false;
  std::ranges::fill(cell_visits_, 0U);
  for (const ItemId item : must_cached_) must_slot_[item] = kNoSlot;
  must_cached_.clear();
  must_memory_.clear();
}

std::optional<std::uint32_t> BlockScorer::region_within(const Cell& cell, const VacancyScalars& vacancy) const {
  const bool placed = vacancy.x_m != kNoPlace;
  bool reached = vacancy.remote_percent == 100 || !placed || cell.everywhere != 0;
  std::uint32_t points = 0;
  if (placed && cell.max_x >= cell.min_x) {
    const std::uint32_t nearest = epoch_.model().distance_m(beyond(vacancy.x_m, cell.min_x, cell.max_x),
                                                            beyond(vacancy.y_m, cell.min_y, cell.max_y));
    reached = reached || nearest <= cell.max_bound_high;
    points = epoch_.model().decay(nearest, cell.max_bound_low);
  }
  if (!reached) return std::nullopt;
  return with_remote(points, vacancy.remote_percent);
}

// Whether any cell of the block is within reach of the vacancy.
bool BlockScorer::bound_cells(const VacancyScalars& vacancy) {
  const Cell* cells = epoch_.cells.data() + std::size_t{block_} * cell_region_.size();
  bool reached = false;
  for (std::uint32_t c = 0; c < used_cells(); ++c) {
    const auto region = region_within(cells[c], vacancy);
    cell_region_[c] = region ? static_cast<std::int32_t>(*region) : -1;
    cell_visits_[c] += region ? 1 : 0;
    reached = reached || region;
  }
  return reached;
}

bool BlockScorer::gather(const VacancyScalars& vacancy, const VacancyPlan& plan) {
  if (!bound_cells(vacancy)) return false;
  if (!positions_weighed_) weigh_positions();
  accumulate(plan);
  allow(plan.musts);
  ask_cells(plan);
  ++counts_.vacancy_blocks;
  return true;
}

void BlockScorer::weigh_positions() {
  const auto own = epoch_.seeker_position_lows.subspan(first_seeker(), size_);
  std::ranges::transform(own, positions_.begin(),
                         [weight = weights_.position](std::uint16_t low) { return static_cast<Scaled>(weight * low); });
  positions_weighed_ = true;
}

void BlockScorer::foresee(const VacancyPlan& plan, std::uint32_t next, std::optional<std::uint32_t> after) const {
  constexpr std::size_t kLine = 64 / sizeof(std::uint16_t);
  for (const PlannedList& planned : plan.lists) {
    if (after) epoch_.postings.prefetch(*after, planned.list);
    const auto [words, dense] = epoch_.postings.list(next, planned.list);
    if (!dense)
      for (std::size_t i = 0; i < words.size(); i += kLine) __builtin_prefetch(words.data() + i);
  }
}

// Memory is asked for a step ahead: where the lists of the block stand, then their beginnings, then the lists.
void BlockScorer::accumulate(const VacancyPlan& plan) {
  for (const PlannedList& planned : plan.lists) epoch_.postings.prefetch(block_, planned.list);
  std::uint32_t* sums = accumulated_.get();
  std::fill_n(sums, std::size_t{words_} * 64, plan.everybody);
  short_.clear();
  deferred_.clear();
  deferred_most_ = 0;
  NodeId node = kNoNode;
  Scaled node_most = 0;
  for (const PlannedList& planned : plan.lists) {
    const auto [words, dense] = epoch_.postings.list(block_, planned.list);
    if (words.empty()) continue;
    if (!dense) {
      __builtin_prefetch(words.data());
      short_.push_back({words, planned.weight});
      continue;
    }
    deferred_.push_back({words.data(), planned.weight});
    // Nobody is on two lists of one node.
    const NodeId own = node_of(epoch_.postings.lists[planned.list]);
    if (own != node) deferred_most_ += std::exchange(node_most, 0);
    node = own;
    node_most = std::max(node_most, weighted(weights_, planned.weight));
  }
  deferred_most_ += node_most;
  for (const ShortList& list : short_) add_list(list.seekers, list.weight, sums);
}

// The seekers of the block who do not fail a MUST item: those on its pass lists, and those for whom it is unknown.
const std::uint64_t* BlockScorer::must_bits(ItemId item) {
  if (must_slot_[item] != kNoSlot) return must_memory_.data() + must_slot_[item];
  const std::size_t slot = must_memory_.size();
  must_slot_[item] = static_cast<std::uint32_t>(slot);
  must_cached_.push_back(item);
  const std::size_t kind = epoch_.items[item].kind;
  const auto* unknown = epoch_.unknown_bits.data() + (std::size_t{block_} * kDemandKinds + kind - 1) * words_;
  must_memory_.insert(must_memory_.end(), unknown, unknown + words_);
  std::uint64_t* bits = must_memory_.data() + slot;
  for (const NodeId node : epoch_.nodes.ladder(item))
    epoch_.postings.each_pass_list(node, [&](std::uint32_t list) {
      const auto [words, dense] = epoch_.postings.list(block_, list);
      if (dense)
        for (std::size_t i = 0; i < words.size(); ++i) bits[i / 4] |= std::uint64_t{words[i]} << (16 * (i % 4));
      else
        for (const std::uint16_t seeker : words) bits[seeker / 64] |= std::uint64_t{1} << (seeker % 64);
    });
  return bits;
}

void BlockScorer::allow(std::span<const ItemId> musts) {
  const std::uint64_t* here = epoch_.here.data() + first_seeker() / 64;
  std::copy_n(here, words_, allowed_.begin());
  for (const ItemId item : musts) {
    const std::uint64_t* bits = must_bits(item);
    for (std::uint32_t word = 0; word < words_; ++word) allowed_[word] &= bits[word];
  }
}

// Of those who are allowed, only those of the cells within reach stay.
void BlockScorer::ask_cells(const VacancyPlan& plan) {
  constexpr std::uint32_t kCellWords = kCellSeekers / 64;
  const auto own_position = static_cast<Scaled>(weights_.position * plan.position);
  for (std::uint32_t c = 0; c < used_cells(); ++c) {
    const std::uint32_t first = c * kCellWords, count = std::min(kCellWords, words_ - first);
    if (cell_region_[c] < 0) {
      std::fill_n(allowed_.begin() + first, count, 0);
      continue;
    }
    std::fill_n(shared_.begin() + first, count, static_cast<Scaled>(weights_.region) * cell_region_[c] + own_position);
    counts_.pairs += std::min(kCellSeekers, size_ - c * kCellSeekers);
  }
}

std::span<const Candidate> BlockScorer::collect(std::uint32_t first, std::uint32_t last, const VacancyScalars& vacancy,
                                                Scaled vacancy_threshold, const Scaled* seeker_thresholds) {
  reaching({.sums = accumulated_.get(),
            .positions = positions_.data(),
            .thresholds = seeker_thresholds,
            .lists = deferred_,
            .lists_most = deferred_most_,
            .weights = weights_,
            .vacancy_threshold = vacancy_threshold,
            .shared = shared_.data()},
           first, std::span(allowed_).subspan(first, last - first), found_.data() + first);
  candidates_.clear();
  for (std::uint32_t word = first; word < last; ++word) {
    std::uint64_t found = found_[word];
    if (found != 0) found &= not_ruled_out(epoch_.filters, first_seeker() + word * 64, vacancy);
    for (; found != 0; found &= found - 1) {
      const auto seeker = word * 64 + static_cast<std::uint32_t>(std::countr_zero(found));
      candidates_.push_back({static_cast<std::uint16_t>(seeker), accumulated_[seeker]});
    }
  }
  counts_.candidates += candidates_.size();
  return candidates_;
}

}  // namespace schakel
