#include "engine/kernel/block_scorer.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <new>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "engine/kernel/filter.h"
#include "engine/pair.h"

namespace schakel {
namespace {

constexpr std::uint32_t kNoSlot = 0xffffffff;

// Distance from a point to the nearest point of a span, along one axis.
std::int32_t beyond(std::int32_t at, std::int32_t low, std::int32_t high) {
  return at < low ? low - at : (at > high ? at - high : 0);
}

}  // namespace

void BlockScorer::Aligned::operator()(std::uint32_t* memory) const { std::free(memory); }

BlockScorer::BlockScorer(const Epoch& epoch, const CategoryWeights& weights)
    : epoch_(epoch),
      weights_(weights),
      words_(epoch.block_seekers() / 64),
      cell_region_(epoch.cells_per_block(), -1),
      positions_(epoch.block_seekers(), 0),
      accumulated_(static_cast<std::uint32_t*>(std::aligned_alloc(64, kBlockSeekers * sizeof(std::uint32_t)))),
      must_slot_(epoch.items.size(), kNoSlot) {
  if (!accumulated_) throw std::bad_alloc();
  candidates_.reserve(kBlockSeekers);
}

void BlockScorer::enter(std::uint32_t block) {
  block_ = block;
  size_ = std::min(epoch_.block_seekers(), epoch_.seekers() - first_seeker());
  positions_weighed_ = false;
  for (const ItemId item : must_cached_) must_slot_[item] = kNoSlot;
  must_cached_.clear();
  must_memory_.clear();
}

bool BlockScorer::reach(const VacancyScalars& vacancy, std::uint32_t& best_region) {
  const Cell* cells = epoch_.cells.data() + std::size_t{block_} * cell_region_.size();
  const bool placed = vacancy.x_m != kNoPlace, remote = vacancy.remote_percent == 100;
  const std::uint32_t used = (size_ + kCellSeekers - 1) / kCellSeekers;
  std::int32_t best = -1;
  for (std::uint32_t c = 0; c < used; ++c) {
    const Cell& cell = cells[c];
    std::uint32_t points = 0;
    bool reached = remote || !placed || cell.everywhere != 0;
    if (placed && cell.max_x >= cell.min_x) {
      const std::uint32_t nearest = epoch_.model().distance_m(beyond(vacancy.x_m, cell.min_x, cell.max_x),
                                                              beyond(vacancy.y_m, cell.min_y, cell.max_y));
      reached = reached || nearest <= cell.max_bound_high;
      points = epoch_.model().decay(nearest, cell.max_bound_low);
    }
    cell_region_[c] = reached ? static_cast<std::int32_t>(with_remote(points, vacancy.remote_percent)) : -1;
    best = std::max(best, cell_region_[c]);
  }
  best_region = static_cast<std::uint32_t>(std::max(best, 0));
  return best >= 0;
}

std::span<const Candidate> BlockScorer::scan(const VacancyScalars& vacancy, const VacancyPlan& plan,
                                             Scaled vacancy_threshold, std::span<const Scaled> seeker_thresholds) {
  candidates_.clear();
  if (!positions_weighed_) weigh_positions();
  accumulate(plan);
  allow(plan.musts);
  ++counts_.vacancy_blocks;
  const std::uint32_t used = (size_ + kCellSeekers - 1) / kCellSeekers;
  for (std::uint32_t c = 0; c < used; ++c)
    if (cell_region_[c] >= 0) scan_cell(vacancy, plan, c, vacancy_threshold, seeker_thresholds.data());
  counts_.candidates += candidates_.size();
  return candidates_;
}

void BlockScorer::weigh_positions() {
  const SeekerPosition* own = epoch_.seeker_positions.data() + first_seeker();
  for (std::uint32_t i = 0; i < size_; ++i) positions_[i] = static_cast<Scaled>(weights_.position * own[i].points.low);
  positions_weighed_ = true;
}

void BlockScorer::accumulate(const VacancyPlan& plan) {
  std::uint32_t* sums = accumulated_.get();
  std::fill_n(sums, std::size_t{words_} * 64, plan.everybody);
  for (const PlannedList& planned : plan.lists) {
    const auto [words, dense] = epoch_.postings.list(block_, planned.list);
    if (dense)
      add_dense(words, planned.weight);
    else
      for (const std::uint16_t seeker : words) sums[seeker] += planned.weight;
  }
}

void BlockScorer::add_dense(std::span<const std::uint16_t> bitmap, std::uint32_t weight) {
  std::uint32_t* sums = accumulated_.get();
#if defined(__AVX2__)
  const __m256i bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128),
                added = _mm256_set1_epi32(static_cast<int>(weight));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(bitmap.data());
  for (std::size_t i = 0; i < bitmap.size() * 2; ++i) {
    auto* at = reinterpret_cast<__m256i*>(sums + 8 * i);
    const __m256i mask = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(bytes[i]), bits), bits);
    _mm256_store_si256(at, _mm256_add_epi32(_mm256_load_si256(at), _mm256_and_si256(mask, added)));
  }
