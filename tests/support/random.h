// Chance for tests: SplitMix64, the same numbers on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

namespace schakel::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  // low..high, both included.
  std::uint32_t between(std::uint32_t low, std::uint32_t high) {
    return low + static_cast<std::uint32_t>(next() % (std::uint64_t{high} - low + 1));
  }
  bool chance(std::uint32_t percent) { return between(1, 100) <= percent; }

  // One of a container or array that is not empty.
  template <class Items>
  const auto& pick(const Items& items) {
    return *(items.begin() + static_cast<std::ptrdiff_t>(next() % static_cast<std::uint64_t>(items.size())));
  }

 private:
  std::uint64_t state_;
};

}  // namespace schakel::testing
