#include "bench/peers/column_scan.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "engine/kernel/candidate.h"
#include "engine/kernel/filter.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace schakel::bench {
namespace {

constexpr std::uint32_t kLanes = 8;

// R of a seeker, or nothing when out of reach.
std::optional<std::uint32_t> region_of(const Model& model, const VacancyScalars& v, const SeekerScalars& s) {
  std::uint32_t points = 0;
  if (v.x_m != kNoPlace && s.x_m != kNoPlace) {
    const std::uint32_t distance = model.distance_m(v.x_m - s.x_m, v.y_m - s.y_m);
    if (distance > s.bound_m.high && v.remote_percent != 100) return std::nullopt;
    points = model.decay(distance, s.bound_m.low);
  }
  return with_remote(points, v.remote_percent);
}

}  // namespace

ColumnScan::ColumnScan(const Epoch& epoch)
    : epoch_(epoch),
      points_(profiles_of(epoch, ListUse::kPoints, kLanes)),
      musts_(profiles_of(epoch, ListUse::kMusts)),
      weights_(all_lists(epoch) + 1),
      asked_(all_lists(epoch) / 32 + 1) {}

std::uint64_t ColumnScan::bytes() const {
  const auto of = [](const Profiles& p) { return p.begin.size() * 8 + p.lists.size() * 4; };
  return of(points_) + of(musts_) + epoch_.seekers() * (sizeof(SeekerScalars) + 3 * sizeof(float) + 3 + 2 + 8);
}

void ColumnScan::mark(const Question& question) {
  for (const PlannedList& planned : question.lists) {
    weights_[planned.list] = planned.weight;
    asked_[planned.list / 32] |= 1U << (planned.list % 32);
  }
}

void ColumnScan::unmark(const Question& question) {
  for (const PlannedList& planned : question.lists) weights_[planned.list] = asked_[planned.list / 32] = 0;
}

#if defined(__AVX2__)

// Most of a seeker's lists are not asked for: a bit per list tells that from the first cache, and only where one of
// eight is asked for are the weights read.
std::uint32_t ColumnScan::gathered(std::uint32_t seeker) const {
  const auto row = points_[seeker];
  const auto* bits = reinterpret_cast<const int*>(asked_.data());
  const auto* weights = reinterpret_cast<const int*>(weights_.data());
  __m256i sum = _mm256_setzero_si256();
  for (std::size_t i = 0; i < row.size(); i += kLanes) {
    const __m256i lists = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row.data() + i));
    const __m256i word = _mm256_i32gather_epi32(bits, _mm256_srli_epi32(lists, 5), 4);
    const __m256i bit = _mm256_sllv_epi32(_mm256_set1_epi32(1), _mm256_and_si256(lists, _mm256_set1_epi32(31)));
    if (_mm256_testz_si256(word, bit) == 0) sum = _mm256_add_epi32(sum, _mm256_i32gather_epi32(weights, lists, 4));
  }
  __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
  half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4e));
  half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xb1));
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(half));
}

#else

std::uint32_t ColumnScan::gathered(std::uint32_t seeker) const {
  std::uint32_t sum = 0;
  for (const ListNumber list : points_[seeker]) sum += weights_[list];
  return sum;
}

#endif

bool ColumnScan::passes(const Question& question, std::uint32_t seeker) const {
  const auto row = musts_[seeker];
  return std::ranges::all_of(question.musts, [&](const auto& lists) {
    return std::ranges::any_of(lists, [&](ListNumber list) { return std::ranges::binary_search(row, list); });
  });
}

void ColumnScan::look_at(const Question& question, std::uint32_t seeker, TopLists& top) const {
  const SeekerScalars& scalars = epoch_.seeker_scalars[seeker];
  const auto region = region_of(epoch_.model(), question.scalars, scalars);
  if (!region) return;
  const CategoryWeights& weights = epoch_.model().weights;
  const std::uint32_t position = question.position + epoch_.seeker_position_lows[seeker];
  if (total_of(weights, kUnits, kUnits, position, *region) < top.threshold(0) || !passes(question, seeker)) return;
  const Candidate candidate{0, gathered(seeker)};
  if ((candidate.accumulated & kEvidenceBits) == 0) return;
  const std::uint32_t total = total_of(weights, candidate.demand(), candidate.wish(), position, *region);
  if (total < top.threshold(0)) return;
  top.offer(0, ranked(total, tie_of(question.tie, epoch_.seeker_ties[seeker]), seeker));
}

void ColumnScan::prefetch(std::uint32_t first, std::uint64_t left) const {
  constexpr std::size_t kLine = 64 / sizeof(ListNumber);
  for (; left != 0; left &= left - 1) {
    const auto row = points_[first + static_cast<std::uint32_t>(std::countr_zero(left))];
    for (std::size_t i = 0; i < row.size(); i += kLine) __builtin_prefetch(row.data() + i);
  }
}

std::vector<Ranked> ColumnScan::best(const Question& question, std::uint32_t k) {
  TopLists top(epoch_, Side::kVacancy, question.tie, k);
  mark(question);
  for (std::uint32_t first = 0; first < epoch_.seekers(); first += 64) {
    std::uint64_t left = not_ruled_out(epoch_.filters, first, question.scalars);
    if (epoch_.seekers() - first < 64) left &= (std::uint64_t{1} << (epoch_.seekers() - first)) - 1;
    prefetch(first, left);
    for (; left != 0; left &= left - 1)
      look_at(question, first + static_cast<std::uint32_t>(std::countr_zero(left)), top);
  }
  unmark(question);
  const auto rows = top.finish(0);
  return {rows.begin(), rows.end()};
}

}  // namespace schakel::bench
