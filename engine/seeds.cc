#include "engine/seeds.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include "engine/kernel/block_pairs.h"
#include "index/parallel/for_all.h"
#include "index/parallel/spin_lock.h"

namespace schakel {
namespace {

constexpr std::size_t kAhead = 4;  // pairs

constexpr std::uint32_t kPart = 4096;  // lists or records

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

bool has(const Epoch& epoch, SeekerId id) { return epoch.has(id); }
bool has(const Epoch& /*epoch*/, VacancyId /*id*/) { return true; }

// For each number of an earlier epoch the one of the same record now, or kGone.
template <class Id, class Find>
std::vector<std::uint32_t> renumbering(const Epoch& then, std::uint32_t count, const Find& find) {
  std::vector<std::uint32_t> numbers(count, kGone);
  for_all((count + kPart - 1) / kPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    for (std::uint32_t i = first; i < std::min(count, first + kPart); ++i) {
      if (!has(then, Id{i})) continue;
      if (const auto found = find(then.name(Id{i}))) numbers[i] = found->value;
    }
  });
  return numbers;
}

// Calls visit(number in the list, row) for the first rows of each list.
template <class Id, class Visit>
void each_row(const Run& lists, std::uint32_t count, std::uint32_t rows, PartProgress& told, const Visit& visit) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto list = lists.with_reserve(Id{i});
    for (const MatchRow& row : list.first(std::min<std::size_t>(rows, list.size()))) visit(i, row);
    if (i % kPart == 0) told.done_one();
  }
}

// The k-th best of any number of totals, of many lists.
class BestTotals {
 public:
  BestTotals(std::uint32_t lists, std::uint32_t k) : k_(k), totals_(std::size_t{lists} * k), sizes_(lists) {}

  // A heap with the least of the best in front.
  void offer(std::uint32_t list, std::uint16_t total) {
    const auto first = totals_.begin() + static_cast<std::ptrdiff_t>(std::size_t{list} * k_);
    std::uint32_t& size = sizes_[list];
    if (size < k_) {
      first[size++] = total;
      std::push_heap(first, first + size, std::greater<>());
    } else if (total > *first) {
      std::pop_heap(first, first + size, std::greater<>());
      first[size - 1] = total;
      std::push_heap(first, first + size, std::greater<>());
    }
  }
  [[nodiscard]] std::uint16_t kth(std::uint32_t list) const {
    return sizes_[list] < k_ ? std::uint16_t{0} : totals_[std::size_t{list} * k_];
  }

 private:
  std::uint32_t k_;
  std::vector<std::uint16_t> totals_;
  std::vector<std::uint32_t> sizes_;
};

}  // namespace

Seeds seeds_from(const Epoch& then, const Run& lists, const Epoch& now, std::uint32_t rows,
                 const RematchProgress& progress) {
  const auto parts = [](std::size_t count) { return (count + kPart - 1) / kPart; };
  PartProgress told(progress, RematchPart::kGathering, 2 * (parts(then.seekers()) + parts(then.vacancies())));
  const auto vacancies =
      renumbering<VacancyId>(then, then.vacancies(), [&](std::string_view name) { return now.find_vacancy(name); });
  const auto seekers =
      renumbering<SeekerId>(then, then.seekers(), [&](std::string_view name) { return now.find_seeker(name); });
  // Twice over the rows: to count, and to fill in.
  const auto each_pair = [&](const auto& visit) {
    const auto visit_known = [&](std::uint32_t s, std::uint32_t v) {
      if (seekers[s] != kGone && vacancies[v] != kGone) visit(seekers[s], VacancyId{vacancies[v]});
    };
    each_row<SeekerId>(lists, then.seekers(), rows, told,
                       [&](std::uint32_t s, const MatchRow& row) { visit_known(s, row.other); });
    each_row<VacancyId>(lists, then.vacancies(), rows, told,
                        [&](std::uint32_t v, const MatchRow& row) { visit_known(row.other, v); });
  };
  // Counts shifted by two: filling in moves each seeker's beginning up to its end.
  std::vector<std::uint32_t> begin(now.seekers() + std::size_t{2});
  each_pair([&](std::uint32_t s, VacancyId) { ++begin[s + std::size_t{2}]; });
  for (std::size_t i = 2; i < begin.size(); ++i) begin[i] += begin[i - 1];
  std::vector<VacancyId> pairs(begin.back());
  each_pair([&](std::uint32_t s, VacancyId v) { pairs[begin[s + std::size_t{1}]++] = v; });
  // A pair that stands in both lists is one pair.
  std::vector<std::uint32_t> sizes(now.seekers());
  for_all(now.seekers(), [&](std::size_t s) {
    const std::span own(pairs.begin() + begin[s], pairs.begin() + begin[s + 1]);
    std::ranges::sort(own);
    sizes[s] = static_cast<std::uint32_t>(std::ranges::unique(own).begin() - own.begin());
  });
  Seeds seeds;
  seeds.begin.reserve(now.seekers() + std::size_t{1});
  std::size_t kept = 0;
  for (std::uint32_t s = 0; s < now.seekers(); ++s) {
    std::copy_n(pairs.begin() + begin[s], sizes[s], pairs.begin() + static_cast<std::ptrdiff_t>(kept));
    seeds.begin.push_back(static_cast<std::uint32_t>(kept += sizes[s]));
  }
  pairs.resize(kept);
  seeds.cells = std::move(pairs);
  return seeds;
}

Thresholds seeded_thresholds(const Epoch& epoch, const PlanTable& plans, const Seeds& seeds, std::uint32_t k,
                             const RematchProgress& progress) {
  PartProgress told(progress, RematchPart::kScoring, epoch.blocks());
  Thresholds thresholds{.seekers = std::vector<std::uint16_t>(epoch.seekers()),
                        .vacancies = std::vector<std::uint16_t>(epoch.vacancies())};
  BestTotals of_vacancies(epoch.vacancies(), k);
  std::vector<SpinLock> locks(epoch.vacancies());
  tbb::enumerable_thread_specific<BlockPairs> pairs([&] { return BlockPairs(epoch); });
  const auto score_block = [&](std::size_t block) {
    const auto first = static_cast<std::uint32_t>(block) * epoch.block_seekers();
    const std::uint32_t last = std::min(first + epoch.block_seekers(), epoch.seekers());
    if (seeds.begin[first] == seeds.begin[last]) return;
    BlockPairs& mine = pairs.local();
    mine.enter(static_cast<std::uint32_t>(block));
    std::vector<std::uint16_t> totals;
    for (std::uint32_t seeker = first; seeker < last; ++seeker) {
      const auto tried = seeds[seeker];
      if (tried.empty()) continue;
      mine.choose(seeker - first);
      totals.clear();
      for (std::size_t i = 0; i < tried.size(); ++i) {
        if (i + kAhead < tried.size()) plans.prefetch(tried[i + kAhead]);
        const VacancyId vacancy = tried[i];
        const auto total = mine.total(vacancy, plans[vacancy]);
        if (!total) continue;
        totals.push_back(static_cast<std::uint16_t>(*total));
        const std::scoped_lock lock(locks[vacancy.value]);
        of_vacancies.offer(vacancy.value, totals.back());
      }
      if (totals.size() < k) continue;
      std::ranges::nth_element(totals, totals.begin() + (k - 1), std::greater<>());
      thresholds.seekers[seeker] = totals[k - 1];
    }
  };
  for_all(epoch.blocks(), [&](std::size_t block) {
    score_block(block);
    told.done_one();
  });
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) thresholds.vacancies[v] = of_vacancies.kth(v);
  return thresholds;
}

}  // namespace schakel
