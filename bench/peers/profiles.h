// Postings the other way round: for each seeker the lists that it is on.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "bench/peers/question.h"
#include "index/epoch/epoch.h"

namespace schakel::bench {

// Which lists: those that give points, those that a MUST needs, or both.
enum class ListUse : std::uint8_t { kPoints, kMusts, kAll };

// Rows of lists, rising; that of seeker s starts at begin[s], and padding fills it up to a multiple of `pad`.
struct Profiles {
  std::vector<std::uint64_t> begin{0};
  std::vector<ListNumber> lists;
  [[nodiscard]] std::span<const ListNumber> operator[](std::size_t seeker) const {
    return std::span(lists).subspan(begin[seeker], begin[seeker + 1] - begin[seeker]);
  }
};

// Cost: all postings once. Pads with the number all_lists(), which is nobody's.
[[nodiscard]] Profiles profiles_of(const Epoch& epoch, ListUse use, std::uint32_t pad = 1);

// Visits each member of a list within a block, rising; counted within the block.
void each_member(const Epoch& epoch, std::uint32_t block, ListNumber list,
                 const std::function<void(std::uint32_t)>& visit);

}  // namespace schakel::bench
