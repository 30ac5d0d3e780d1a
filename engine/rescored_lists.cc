#include "engine/rescored_lists.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::size_t kAhead = 4;  // rows
constexpr std::uint32_t kNobody = EpochDrift::kNobody;

template <class Id>
std::size_t first_row(const Run& run, Id id) {
  return static_cast<std::size_t>(run.with_reserve(id).data() - run.with_reserve(Id{0}).data());
}

template <class Id>
std::size_t all_rows(const Run& run, std::size_t lists) {
  if (lists == 0) return 0;
  const Id last{static_cast<std::uint32_t>(lists - 1)};
  return first_row(run, last) + run.with_reserve(last).size();
}

}  // namespace

RescoredLists::RescoredLists(const Epoch& now, const PlanTable& plans, const Run& then, const EpochDrift& drift,
                             const RematchProgress& progress)
    : then_(then),
      drift_(drift),
      of_seekers_(all_rows<SeekerId>(then, drift.seekers.now.size()), kNone),
      of_vacancies_(all_rows<VacancyId>(then, drift.vacancies.now.size()), kNone) {
  PartProgress told(progress, RematchPart::kScoring, now.blocks());
  keep_vacancy_rows();
  tbb::enumerable_thread_specific<BlockPairs> pairs([&] { return BlockPairs(now); });
  for_all(now.blocks(), [&](std::size_t block) {
    score_block(now, plans, static_cast<std::uint32_t>(block), pairs.local());
    told.done_one();
  });
  to_score_ = {};
  to_score_begin_ = {};
}

std::span<const std::uint16_t> RescoredLists::totals(SeekerId then) const {
  return std::span(of_seekers_).subspan(first_row(then_, then), then_.with_reserve(then).size());
}

std::span<const std::uint16_t> RescoredLists::totals(VacancyId then) const {
  return std::span(of_vacancies_).subspan(first_row(then_, then), then_.with_reserve(then).size());
}

// What has not moved keeps its total; the others are noted under their seeker.
void RescoredLists::keep_vacancy_rows() {
  // visit(row number, row, vacancy now, seeker now), of the rows with a seeker that is the same.
  const auto each_row = [&](const auto& visit) {
    for (std::uint32_t v = 0; v < drift_.vacancies.now.size(); ++v) {
      const std::uint32_t vacancy = drift_.vacancies.now[v];
      if (vacancy == kNobody) continue;
      auto number = static_cast<std::uint32_t>(first_row(then_, VacancyId{v}));
      for (const MatchRow& row : then_.with_reserve(VacancyId{v})) {
        const std::uint32_t seeker = drift_.seekers.now[row.other];
        if (seeker != kNobody && drift_.seekers.same[seeker] != 0) visit(number, row, vacancy, seeker);
        ++number;
      }
    }
  };
  const auto moved = [&](std::uint32_t vacancy, std::uint32_t seeker) {
    return drift_.vacancies.same[vacancy] == 0 || drift_.shift[seeker] != 0;
  };
  // Counts shifted by two: filling in moves each seeker's beginning up to its end.
  to_score_begin_.assign(drift_.seekers.then.size() + 2, 0);
  each_row([&](std::uint32_t number, const MatchRow& row, std::uint32_t vacancy, std::uint32_t seeker) {
    if (moved(vacancy, seeker))
      ++to_score_begin_[seeker + std::size_t{2}];
    else
      of_vacancies_[number] = row.total;
  });
  for (std::size_t i = 2; i < to_score_begin_.size(); ++i) to_score_begin_[i] += to_score_begin_[i - 1];
  to_score_.resize(to_score_begin_.back());
  each_row([&](std::uint32_t number, const MatchRow&, std::uint32_t vacancy, std::uint32_t seeker) {
    if (moved(vacancy, seeker)) to_score_[to_score_begin_[seeker + std::size_t{1}]++] = {number, VacancyId{vacancy}};
  });
}

void RescoredLists::score_block(const Epoch& now, const PlanTable& plans, std::uint32_t block, BlockPairs& pairs) {
  const std::uint32_t first = block * now.block_seekers();
  const std::uint32_t last = std::min(first + now.block_seekers(), now.seekers());
  pairs.enter(block);
  const auto total_of = [&](VacancyId vacancy) {
    const auto total = pairs.total(vacancy, plans[vacancy]);
    return total ? static_cast<std::uint16_t>(*total) : kNone;
  };
  for (std::uint32_t s = first; s < last; ++s) {
    if (drift_.seekers.then[s] == kNobody) continue;
    const SeekerId before{drift_.seekers.then[s]};
    const bool moved = drift_.seekers.same[s] == 0 || drift_.shift[s] != 0;
    const std::span to_score(to_score_.begin() + to_score_begin_[s], to_score_.begin() + to_score_begin_[s + 1]);
    if (moved || !to_score.empty()) pairs.choose(s - first);
    const auto rows = then_.with_reserve(before);
    std::uint16_t* const totals = of_seekers_.data() + first_row(then_, before);
    const auto vacancy_of = [&](std::size_t i) { return drift_.vacancies.now[rows[i].other]; };
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (moved && i + kAhead < rows.size() && vacancy_of(i + kAhead) != kNobody)
        plans.prefetch(VacancyId{vacancy_of(i + kAhead)});
      const std::uint32_t vacancy = vacancy_of(i);
      if (vacancy == kNobody || drift_.vacancies.same[vacancy] == 0) continue;
      totals[i] = moved ? total_of(VacancyId{vacancy}) : rows[i].total;
    }
    for (std::size_t i = 0; i < to_score.size(); ++i) {
      if (i + kAhead < to_score.size()) plans.prefetch(to_score[i + kAhead].vacancy);
      of_vacancies_[to_score[i].row] = total_of(to_score[i].vacancy);
    }
  }
}

}  // namespace schakel
