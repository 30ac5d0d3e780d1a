// What earlier lists still say in a later epoch, and from which total on they say all. Of rematch_after.cc.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/epoch_drift.h"
#include "engine/match_lists.h"
#include "engine/rescored_lists.h"
#include "engine/top_lists.h"
#include "index/epoch/epoch.h"
#include "index/parallel/for_all.h"

namespace schakel {

[[nodiscard]] inline std::uint64_t pair_tie(const Epoch& epoch, VacancyId vacancy, SeekerId seeker) {
  return tie_of(epoch.vacancy_ties[vacancy.value], epoch.seeker_ties[seeker.value]);
}
[[nodiscard]] inline std::uint64_t pair_tie(const Epoch& epoch, SeekerId seeker, VacancyId vacancy) {
  return pair_tie(epoch, vacancy, seeker);
}

// The lists of one side. `Own` is whose lists they are, `Other` who stands in them. Refers to its arguments.
template <class Own, class Other>
class KnownLists {
 public:
  struct From {
    const Epoch& epoch;
    const Run& then;
    const RescoredLists& rescored;
    const EpochDrift::Side &own, &other;
    // Who is matched with everybody, by their numbers now.
    const std::vector<std::uint8_t>&own_matched, &other_matched;
    // By how many points at most a pair of list i's that is not matched may have risen.
    std::function<std::int32_t(std::uint32_t)> rise;
    std::uint32_t k, depth;  // rows that a list must have, and may
  };
  explicit KnownLists(From from) : from_(std::move(from)) {}

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(from_.own.then.size()); }

  // The total from which on list i is known when everybody who is to be matched was matched down to it: whoever is not
  // among its rows, scored anew, and is not matched either, is below it.
  [[nodiscard]] std::uint16_t start(std::uint32_t i) const {
    if (from_.own.then[i] == EpochDrift::kNobody) return 0;
    const Own before{from_.own.then[i]};
    std::vector<std::uint16_t> totals = from_.rescored.known(before);
    std::int32_t start = 0;
    if (from_.own_matched[i] == 0) {
      if (const auto floor = from_.then.floor(before))
        start = std::max(0, static_cast<std::int32_t>(*floor) + from_.rise(i) + 1);
    } else if (totals.size() >= from_.k) {
      start = *std::ranges::min_element(totals);
    }
    if (totals.size() >= from_.depth) {
      const auto last = totals.begin() + (from_.depth - 1);
      std::ranges::nth_element(totals, last, std::greater<>());
      start = std::max<std::int32_t>(start, *last);
    }
    return static_cast<std::uint16_t>(start);
  }

  // Puts in `rows` the best of list i, up to its depth: its own from `start` on and those that were found by matching.
  // False when they are too few to say.
  [[nodiscard]] bool merge(std::uint32_t i, std::uint16_t start, std::span<const MatchRow> found,
                           std::vector<Ranked>& rows) const {
    rows.clear();
    const auto add = [&](std::uint32_t other, std::uint32_t total) {
      rows.push_back(ranked(total, pair_tie(from_.epoch, Own{i}, Other{other}), other));
    };
    if (from_.own_matched[i] == 0 && from_.own.then[i] != EpochDrift::kNobody) {
      const Own before{from_.own.then[i]};
      const auto old = from_.then.with_reserve(before);
      const auto totals = from_.rescored.totals(before);
      for (std::size_t r = 0; r < old.size(); ++r) {
        if (totals[r] == RescoredLists::kNone || totals[r] < start) continue;
        const std::uint32_t other = from_.other.now[old[r].other];
        if (from_.other_matched[other] == 0) add(other, totals[r]);
      }
    }
    for (const MatchRow& row : found) add(row.other, row.total);
    std::ranges::sort(rows, [&](const Ranked& a, const Ranked& b) { return before(i, a, b); });
    if (rows.size() > from_.depth) rows.resize(from_.depth);
    return start == 0 || rows.size() >= from_.k;
  }

 private:
  [[nodiscard]] bool before(std::uint32_t i, const Ranked& a, const Ranked& b) const {
    if (a.key != b.key) return a.key < b.key;
    const auto tie = [&](const Ranked& row) { return pair_tie(from_.epoch, Own{i}, Other{row.other}); };
    if (tie(a) != tie(b)) return tie(a) < tie(b);
    return from_.epoch.name(Other{a.other}) < from_.epoch.name(Other{b.other});
  }

  From from_;
};

using SeekerLists = KnownLists<SeekerId, VacancyId>;
using VacancyLists = KnownLists<VacancyId, SeekerId>;

inline constexpr std::uint32_t kListsPart = 4096;  // lists that one thread works on together

// Calls work(i) for the lists 0..count-1, in parallel.
template <class Work>
void for_each_list(std::uint32_t count, const Work& work) {
  for_all((count + std::size_t{kListsPart} - 1) / kListsPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part * kListsPart);
    for (std::uint32_t i = first; i < std::min(count, first + kListsPart); ++i) work(i);
  });
}

}  // namespace schakel
