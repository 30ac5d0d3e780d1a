// A vector of plain values that may be so large that its memory is best touched first by all cores. Huge pages for it
// were measured, and are slower: clearing one that is hard to come by costs more than the faults that it saves.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace schakel {

// Leaves values as the memory is when a vector grows by them: whoever writes them all is the first to touch it.
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

template <class T>
using LargeVector = std::vector<T, Unwritten<T>>;

}  // namespace schakel
