#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>
#include <set>

#include "index/epoch/postings.h"

namespace schakel {
namespace {

std::vector<SeekerScalars> random_scalars(std::uint32_t seed, std::size_t count) {
  std::mt19937 generator(seed);
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  std::vector<SeekerScalars> scalars(count);
  for (SeekerScalars& s : scalars) {
    if (random() % 10 != 0) {
      s.x_m = static_cast<std::int32_t>(random() % 280'000);
      s.y_m = static_cast<std::int32_t>(300'000 + random() % 325'000);
    }
    if (random() % 10 != 0) s.bound_m = {random() % 20'000, 20'000 + random() % 60'000};
  }
  return scalars;
}

}  // namespace

TEST_CASE("the Hilbert curve visits every square once and steps to a neighbour each time") {
  constexpr int kSide = 64;
  std::vector<std::pair<std::uint32_t, std::pair<int, int>>> visited;
  for (int x = 0; x < kSide; ++x)
    for (int y = 0; y < kSide; ++y) visited.push_back({hilbert(x * 128, 300'000 + y * 128), {x, y}});
  std::ranges::sort(visited);
  for (std::size_t i = 1; i < visited.size(); ++i) {
    REQUIRE(visited[i].first != visited[i - 1].first);
    if (visited[i].first != visited[i - 1].first + 1) continue;
    const auto [x, y] = visited[i].second;
    const auto [px, py] = visited[i - 1].second;
    REQUIRE(std::abs(x - px) + std::abs(y - py) == 1);
  }
}

TEST_CASE("seekers whom no distance excludes come last") {
  const auto scalars = random_scalars(3, 2000);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < scalars.size(); ++i) names.push_back("S" + std::to_string(i));
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto order = seeker_order(scalars, views);
  REQUIRE(std::set(order.begin(), order.end()).size() == scalars.size());
  bool everywhere = false;
  for (const std::uint32_t i : order) {
    const bool now = scalars[i].x_m == kNoPlace || scalars[i].bound_m.high == kNoBound;
    REQUIRE((now || !everywhere));
    everywhere = now;
  }
  REQUIRE(everywhere);
}

TEST_CASE("a cell's bounds hold for each of its seekers") {
  const auto scalars = random_scalars(4, 5000);
  for (const std::uint32_t block : {64U, 512U, 8192U}) {
    const auto cells = cells_of(scalars, block);
    const std::size_t per_block = (block + kCellSeekers - 1) / kCellSeekers;
    for (std::size_t i = 0; i < scalars.size(); ++i) {
      const Cell& cell = cells[i / block * per_block + i % block / kCellSeekers];
      const SeekerScalars& s = scalars[i];
      if (s.x_m == kNoPlace || s.bound_m.high == kNoBound) REQUIRE(cell.everywhere == 1);
      if (s.x_m == kNoPlace) continue;
      REQUIRE((cell.min_x <= s.x_m && s.x_m <= cell.max_x && cell.min_y <= s.y_m && s.y_m <= cell.max_y));
      REQUIRE(cell.max_bound_high >= s.bound_m.high);
      REQUIRE(cell.max_bound_low >= s.bound_m.low);
    }
  }
}

}  // namespace schakel
