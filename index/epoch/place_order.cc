// The order of seekers, and the bounds of their cells.

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "index/epoch/postings.h"

namespace schakel {
namespace {

// Seekers who travel about equally far stand together, so that bounds stay tight; those whom no distance excludes last.
int travel_class(const SeekerScalars& scalars) {
  if (scalars.x_m == kNoPlace || scalars.bound_m.high == kNoBound) return 3;
  if (scalars.bound_m.high <= 15'000) return 0;
  return scalars.bound_m.high <= 40'000 ? 1 : 2;
}

}  // namespace

std::uint32_t hilbert(std::int32_t x_m, std::int32_t y_m) {
  constexpr std::uint32_t kSide = 1U << 13;  // cells of 128 m; the country is 280 x 325 km
  auto x = static_cast<std::uint32_t>(std::clamp(x_m / 128, 0, static_cast<int>(kSide) - 1));
  auto y = static_cast<std::uint32_t>(std::clamp((y_m - 300'000) / 128, 0, static_cast<int>(kSide) - 1));
  std::uint32_t distance = 0;
  for (std::uint32_t side = kSide / 2; side > 0; side /= 2) {
    const bool right = (x & side) != 0, up = (y & side) != 0;
    distance += side * side * ((right ? 3U : 0U) ^ (up ? 1U : 0U));
    if (!up) {
      if (right) {
        x = kSide - 1 - x;
        y = kSide - 1 - y;
      }
      std::swap(x, y);
    }
  }
  return distance;
}

std::vector<std::uint32_t> seeker_order(std::span<const SeekerScalars> scalars,
                                        const std::vector<std::string_view>& ids) {
  struct Key {
    int travel_class;
    std::uint32_t place;
  };
  std::vector<Key> keys(scalars.size());
  for (std::size_t i = 0; i < scalars.size(); ++i)
    keys[i] = {travel_class(scalars[i]), scalars[i].x_m == kNoPlace ? 0 : hilbert(scalars[i].x_m, scalars[i].y_m)};
  std::vector<std::uint32_t> order(scalars.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(keys[a].travel_class, keys[a].place, ids[a]) <
           std::tie(keys[b].travel_class, keys[b].place, ids[b]);
  });
  return order;
}

void Cell::include(const Cell& other) {
  everywhere |= other.everywhere;
  if (other.max_x < other.min_x) return;
  const bool first = max_x < min_x;
  min_x = first ? other.min_x : std::min(min_x, other.min_x);
  max_x = first ? other.max_x : std::max(max_x, other.max_x);
  min_y = first ? other.min_y : std::min(min_y, other.min_y);
  max_y = first ? other.max_y : std::max(max_y, other.max_y);
  max_bound_high = std::max(max_bound_high, other.max_bound_high);
  max_bound_low = std::max(max_bound_low, other.max_bound_low);
}

std::vector<Cell> cells_of(std::span<const SeekerScalars> scalars, std::uint32_t block_size) {
  const std::size_t per_block = (block_size + kCellSeekers - 1) / kCellSeekers;
  const std::size_t blocks = (scalars.size() + block_size - 1) / block_size;
  std::vector<Cell> cells(blocks * per_block);
  for (std::size_t i = 0; i < scalars.size(); ++i) {
    const SeekerScalars& s = scalars[i];
    Cell own{.everywhere = s.x_m == kNoPlace || s.bound_m.high == kNoBound ? 1U : 0U};
    if (s.x_m != kNoPlace) own = {s.x_m, s.x_m, s.y_m, s.y_m, s.bound_m.high, s.bound_m.low, own.everywhere};
    cells[i / block_size * per_block + i % block_size / kCellSeekers].include(own);
  }
  return cells;
}

FilterColumns filter_columns(std::span<const SeekerScalars> scalars, const Model& model, std::uint32_t block_size) {
  const std::size_t padded = (scalars.size() + block_size - 1) / block_size * block_size;
  FilterColumns columns{.x = std::vector<float>(padded),
                        .y = std::vector<float>(padded),
                        .reach_squared = std::vector<float>(padded, std::numeric_limits<float>::infinity()),
                        .hours_min = std::vector<std::uint8_t>(padded),
                        .hours_max = std::vector<std::uint8_t>(padded, kUnknown8),
                        .refuses_shifts = std::vector<std::uint8_t>(padded)};
  const double detour = model.strategy.travel().detour_percent();
  for (std::size_t i = 0; i < scalars.size(); ++i) {
    const SeekerScalars& s = scalars[i];
    if (s.x_m != kNoPlace) {
      columns.x[i] = static_cast<float>(s.x_m);
      columns.y[i] = static_cast<float>(s.y_m);
      if (s.bound_m.high != kNoBound) {
        // d <= bound means straight < (bound + 1) * 100 / detour + 1; a metre more for the rounding of the floats.
        const double reach = (s.bound_m.high + 1.0) * 100.0 / detour + 2.0;
        columns.reach_squared[i] = static_cast<float>(reach * reach * 1.00001);
      }
    }
    if (s.hours_min != kUnknown8) columns.hours_min[i] = s.hours_min;
    columns.hours_max[i] = s.hours_max;
    if (s.shift_work == NO) columns.refuses_shifts[i] = 255;
  }
  return columns;
}

std::vector<std::uint64_t> unknown_bits(const SeekerColumns& seekers, std::uint32_t block_size) {
  const std::size_t words = block_size / 64, blocks = (seekers.size() + block_size - 1) / block_size;
  std::vector<std::uint64_t> bits(blocks * kDemandKinds * words);
  for (std::size_t i = 0; i < seekers.size(); ++i) {
    const SeekerView view = seekers.view(i);
    const bool unknown[kDemandKinds + 1] = {false,
                                            view.competences.empty(),
                                            view.experience.empty(),
                                            view.education.empty(),
                                            view.languages.empty(),
                                            view.languages.empty(),
                                            view.scalars->licences_known == 0};
    const std::size_t local = i % block_size;
    for (std::size_t kind = 1; kind <= kDemandKinds; ++kind)
      if (unknown[kind])
        bits[(i / block_size * kDemandKinds + kind - 1) * words + local / 64] |= std::uint64_t{1} << (local % 64);
  }
  return bits;
}

}  // namespace schakel
