#include "engine/kernel/reaching.h"

#include <algorithm>
#include <bit>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace schakel {

void reaching_plainly(const BlockScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked,
                      std::uint64_t* found) {
  for (std::uint32_t i = 0; i < asked.size(); ++i) {
    found[i] = 0;
    for (std::uint32_t bit = 0; bit < 64; ++bit) {
      const std::uint32_t seeker = (first + i) * 64 + bit;
      const Scaled own = scan.thresholds == nullptr ? kUnreachable : scan.thresholds[seeker];
      const Scaled needed = std::min(own, scan.vacancy_threshold);
      const auto bound = [&] {
        return weighted(scan.weights, scan.sums[seeker]) + scan.shared[first + i] + scan.positions[seeker];
      };
      if ((asked[i] >> bit & 1U) == 0 || bound() + scan.lists_most < needed) continue;
      for (const DeferredList& list : scan.lists)
        scan.sums[seeker] += (list.bitmap[seeker / 16] >> (seeker % 16) & 1U) * list.weight;
      if ((scan.sums[seeker] & kEvidenceBits) != 0 && bound() >= needed) found[i] |= std::uint64_t{1} << bit;
    }
  }
}

#if defined(__AVX2__)

namespace {

// Seekers in lanes, with what is the same for all of them at hand. `kOwn`: whether they have thresholds of their own.
template <bool kOwn>
class Lanes {
 public:
  explicit Lanes(const BlockScan& scan)
      : sums_(scan.sums),
        positions_(scan.positions),
        thresholds_(scan.thresholds),
        lists_(scan.lists),
        weights_(_mm256_set1_epi32(static_cast<int>(scan.weights.wish << 16 | scan.weights.demand))),
        vacancy_(_mm256_set1_epi32(scan.vacancy_threshold)),
        most_(scan.lists_most) {}

  // Who of the 64 from `at` on reaches, of those asked, with the deferred lists, which are added to the sums.
  [[nodiscard]] std::uint64_t reaching(std::uint32_t at, Scaled shared, std::uint64_t asked) const {
    std::uint64_t reached = 0;
    for (std::uint64_t left = hopeful(at, shared) & asked; left != 0;) {
      const auto part = static_cast<std::uint32_t>(std::countr_zero(left)) & ~7U;
      const std::uint64_t eight = left & std::uint64_t{0xff} << part;
      reached |= std::uint64_t{settled(at + part, shared)} << part & eight;
      left ^= eight;
    }
    return reached;
  }

 private:
  // Who of the 64 from `at` on may reach, whatever the deferred lists give.
  [[nodiscard]] std::uint64_t hopeful(std::uint32_t at, Scaled shared) const {
    const __m256i most = _mm256_set1_epi32(shared + most_);
    return std::uint64_t{hopeful_half(at, most)} | std::uint64_t{hopeful_half(at + 32, most)} << 32;
  }

  // Who of the eight from `at` on reaches.
  [[nodiscard]] std::uint32_t settled(std::uint32_t at, Scaled shared) const {
    auto* const place = reinterpret_cast<__m256i*>(sums_ + at);
    const __m256i bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    const __m256i evidence = _mm256_set1_epi32(static_cast<int>(kEvidenceBits));
    __m256i sum = _mm256_load_si256(place);
    for (const DeferredList& list : lists_) {
      const auto byte = reinterpret_cast<const std::uint8_t*>(list.bitmap)[at / 8];
      const __m256i on = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(byte), bits), bits);
      sum = _mm256_add_epi32(sum, _mm256_and_si256(on, _mm256_set1_epi32(static_cast<int>(list.weight))));
    }
    _mm256_store_si256(place, sum);
    const __m256i below = _mm256_cmpgt_epi32(_mm256_sub_epi32(needed(at), _mm256_set1_epi32(shared)), gathered(sum));
    return 0xff & ~mask_of(_mm256_or_si256(
                      below, _mm256_cmpeq_epi32(_mm256_and_si256(sum, evidence), _mm256_setzero_si256())));
  }

  [[nodiscard]] static __m256i load(const Scaled* column) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  }
  [[nodiscard]] static std::uint32_t mask_of(__m256i lanes) {
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
  }
  [[nodiscard]] __m256i gathered(__m256i sum) const {
    return _mm256_madd_epi16(_mm256_and_si256(sum, _mm256_set1_epi32(kUnitBits)), weights_);
  }
  // What a lane must reach without its own position.
  [[nodiscard]] __m256i needed(std::uint32_t at) const {
    const __m256i least = kOwn ? _mm256_min_epi32(load(thresholds_ + at), vacancy_) : vacancy_;
    return _mm256_sub_epi32(least, load(positions_ + at));
  }
  [[nodiscard]] __m256i hopeless(std::uint32_t at, __m256i most) const {
    const __m256i sum = _mm256_load_si256(reinterpret_cast<const __m256i*>(sums_ + at));
    return _mm256_cmpgt_epi32(needed(at), _mm256_add_epi32(gathered(sum), most));
  }
  [[nodiscard]] std::uint32_t hopeful_half(std::uint32_t at, __m256i most) const {
    // Packing goes within halves of a register: the last step puts the lanes in order again.
    const __m256i first = _mm256_packs_epi32(hopeless(at, most), hopeless(at + 8, most));
    const __m256i second = _mm256_packs_epi32(hopeless(at + 16, most), hopeless(at + 24, most));
    const __m256i all =
        _mm256_permutevar8x32_epi32(_mm256_packs_epi16(first, second), _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(all));
  }

  std::uint32_t* sums_;
  const Scaled* positions_;
  const Scaled* thresholds_;
  std::span<const DeferredList> lists_;
  __m256i weights_, vacancy_;
  Scaled most_;
};

}  // namespace

void reaching(const BlockScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked, std::uint64_t* found) {
  const auto ask = [&](const auto& lanes) {
    for (std::uint32_t i = 0; i < asked.size(); ++i)
      found[i] = asked[i] == 0 ? 0 : lanes.reaching((first + i) * 64, scan.shared[first + i], asked[i]);
  };
  if (scan.thresholds == nullptr)
    ask(Lanes<false>(scan));
  else
    ask(Lanes<true>(scan));
}

#else

void reaching(const BlockScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked, std::uint64_t* found) {
  reaching_plainly(scan, first, asked, found);
}

#endif

}  // namespace schakel
