// What threads made in parts, put one behind the other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "index/parallel/for_all.h"
#include "index/parallel/large_vector.h"

namespace schakel {

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
