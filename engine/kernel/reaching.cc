#include "engine/kernel/reaching.h"

#include <algorithm>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace schakel {

void reaching_plainly(const CellScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked,
                      std::uint64_t* found) {
  for (std::uint32_t i = 0; i < asked.size(); ++i) {
    found[i] = 0;
    for (std::uint32_t bit = 0; bit < 64; ++bit) {
      const std::uint32_t seeker = (first + i) * 64 + bit;
      const Scaled needed = std::min(scan.thresholds[seeker], scan.vacancy_threshold);
      const auto bound = [&] {
        return weighted(scan.weights, scan.sums[seeker]) + scan.shared + scan.positions[seeker];
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

// Eight seekers at a time, with what is the same for all of them at hand.
class Lanes {
 public:
  explicit Lanes(const CellScan& scan)
      : scan_(scan),
        weights_(_mm256_set1_epi32(static_cast<int>(scan.weights.wish << 16 | scan.weights.demand))),
        vacancy_(_mm256_set1_epi32(scan.vacancy_threshold)),
        shared_(_mm256_set1_epi32(scan.shared)),
        lists_most_(_mm256_set1_epi32(scan.lists_most)) {}

  // Who of the eight from `at` on reaches, of those asked.
  [[nodiscard]] std::uint32_t reaching(std::uint32_t at, std::uint32_t asked) const {
    auto* place = reinterpret_cast<__m256i*>(scan_.sums + at);
    const __m256i sum = _mm256_load_si256(place);
    // What a lane must still gather.
    const __m256i needed = _mm256_sub_epi32(_mm256_min_epi32(load(scan_.thresholds + at), vacancy_),
                                            _mm256_add_epi32(load(scan_.positions + at), shared_));
    const std::uint32_t hopeful =
        ~mask_of(_mm256_cmpgt_epi32(needed, _mm256_add_epi32(gathered(sum), lists_most_))) & asked;
    return hopeful == 0 ? 0 : settled(place, sum, needed, at) & hopeful;
  }

 private:
  [[nodiscard]] static __m256i load(const Scaled* column) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column));
  }
  [[nodiscard]] static std::uint32_t mask_of(__m256i lanes) {
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
  }
  [[nodiscard]] __m256i gathered(__m256i sum) const {
    return _mm256_madd_epi16(_mm256_and_si256(sum, _mm256_set1_epi32(kUnitBits)), weights_);
  }
  // The same with the deferred lists, which are added to the sums.
  [[nodiscard]] std::uint32_t settled(__m256i* place, __m256i sum, __m256i needed, std::uint32_t at) const {
    const __m256i bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
    const __m256i evidence = _mm256_set1_epi32(static_cast<int>(kEvidenceBits));
    for (const DeferredList& list : scan_.lists) {
      const auto byte = reinterpret_cast<const std::uint8_t*>(list.bitmap)[at / 8];
      const __m256i on = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(byte), bits), bits);
      sum = _mm256_add_epi32(sum, _mm256_and_si256(on, _mm256_set1_epi32(static_cast<int>(list.weight))));
    }
    _mm256_store_si256(place, sum);
    return ~mask_of(_mm256_or_si256(_mm256_cmpgt_epi32(needed, gathered(sum)),
                                    _mm256_cmpeq_epi32(_mm256_and_si256(sum, evidence), _mm256_setzero_si256())));
  }

  const CellScan& scan_;
  __m256i weights_, vacancy_, shared_, lists_most_;
};

}  // namespace

void reaching(const CellScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked, std::uint64_t* found) {
  const Lanes lanes(scan);
  for (std::uint32_t i = 0; i < asked.size(); ++i) {
    found[i] = 0;
    if (asked[i] == 0) continue;
    for (std::uint32_t part = 0; part < 64; part += 8) {
      const auto asked_here = static_cast<std::uint32_t>(asked[i] >> part) & 0xff;
      found[i] |= std::uint64_t{lanes.reaching((first + i) * 64 + part, asked_here)} << part;
    }
  }
}

#else

void reaching(const CellScan& scan, std::uint32_t first, std::span<const std::uint64_t> asked, std::uint64_t* found) {
  reaching_plainly(scan, first, asked, found);
}

#endif

}  // namespace schakel
