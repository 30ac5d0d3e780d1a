#include "engine/advice/top_bars.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>

#include "engine/pair.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

bool within_reach(const Model& model, std::span<const SeekerView> seekers, const VacancyScalars& vacancy) {
  return std::ranges::any_of(seekers,
                             [&](const SeekerView& seeker) { return !out_of_reach(model, *seeker.scalars, vacancy); });
}

}  // namespace

TopBars::TopBars(const GuestBook& book, const Run* run, std::uint32_t top, std::string_view seeker,
                 std::span<const SeekerView> reach)
    : epoch_(book.epoch()), top_(top), seeker_(seeker), bars_(epoch_.vacancies()) {
  std::vector<VacancyId> missing;
  for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v)
    if (within_reach(epoch_.model(), reach, epoch_.vacancy_scalars[v]) &&
        (run == nullptr || !bar_from_run(*run, VacancyId{v})))
      missing.push_back(VacancyId{v});
  live_lists_ = missing.size();
  tbb::enumerable_thread_specific<std::optional<Matcher>> matchers;
  for_all(missing.size(), [&](std::size_t i) {
    auto& matcher = matchers.local();
    if (!matcher) matcher.emplace(book);
    bar_from_list(*matcher, missing[i]);
  });
}

// The bar is the `top`-th of the others. A list that is shorter than the run's lists has everybody.
bool TopBars::bar_from_run(const Run& run, VacancyId vacancy) {
  std::uint32_t others = 0;
  for (const MatchRow& row : run[vacancy]) {
    const SeekerId other{row.other};
    if (epoch_.name(other) == seeker_ || ++others < top_) continue;
    bars_[vacancy.value] = ListPlace{
        row.total, tie_of(epoch_.vacancy_ties[vacancy.value], epoch_.seeker_ties[row.other]), epoch_.name(other)};
    return true;
  }
  return run[vacancy].size() < run.k();
}

void TopBars::bar_from_list(Matcher& matcher, VacancyId vacancy) {
  const VacancySide side = side_of(epoch_, vacancy);
  const MatchOptions options{.k = top_ + 1, .weights = epoch_.model().weights};
  std::uint32_t others = 0;
  for (const Ranked& row : matcher.for_vacancy(side, options).rows) {
    const SeekerId other{row.other};
    if (epoch_.name(other) == seeker_ || ++others < top_) continue;
    bars_[vacancy.value] = ListPlace{row.total(), tie_of(side.tie, epoch_.seeker_ties[row.other]), epoch_.name(other)};
    return;
  }
}

}  // namespace schakel
