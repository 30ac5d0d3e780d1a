#include "engine/kernel/filter.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace schakel {
namespace {

struct Bounds {
  explicit Bounds(const VacancyScalars& v)
      : hours_min(v.hours_min == kUnknown8 ? std::uint8_t{0} : v.hours_min),
        hours_max(v.hours_max),
        shifts(v.shift_work == YES),
        travel(v.remote_percent != 100 && v.x_m != kNoPlace),
        x(static_cast<float>(v.x_m)),
        y(static_cast<float>(v.y_m)) {}
  std::uint8_t hours_min, hours_max;
  bool shifts, travel;
  float x, y;
};

#if defined(__AVX2__)
std::uint64_t within_hours(const FilterSpans& filters, std::size_t at, const Bounds& v) {
  const auto load = [&](std::span<const std::uint8_t> column) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(column.data() + at));
  };
  const __m256i least = _mm256_set1_epi8(static_cast<char>(v.hours_min));
  const __m256i most = _mm256_set1_epi8(static_cast<char>(v.hours_max));
  const __m256i hours_max = load(filters.hours_max), hours_min = load(filters.hours_min);
  __m256i good = _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_max_epu8(hours_max, least), hours_max),
                                  _mm256_cmpeq_epi8(_mm256_min_epu8(hours_min, most), hours_min));
  if (v.shifts) good = _mm256_andnot_si256(load(filters.refuses_shifts), good);
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(good));
}

std::uint64_t within_reach(const FilterSpans& filters, std::size_t at, const Bounds& v) {
  std::uint64_t good = 0;
  const __m256 x = _mm256_set1_ps(v.x), y = _mm256_set1_ps(v.y);
  for (std::size_t i = 0; i < 64; i += 8) {
    const __m256 dx = _mm256_sub_ps(_mm256_loadu_ps(filters.x.data() + at + i), x);
    const __m256 dy = _mm256_sub_ps(_mm256_loadu_ps(filters.y.data() + at + i), y);
    const __m256 squared = _mm256_add_ps(_mm256_mul_ps(dx, dx), _mm256_mul_ps(dy, dy));
    const __m256 near = _mm256_cmp_ps(squared, _mm256_loadu_ps(filters.reach_squared.data() + at + i), _CMP_LE_OQ);
    good |= static_cast<std::uint64_t>(_mm256_movemask_ps(near)) << i;
  }
  return good;
}
#endif

}  // namespace

std::uint64_t not_ruled_out_plainly(const FilterSpans& filters, std::size_t first, const VacancyScalars& vacancy) {
  const Bounds v(vacancy);
  std::uint64_t good = 0;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::size_t at = first + i;
    const float dx = filters.x[at] - v.x, dy = filters.y[at] - v.y;
    const bool too_far = v.travel && dx * dx + dy * dy > filters.reach_squared[at];
    const bool no_shifts = v.shifts && filters.refuses_shifts[at] != 0;
    const bool no_hours = filters.hours_max[at] < v.hours_min || filters.hours_min[at] > v.hours_max;
    if (!too_far && !no_shifts && !no_hours) good |= std::uint64_t{1} << i;
  }
  return good;
}

std::uint64_t not_ruled_out(const FilterSpans& filters, std::size_t first, const VacancyScalars& vacancy) {
#if defined(__AVX2__)
  const Bounds v(vacancy);
  const std::uint64_t good = within_hours(filters, first, v) | within_hours(filters, first + 32, v) << 32;
  return good == 0 || !v.travel ? good : good & within_reach(filters, first, v);
#else
  return not_ruled_out_plainly(filters, first, vacancy);
#endif
}

}  // namespace schakel
