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

// Whether lists of the epoch are still those of the market, vacancies apart: no seeker has come, changed or gone.
bool tells_of(Market market) {
  const Delta* delta = market.delta();
  return delta == nullptr || (delta->seekers() == 0 && delta->gone_seekers().count() == 0);
}

}  // namespace

TopBars::TopBars(const GuestBook& book, const Run* run, std::uint32_t top, std::string_view seeker,
                 std::span<const SeekerView> reach)
    : market_(book.market()), top_(top), seeker_(seeker), bars_(market_.vacancies()) {
  if (!tells_of(market_)) run = nullptr;
  std::vector<VacancyId> missing;
  for (std::uint32_t v = 0; v < market_.vacancies(); ++v) {
    const VacancyId vacancy{v};
    if (!market_.has(vacancy) || !within_reach(market_.model(), reach, *market_.vacancy(vacancy).scalars)) continue;
    if (run == nullptr || market_.is_new(vacancy) || !bar_from_run(*run, vacancy)) missing.push_back(vacancy);
  }
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
    if (market_.name(other) == seeker_ || ++others < top_) continue;
    bars_[vacancy.value] = ListPlace{row.total, tie_of(market_.tie(vacancy), market_.tie(other)), market_.name(other)};
    return true;
  }
  return run[vacancy].size() < run.k();
}

void TopBars::bar_from_list(Matcher& matcher, VacancyId vacancy) {
  const VacancySide side = side_of(market_, vacancy);
  const MatchOptions options{.k = top_ + 1, .weights = market_.model().weights};
  std::uint32_t others = 0;
  for (const Ranked& row : matcher.for_vacancy(side, options).rows) {
    const SeekerId other{row.other};
    if (market_.name(other) == seeker_ || ++others < top_) continue;
    bars_[vacancy.value] = ListPlace{row.total(), tie_of(side.tie, market_.tie(other)), market_.name(other)};
    return;
  }
}

}  // namespace schakel
