#include "engine/kernel/reaching.h"

#include <algorithm>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace schakel {

std::uint64_t reaching_plainly(const CellScan& c, std::uint32_t word, std::uint64_t asked) {
  std::uint64_t found = 0;
  for (std::uint32_t bit = 0; bit < 64; ++bit) {
    const std::uint32_t seeker = word * 64 + bit;
    const Scaled needed = std::min(c.thresholds[seeker], c.vacancy_threshold);
    const auto bound = [&] { return weighted(c.weights, c.sums[seeker]) + c.shared + c.positions[seeker]; };
    if ((asked >> bit & 1U) == 0 || bound() + c.lists_most < needed) continue;
    for (const DeferredList& list : c.lists)
      c.sums[seeker] += (list.bitmap[seeker / 16] >> (seeker % 16) & 1U) * list.weight;
    if ((c.sums[seeker] & kEvidenceBits) != 0 && bound() >= needed) found |= std::uint64_t{1} << bit;
  }
  return found;
}

#if defined(__AVX2__)

std::uint64_t reaching(const CellScan& c, std::uint32_t word, std::uint64_t asked) {
  const __m256i bits = _mm256_setr_epi32(1, 2, 4, 8, 16, 32, 64, 128);
  const __m256i units = _mm256_set1_epi32(kUnitBits), zero = _mm256_setzero_si256();
  const __m256i evidence = _mm256_set1_epi32(static_cast<int>(kEvidenceBits));
  const __m256i weights = _mm256_set1_epi32(static_cast<int>(c.weights.wish << 16 | c.weights.demand));
  const __m256i vacancy = _mm256_set1_epi32(c.vacancy_threshold), shared = _mm256_set1_epi32(c.shared);
  const __m256i lists_most = _mm256_set1_epi32(c.lists_most);
  const auto gathered = [&](__m256i sum) { return _mm256_madd_epi16(_mm256_and_si256(sum, units), weights); };
  const auto mask_of = [](__m256i lanes) {
    return static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
  };
  std::uint64_t found = 0;
  for (std::uint32_t part = 0; part < 8; ++part) {
    const std::uint32_t at = word * 64 + part * 8;
    const auto load = [&](const Scaled* column) {
      return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column + at));
    };
    auto* place = reinterpret_cast<__m256i*>(c.sums + at);
    __m256i sum = _mm256_load_si256(place);
    // What a lane must still gather.
    const __m256i needed =
        _mm256_sub_epi32(_mm256_min_epi32(load(c.thresholds), vacancy), _mm256_add_epi32(load(c.positions), shared));
    const std::uint32_t hopeful = ~mask_of(_mm256_cmpgt_epi32(needed, _mm256_add_epi32(gathered(sum), lists_most))) &
                                  static_cast<std::uint32_t>(asked >> (part * 8)) & 0xff;
    if (hopeful == 0) continue;
    for (const DeferredList& list : c.lists) {
      const auto byte = reinterpret_cast<const std::uint8_t*>(list.bitmap)[word * 8 + part];
      const __m256i on = _mm256_cmpeq_epi32(_mm256_and_si256(_mm256_set1_epi32(byte), bits), bits);
      sum = _mm256_add_epi32(sum, _mm256_and_si256(on, _mm256_set1_epi32(static_cast<int>(list.weight))));
    }
    _mm256_store_si256(place, sum);
    const std::uint32_t below = mask_of(_mm256_or_si256(_mm256_cmpgt_epi32(needed, gathered(sum)),
                                                        _mm256_cmpeq_epi32(_mm256_and_si256(sum, evidence), zero)));
    found |= std::uint64_t{hopeful & ~below} << (part * 8);
  }
  return found;
}

#else

std::uint64_t reaching(const CellScan& scan, std::uint32_t word, std::uint64_t asked) {
  return reaching_plainly(scan, word, asked);
}

#endif

}  // namespace schakel
