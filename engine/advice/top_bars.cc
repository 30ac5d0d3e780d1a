#include "engine/advice/top_bars.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <atomic>

#include "engine/pair.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

bool within_reach(const Model& model, std::span<const SeekerView> seekers, const VacancyScalars& vacancy) {
  return std::ranges::any_of(seekers,
                             [&](const SeekerView& seeker) { return !out_of_reach(model, *seeker.scalars, vacancy); });
}

// Whether a seeker has come, changed or gone since the epoch was made, so that its lists are not those of the market.
bool seekers_changed(Market market) {
  const Delta* delta = market.delta();
  return delta != nullptr && (delta->seekers() > 0 || delta->gone_seekers().count() > 0);
}

}  // namespace

TopBars::TopBars(const GuestBook& book, const CategoryWeights& weights, const Run* run, std::uint32_t top,
                 std::string_view seeker, std::span<const SeekerView> reach)
    : market_(book.market()), weights_(weights), top_(top), seeker_(seeker), bars_(market_.vacancies()) {
  if (weights != market_.model().weights) run = nullptr;
  const bool changed = seekers_changed(market_);
  std::vector<VacancyId> missing;
  for (std::uint32_t v = 0; v < market_.vacancies(); ++v) {
    const VacancyId vacancy{v};
    if (!market_.has(vacancy) || !within_reach(market_.model(), reach, *market_.vacancy(vacancy).scalars)) continue;
    if (changed || run == nullptr || market_.is_new(vacancy) || !bar_from_run(*run, vacancy, nullptr))
      missing.push_back(vacancy);
  }
  std::atomic<std::uint64_t> live_lists = 0;
  tbb::enumerable_thread_specific<std::optional<Matcher>> matchers;
  for_all(missing.size(), [&](std::size_t i) {
    auto& matcher = matchers.local();
    if (!matcher) matcher.emplace(book);
    if (changed && run != nullptr && !market_.is_new(missing[i]) && bar_from_run(*run, missing[i], &*matcher)) return;
    bar_from_list(*matcher, missing[i]);
    ++live_lists;
  });
  live_lists_ = live_lists;
}

ListPlace TopBars::place_of(VacancyId vacancy, SeekerId seeker, std::uint32_t total) const {
  return {total, tie_of(market_.tie(vacancy), market_.tie(seeker)), market_.name(seeker)};
}

// The bar is the `top`-th of the others: of those that the run has and that are still what they were, and of those that
// are new, with a matcher. Whether the run tells: a list that is shorter than the run's lists has everybody.
bool TopBars::bar_from_run(const Run& run, VacancyId vacancy, Matcher* matcher) {
  std::vector<ListPlace> others;
  const auto rows = run[vacancy];
  for (const MatchRow& row : rows) {
    const SeekerId other{row.other};
    if (others.size() == top_) break;
    if (market_.has(other) && market_.name(other) != seeker_) others.push_back(place_of(vacancy, other, row.total));
  }
  if (others.size() < top_ && rows.size() >= run.k()) return false;
  if (matcher != nullptr) {
    const std::uint32_t least = others.size() == top_ ? others.back().total : 0;
    matcher->each_new_seeker(side_of(market_, vacancy), weights_, least, [&](const Visited& pair) {
      const SeekerId other{pair.other};
      if (market_.name(other) != seeker_) others.push_back(place_of(vacancy, other, pair.total));
      return least;
    });
    std::ranges::sort(others, above);
  }
  if (others.size() >= top_) bars_[vacancy.value] = others[top_ - 1];
  return true;
}

void TopBars::bar_from_list(Matcher& matcher, VacancyId vacancy) {
  const VacancySide side = side_of(market_, vacancy);
  const MatchOptions options{.k = top_ + 1, .weights = weights_};
  std::uint32_t others = 0;
  for (const Ranked& row : matcher.for_vacancy(side, options).rows) {
    const SeekerId other{row.other};
    if (market_.name(other) == seeker_ || ++others < top_) continue;
    bars_[vacancy.value] = place_of(vacancy, other, row.total());
    return;
  }
}

}  // namespace schakel
