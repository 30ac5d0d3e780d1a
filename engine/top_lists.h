// Many bounded lists, each the k best of what it was offered.
//
// The same candidates give the same lists in any order of arrival, because the order of docs/model.md section 6 is
// total. A list is kept half sorted: offers are appended, and when its buffer is full the k best are selected; so an
// offer costs O(1) on average, and the threshold is that of the last selection.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "index/epoch/market.h"
#include "index/parallel/large_vector.h"

namespace schakel {

// One row of a list while it grows.
struct Ranked {
  std::uint64_t key;    // order: (10000 - total) in the top 14 bits, then the top 50 bits of the tie; lower is better
  std::uint32_t other;  // the counterpart's number
  std::uint32_t zero;
  [[nodiscard]] std::uint32_t total() const { return kWeightSum - static_cast<std::uint32_t>(key >> 50); }
};

[[nodiscard]] constexpr Ranked ranked(std::uint32_t total, std::uint64_t tie, std::uint32_t other) {
  return {std::uint64_t{kWeightSum - total} << 50 | tie >> 14, other, 0};
}

// Which side a list belongs to: lists of vacancies hold seekers, and the other way round.
enum class Side : std::uint8_t { kVacancy, kSeeker };

class TopLists {
 public:
  // `count` empty lists of up to k > 0 rows. List i belongs to the vacancy or seeker `first + i`. Memory: about 24 k
  // bytes per list. What the market looks at must outlive the lists.
  TopLists(Market market, Side side, std::uint32_t first, std::uint32_t count, std::uint32_t k);
  // One list, of a record or a guest with this tie (mix64(fnv1a(id)) of a vacancy, fnv1a(id) of a seeker).
  TopLists(Market market, Side side, std::uint64_t own_tie, std::uint32_t k);

  // A pair with a lower total than this cannot enter list i.
  [[nodiscard]] std::uint32_t threshold(std::uint32_t i) const { return thresholds_[i]; }

  // One thread at a time per list; different lists may be offered to, or finished, at once.
  void offer(std::uint32_t i, const Ranked& row) {
    if (row.key > worst_[i]) return;
    rows_[std::size_t{i} * capacity_ + sizes_[i]++] = row;
    if (sizes_[i] == capacity_) select(i);
  }

  // The rows of list i as they are: all of its k best so far, some more, in no order. Valid until the next non-const
  // call.
  [[nodiscard]] std::span<const Ranked> rows(std::uint32_t i) const {
    return {rows_.data() + std::size_t{i} * capacity_, sizes_[i]};
  }

  [[nodiscard]] static std::uint64_t bytes_per_list(std::uint32_t k);

  // The rows of list i, best first. Valid until the next offer to that list, or reset().
  [[nodiscard]] std::span<const Ranked> finish(std::uint32_t i);

  // Empties all lists, which from now on belong to `first`...
  void reset(std::uint32_t first);

 private:
  // The order of section 6 between two rows of list i, down to the ids when keys are equal.
  [[nodiscard]] bool better(std::uint32_t i, const Ranked& a, const Ranked& b) const {
    return a.key != b.key ? a.key < b.key : better_by_ids(i, a, b);
  }
  [[nodiscard]] bool better_by_ids(std::uint32_t i, const Ranked& a, const Ranked& b) const;
  void select(std::uint32_t i);

  Market market_;
  Side side_;
  std::uint32_t first_, k_, capacity_;
  std::optional<std::uint64_t> own_tie_;
  LargeVector<Ranked> rows_;  // not written before they are offered: of most lists there are none
  std::vector<std::uint32_t> sizes_;
  std::vector<std::uint32_t> thresholds_;
  std::vector<std::uint64_t> worst_;  // key of the k-th row at the last selection
};

}  // namespace schakel
