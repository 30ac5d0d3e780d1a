// What threads made in parts, put one behind the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "index/parallel/for_all.h"

namespace schakel {

// Leaves plain values as the memory is when a vector grows by them: whoever writes them all is the first to touch it.
template <class T>
class Unwritten : public std::allocator<T> {
 public:
  static_assert(std::is_trivially_copyable_v<T>);
  void construct(T* /*place*/) noexcept {}
  template <class... Arguments>
  void construct(T* place, Arguments&&... arguments) {
    std::construct_at(place, std::forward<Arguments>(arguments)...);
  }
};

// A vector that may be so large that its memory is best touched first by all cores.
template <class T>
using LargeVector = std::vector<T, Unwritten<T>>;

// The parts behind each other, copied in parallel; each is let go as soon as it is copied.
template <class T>
[[nodiscard]] LargeVector<T> join_parts(std::vector<std::vector<T>> parts) {
  std::vector<std::size_t> begin{0};
  for (const std::vector<T>& part : parts) begin.push_back(begin.back() + part.size());
  LargeVector<T> all(begin.back());
  for_all(parts.size(), [&](std::size_t i) {
    std::ranges::copy(parts[i], all.begin() + static_cast<std::ptrdiff_t>(begin[i]));
    std::vector<T>().swap(parts[i]);
  });
  return all;
}

}  // namespace schakel
