// Lists of an epoch's base, and what of them is left over it. Of rematch_since.cc only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/match_lists.h"
#include "index/epoch/epoch.h"

namespace schakel {

// A row with what decides its place.
template <class Other>
struct RowPlace {
  std::uint32_t total;
  std::uint64_t tie;
  const Epoch& epoch;
  Other other;
  [[nodiscard]] bool before(const RowPlace& than) const {
    if (total != than.total) return total > than.total;
    if (tie != than.tie) return tie < than.tie;
    return epoch.name(other) < than.epoch.name(than.other);
  }
};

// What a list begins with.
struct ListStart {
  std::uint16_t total = 0;  // that its k-th row will reach at least; the floor where fewer than k rows are left
  std::uint16_t left = 0;   // of its rows, k at most
};

// The lists of one side. `Own` is whose lists they are, `Other` who stands in them. Refers to its arguments.
template <class Own, class Other>
class OldLists {
 public:
  static constexpr std::uint32_t kGone = 0xffffffff;

  // `then_number` per list of now its number in the base, and `now_number` per counterpart of the base its number now;
  // kGone where there is none.
  OldLists(const Epoch& epoch, const Run& then, const std::vector<std::uint32_t>& then_number,
           const std::vector<std::uint32_t>& now_number)
      : epoch_(epoch), then_(then), then_number_(then_number), now_number_(now_number) {}

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(then_number_.size()); }

  [[nodiscard]] ListStart start(std::uint32_t i, std::uint32_t k) const {
    const auto rows = rows_of(i);
    std::uint16_t left = 0;
    for (const MatchRow& row : rows)
      if (now_number_[row.other] != kGone && ++left == k) return {row.total, left};
    return {has_floor(i) ? rows.back().total : std::uint16_t{0}, left};
  }

  // How many rows merge() will make of list i, of which so many are left. Nothing where only merging can tell.
  [[nodiscard]] std::optional<std::uint32_t> merged_size(std::uint32_t i, std::uint32_t k, std::uint32_t left,
                                                         std::size_t added) const {
    if (left < k && has_floor(i)) return std::nullopt;
    return static_cast<std::uint32_t>(std::min<std::size_t>(k, left + added));
  }

  // The first k rows of list i: what is left of the old ones, with the new ones among them. Their number, or nothing
  // when there are too few of them to say. `out` has room for merged_size() rows, or for k where that is nothing.
  [[nodiscard]] std::optional<std::uint32_t> merge(std::uint32_t i, std::uint32_t k, std::span<const MatchRow> added,
                                                   MatchRow* out) const {
    const auto rows = rows_of(i);
    std::uint32_t size = 0;
    auto next = added.begin();
    for (const MatchRow& row : rows) {
      const auto before_row = [&] {
        return next != added.end() && next->total >= row.total && place_now(i, *next).before(place_then(i, row));
      };
      while (size < k && before_row()) out[size++] = *next++;
      if (size == k) return k;
      if (now_number_[row.other] != kGone) out[size++] = {now_number_[row.other], row.total, 0};
    }
    if (has_floor(i) && size < k) {
      // The new version of who stood last may stand there again.
      if (next != added.end() && !place_then(i, rows.back()).before(place_now(i, *next))) out[size++] = *next;
      if (size < k) return std::nullopt;
    }
    while (size < k && next != added.end()) out[size++] = *next++;
    return size;
  }

  [[nodiscard]] bool untouched(std::uint32_t i, std::uint32_t k, std::span<const MatchRow> added) const {
    const auto rows = rows_of(i);
    return added.empty() && std::ranges::all_of(rows.first(std::min<std::size_t>(rows.size(), k)),
                                                [&](const MatchRow& row) { return now_number_[row.other] != kGone; });
  }

 private:
  [[nodiscard]] std::span<const MatchRow> rows_of(std::uint32_t i) const {
    return then_number_[i] == kGone ? std::span<const MatchRow>() : then_.with_reserve(Own{then_number_[i]});
  }
  // Whether somebody eligible may not stand in the list.
  [[nodiscard]] bool has_floor(std::uint32_t i) const {
    return then_number_[i] != kGone && then_.floor(Own{then_number_[i]}).has_value();
  }

  [[nodiscard]] RowPlace<Other> place_now(std::uint32_t i, const MatchRow& row) const {
    return place(epoch_, Own{i}, Other{row.other}, row.total);
  }
  [[nodiscard]] RowPlace<Other> place_then(std::uint32_t i, const MatchRow& row) const {
    return place(*epoch_.base(), Own{then_number_[i]}, Other{row.other}, row.total);
  }
  static RowPlace<Other> place(const Epoch& epoch, VacancyId own, SeekerId other, std::uint32_t total) {
    return {total, tie_of(epoch.vacancy_ties[own.value], epoch.seeker_ties[other.value]), epoch, other};
  }
  static RowPlace<Other> place(const Epoch& epoch, SeekerId own, VacancyId other, std::uint32_t total) {
    return {total, tie_of(epoch.vacancy_ties[other.value], epoch.seeker_ties[own.value]), epoch, other};
  }

  const Epoch& epoch_;
  const Run& then_;
  const std::vector<std::uint32_t>&then_number_, &now_number_;
};

}  // namespace schakel
