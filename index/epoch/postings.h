// Seekers in blocks, and who of a block stands on which list.
//
// Seekers are ordered by how far they travel and where they live, and cut into blocks whose accumulators fit a core's
// first cache. Within a block a seeker is a 16-bit number. A list is short (16-bit numbers, rising) or dense (a bitmap
// of the whole block).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "index/epoch/expand.h"
#include "index/epoch/facts.h"
#include "index/parallel/large_vector.h"

namespace schakel {

inline constexpr std::uint32_t kBlockSeekers = 8192;  // default and largest block
inline constexpr std::uint32_t kCellSeekers = 256;    // seekers of a block that share bounds

// Bounds over up to kCellSeekers consecutive seekers: what a vacancy can at most get from any of them.
struct Cell {
  std::int32_t min_x = 0, max_x = -1, min_y = 0, max_y = -1;  // of those with a place; empty when max < min
  std::uint32_t max_bound_high = 0;                           // of those with a place
  std::uint32_t max_bound_low = 0;
  std::uint32_t everywhere = 0;  // 1: some seeker has no place or no bound, so no distance excludes the cell

  // Widens the bounds to hold for the other's seekers too.
  void include(const Cell& other);
};

struct Posting {
  ListKey list;
  std::uint16_t seeker;  // within the block
};

// Lists of all blocks. List i of block b starts at offsets[b * stride() + i] of the block's data; the top bit marks a
// bitmap. Of an epoch over a base (overlay/), lists that the base had not made for its blocks follow behind the others:
// so a node may have lists in two places.
struct PostingSpans {
  static constexpr std::uint32_t kDense = 0x80000000;
  std::span<const ListKey> lists;             // sorted; then, sorted, those of `later`
  std::span<const std::uint32_t> node_begin;  // per node: its first list; nodes + 1
  std::span<const std::uint32_t> offsets;     // blocks * stride()
  std::span<const std::uint16_t* const> block_data;
  std::uint32_t own_lists = 0;          // those that are not of `later`
  const PostingSpans* later = nullptr;  // of the first blocks; its lists have numbers of their own, from 0 on

  struct List {
    std::span<const std::uint16_t> words;
    bool dense;
  };
  [[nodiscard]] std::size_t stride() const { return std::size_t{own_lists} + 1; }

  // Asks for what list() is going to read.
  void prefetch(std::size_t block, std::uint32_t number) const {
    __builtin_prefetch(offsets.data() + block * stride() + number);
  }
  [[nodiscard]] List list(std::size_t block, std::uint32_t number) const {
    if (number >= own_lists) return later_list(block, number);
    const std::uint32_t* at = offsets.data() + block * stride() + number;
    const std::uint32_t begin = at[0] & ~kDense, end = at[1] & ~kDense;
    return {{block_data[block] + begin, block_data[block] + end}, (at[0] & kDense) != 0};
  }

  // Calls visit(number) for the lists of a node, those of who may pass it as a MUST among them.
  template <class Visit>
  void each_list(NodeId node, const Visit& visit) const {
    for (std::uint32_t i = node_begin[node]; i < node_begin[node + 1]; ++i) visit(i);
    if (later == nullptr) return;
    for (std::uint32_t i = later->node_begin[node]; i < later->node_begin[node + 1]; ++i) visit(own_lists + i);
  }
  // Calls visit(number) for the lists of who may pass a node as a MUST: one at most, or one per place.
  template <class Visit>
  void each_pass_list(NodeId node, const Visit& visit) const {
    const std::uint32_t end = node_begin[node + 1];
    if (end > node_begin[node] && is_pass(lists[end - 1])) visit(end - 1);
    if (later == nullptr) return;
    const std::uint32_t later_end = later->node_begin[node + 1];
    if (later_end > later->node_begin[node] && is_pass(later->lists[later_end - 1])) visit(own_lists + later_end - 1);
  }

 private:
  [[nodiscard]] List later_list(std::size_t block, std::uint32_t number) const {
    if (block >= later->block_data.size()) return {{}, false};
    return later->list(block, number - own_lists);
  }
};

struct PostingArrays {
  std::vector<ListKey> lists;
  std::vector<std::uint32_t> node_begin;
  LargeVector<std::uint32_t> offsets;
  std::vector<std::uint64_t> block_begin{0};
  LargeVector<std::uint16_t> data;
};

// The order in which seekers are numbered: positions in `scalars`. `ids` decides among seekers of one place.
[[nodiscard]] std::vector<std::uint32_t> seeker_order(std::span<const SeekerScalars> scalars,
                                                      const std::vector<std::string_view>& ids);
// Distance along the Hilbert curve through the national grid; points near each other are mostly near on it.
[[nodiscard]] std::uint32_t hilbert(std::int32_t x_m, std::int32_t y_m);

// Per block and demand kind (1..6) a bitmap of the seekers without any fact of that kind, for whom a MUST of it is
// unknown. Word w of kind d of block b stands at (b * 6 + d - 1) * (block_size / 64) + w.
inline constexpr std::uint32_t kDemandKinds = 6;
[[nodiscard]] std::vector<std::uint64_t> unknown_bits(const SeekerColumns& seekers, std::uint32_t block_size);

// What rules a seeker out for a given vacancy, laid out for comparing eight or more seekers at once; padded to whole
// blocks. Passing these filters is necessary, and for hours and shift work also sufficient.
struct FilterColumns {
  std::vector<float> x, y;                   // metres of the national grid; 0 without a place
  std::vector<float> reach_squared;          // straight metres, squared and rounded up; infinite without place or bound
  std::vector<std::uint8_t> hours_min;       // 0 when unknown
  std::vector<std::uint8_t> hours_max;       // 255 when unknown
  std::vector<std::uint8_t> refuses_shifts;  // 255 when the seeker said no, else 0
};
[[nodiscard]] FilterColumns filter_columns(std::span<const SeekerScalars> scalars, const Model& model,
                                           std::uint32_t block_size);

[[nodiscard]] std::vector<Cell> cells_of(std::span<const SeekerScalars> scalars, std::uint32_t block_size);

// Who is posted, and where.
struct ToPost {
  std::size_t seekers = 0;
  std::function<SeekerView(std::size_t)> seeker;  // by number
  std::function<bool(ListKey)> wanted;            // lists that are kept; empty: all
};

// Everybody in the columns, which must outlive it, on all lists.
[[nodiscard]] inline ToPost all_of(const SeekerColumns& seekers) {
  return {seekers.size(), [&seekers](std::size_t i) { return seekers.view(i); }, {}};
}

// Expands all seekers, in parallel by blocks; the result does not depend on the number of threads.
[[nodiscard]] PostingArrays build_postings(const Rules& rules, std::span<const Item> items, const NodeSpans& nodes,
                                           const NodeIndex& index, const ToPost& to_post, std::uint32_t block_size);

}  // namespace schakel