#else
  for (std::size_t i = 0; i < bitmap.size() * 16; ++i) sums[i] += (bitmap[i / 16] >> (i % 16) & 1U) * weight;
#endif
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
  for (const NodeId node : epoch_.nodes.ladder(item)) {
    const std::uint32_t last = epoch_.postings.node_begin[node + 1];
    if (last == epoch_.postings.node_begin[node] || !is_pass(epoch_.postings.lists[last - 1])) continue;
    const auto [words, dense] = epoch_.postings.list(block_, last - 1);
    if (dense)
      for (std::size_t i = 0; i < words.size(); ++i) bits[i / 4] |= std::uint64_t{words[i]} << (16 * (i % 4));
    else
      for (const std::uint16_t seeker : words) bits[seeker / 64] |= std::uint64_t{1} << (seeker % 64);
  }
  return bits;
}

void BlockScorer::allow(std::span<const ItemId> musts) {
  for (std::uint32_t word = 0; word < words_; ++word)
    allowed_[word] = size_ >= (word + 1) * 64 ? ~std::uint64_t{0}
                     : size_ > word * 64      ? (std::uint64_t{1} << (size_ % 64)) - 1
                                              : 0;
  for (const ItemId item : musts) {
    const std::uint64_t* bits = must_bits(item);
    for (std::uint32_t word = 0; word < words_; ++word) allowed_[word] &= bits[word];
  }
}

// The seekers of a 64-bit word with some evidence, whose bound reaches a threshold.
std::uint64_t BlockScorer::above_threshold(std::uint32_t word, Scaled shared, Scaled vacancy_threshold,
                                           const Scaled* seeker_thresholds) const {
  const std::uint32_t* sums = accumulated_.get() + std::size_t{word} * 64;
  std::uint64_t found = 0;
#if defined(__AVX2__)
  const __m256i weights = _mm256_set1_epi32(static_cast<int>(weights_.wish << 16 | weights_.demand));
  const __m256i extra = _mm256_set1_epi32(shared), vacancy = _mm256_set1_epi32(vacancy_threshold);
  const __m256i zero = _mm256_setzero_si256(), units = _mm256_set1_epi32(kUnitBits);
  const __m256i evidence = _mm256_set1_epi32(static_cast<int>(kEvidenceBits));
  for (std::uint32_t at = 0; at < 64; at += 8) {
    const __m256i sum = _mm256_load_si256(reinterpret_cast<const __m256i*>(sums + at));
    const auto load = [&](const Scaled* column) {
      return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column + std::size_t{word} * 64 + at));
    };
    const __m256i found_here = _mm256_madd_epi16(_mm256_and_si256(sum, units), weights);
    const __m256i bound = _mm256_add_epi32(_mm256_add_epi32(found_here, extra), load(positions_.data()));
    const __m256i own = load(seeker_thresholds);
    const __m256i below = _mm256_or_si256(_mm256_cmpgt_epi32(_mm256_min_epi32(own, vacancy), bound),
                                          _mm256_cmpeq_epi32(_mm256_and_si256(sum, evidence), zero));
    const auto passed = static_cast<std::uint32_t>(~_mm256_movemask_ps(_mm256_castsi256_ps(below))) & 0xff;
    found |= std::uint64_t{passed} << at;
  }
#else
  for (std::uint32_t bit = 0; bit < 64; ++bit) {
    const Candidate pair{0, sums[bit]};
    const Scaled bound = static_cast<Scaled>(weights_.demand * pair.demand() + weights_.wish * pair.wish()) + shared +
                         positions_[word * 64 + bit];
    const Scaled threshold = std::min(seeker_thresholds[word * 64 + bit], vacancy_threshold);
    if ((pair.accumulated & kEvidenceBits) != 0 && bound >= threshold) found |= std::uint64_t{1} << bit;
  }
#endif
  return found;
}

void BlockScorer::scan_cell(const VacancyScalars& vacancy, const VacancyPlan& plan, std::uint32_t cell,
                            Scaled vacancy_threshold, const Scaled* seeker_thresholds) {
  const std::uint32_t first_word = cell * (kCellSeekers / 64);
  const std::uint32_t last_word = std::min(first_word + kCellSeekers / 64, words_);
  const Scaled shared = static_cast<Scaled>(weights_.region) * cell_region_[cell] +
                        static_cast<Scaled>(weights_.position * plan.position);
  counts_.pairs += std::min(kCellSeekers, size_ - cell * kCellSeekers);
  for (std::uint32_t word = first_word; word < last_word; ++word) {
    if (allowed_[word] == 0) continue;
    std::uint64_t found = above_threshold(word, shared, vacancy_threshold, seeker_thresholds) & allowed_[word];
    if (found != 0) found &= not_ruled_out(epoch_.filters, first_seeker() + word * 64, vacancy);
    for (; found != 0; found &= found - 1) {
      const auto seeker = word * 64 + static_cast<std::uint32_t>(std::countr_zero(found));
      candidates_.push_back({static_cast<std::uint16_t>(seeker), accumulated_[seeker]});
    }
  }
}

}  // namespace schakel
