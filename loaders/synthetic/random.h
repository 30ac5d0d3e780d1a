// Randomness by counting: every record has its own stream, derived from what it is and not from what came before it, so
// that records come out the same in any order, on any thread and on any computer. Integers only; and one draw per
// expression, because C++ leaves the order within one open.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace schakel {

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

// SplitMix64. Not thread-safe: one per record. Draws are not exactly uniform: the bias is below n / 2^32.
class Random {
 public:
  explicit constexpr Random(std::uint64_t state) : state_(state) {}

  constexpr std::uint64_t next() { return mix64(state_ += 0x9e3779b97f4a7c15U); }
  // 0..n-1. Requires n > 0.
  constexpr std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
  // low..high, both included.
  constexpr std::uint32_t between(std::uint32_t low, std::uint32_t high) { return low + below(high - low + 1); }
  // 0..n-1, small ones more often: the lowest of so many draws. Requires n > 0 and a draw.
  constexpr std::uint32_t low_below(std::uint32_t n, std::uint32_t draws = 2) {
    std::uint32_t lowest = below(n);
    for (; draws > 1; --draws) lowest = std::min(lowest, below(n));
    return lowest;
  }
  constexpr bool percent(std::uint32_t p) { return below(100) < p; }
  constexpr bool permille(std::uint32_t p) { return below(1000) < p; }

  // One of them. Requires that there is one.
  template <class Range>
  constexpr const auto& pick(const Range& range) {
    return range[below(static_cast<std::uint32_t>(std::size(range)))];
  }

 private:
  std::uint64_t state_;
};

enum class Stream : std::uint8_t {
  kSeeker = 1,
  kVacancy = 2,
  kEmployer = 3,
  kSeekerDay = 4,
  kVacancyDay = 5,
  kSeekerShape = 6,
  kVacancyShape = 7
};

// The stream of a thing, and of what happens to it on a day.
[[nodiscard]] constexpr Random random_stream(std::uint64_t seed, Stream stream, std::uint64_t number,
                                             std::uint64_t day = 0) {
  const std::uint64_t kind = mix64(seed + static_cast<std::uint64_t>(stream) * 0x9e3779b97f4a7c15U);
  return Random(mix64(mix64(kind ^ number) + day * 0xd1342543de82ef95U));
}

// Draws indexes in proportion to weights. Immutable once filled; O(log n) per draw.
class Weighted {
 public:
  void add(std::uint64_t weight) { cumulative_.push_back(total_ += weight); }
  [[nodiscard]] std::uint64_t total() const { return total_; }
  // Requires total() > 0, and total() < 2^32 times the finest difference that matters.
  [[nodiscard]] std::size_t draw(Random& random) const {
    const std::uint64_t at = random.next() % total_;
    return static_cast<std::size_t>(std::ranges::upper_bound(cumulative_, at) - cumulative_.begin());
  }

 private:
  std::uint64_t total_ = 0;
  std::vector<std::uint64_t> cumulative_;
};

// A value with its weight, for short tables.
template <class Value>
struct Share {
  Value value;
  std::uint32_t weight;
};

template <class Value>
[[nodiscard]] constexpr Value draw(std::span<const Share<Value>> shares, Random& random) {
  std::uint32_t total = 0;
  for (const Share<Value>& share : shares) total += share.weight;
  std::uint32_t at = random.below(total);
  for (const Share<Value>& share : shares) {
    if (at < share.weight) return share.value;
    at -= share.weight;
  }
  return shares.back().value;
}

template <class Value, std::size_t kSize>
[[nodiscard]] constexpr Value draw(const Share<Value> (&shares)[kSize], Random& random) {
  return draw(std::span<const Share<Value>>(shares), random);
}

}  // namespace schakel
