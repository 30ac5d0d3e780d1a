#include "engine/advice/clinic.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>

#include "engine/match.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

Intake intake_of(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy) {
  std::vector<std::uint32_t> seekers(kWeightSum + 1, 0);  // per total
  Intake intake;
  matcher.each_seeker(vacancy, weights, Admit::kEligible, [&](const Visited& pair) {
    ++intake.candidates;
    ++seekers[pair.total];
    return 0U;
  });
  for (std::uint32_t total = kWeightSum + 1; total-- > 0 && intake.top_count < kClinicTop;) {
    const std::uint32_t taken = std::min(seekers[total], kClinicTop - intake.top_count);
    intake.top_count += taken;
    intake.top_sum += taken * total;
  }
  return intake;
}

// Each set's intake, in parallel. All guests are read before.
void count(GuestBook& book, const CategoryWeights& weights, const Vacancy& record, std::vector<Relaxed>& sets) {
  std::vector<GuestVacancy> guests;
  guests.reserve(sets.size());
  for (const Relaxed& set : sets) guests.push_back(book.read(relaxed(record, set.relaxations)));
  tbb::enumerable_thread_specific<std::optional<Matcher>> matchers;
  for_all(sets.size(), [&](std::size_t i) {
    auto& matcher = matchers.local();
    if (!matcher) matcher.emplace(book);
    sets[i].intake = intake_of(*matcher, weights, side_of(guests[i]));
  });
}

// The relaxations that can bring in anybody, those that do most alone first where there are too many.
std::vector<Relaxation> worth_searching(const Clinic& clinic) {
  std::vector<const Relaxed*> singles;
  for (const Relaxed& single : clinic.single)
    if (single.relaxations[0].kind != Relaxation::Kind::kPartlyRemote) singles.push_back(&single);
  if (singles.size() > kMostSearched) {
    std::ranges::stable_sort(singles, std::greater{}, [](const Relaxed* single) { return single->intake.candidates; });
    singles.resize(kMostSearched);
    std::ranges::sort(singles);  // back in order: they lie in one array
  }
  std::vector<Relaxation> relaxations;
  relaxations.reserve(singles.size());
  for (const Relaxed* single : singles) relaxations.push_back(single->relaxations[0]);
  return relaxations;
}

// The compatible sets of one size, in order.
std::vector<Relaxed> sets_of(const std::vector<Relaxation>& relaxations, std::size_t size) {
  std::vector<Relaxed> sets;
  std::vector<Relaxation> chosen;
  const auto choose = [&](const auto& again, std::size_t from) -> void {
    if (chosen.size() == size) {
      sets.push_back({chosen, {}});
      return;
    }
    for (std::size_t i = from; i < relaxations.size(); ++i) {
      const auto fits = [&](const Relaxation& other) { return compatible(other, relaxations[i]); };
      if (!std::ranges::all_of(chosen, fits)) continue;
      chosen.push_back(relaxations[i]);
      again(again, i + 1);
      chosen.pop_back();
    }
  };
  choose(choose, 0);
  return sets;
}

}  // namespace

Clinic clinic_of(GuestBook& book, const CategoryWeights& weights, const Vacancy& record) {
  std::vector<Relaxed> sets{{}};
  for (const Relaxation& relaxation : relaxations_of(record)) sets.push_back({{relaxation}, {}});
  count(book, weights, record, sets);
  Clinic clinic{.weights = weights, .before = sets.front().intake, .single = {}};
  clinic.single.assign(sets.begin() + 1, sets.end());
  return clinic;
}

Search cheapest_reaching(GuestBook& book, const Vacancy& record, const Clinic& clinic, std::uint64_t reach) {
  const std::vector<Relaxation> relaxations = worth_searching(clinic);
  Search search{.cheapest = std::nullopt, .widest = {{}, clinic.before}, .searched = relaxations.size()};
  for (std::size_t size = 0; size <= kMostTogether && !search.cheapest; ++size) {
    std::vector<Relaxed> sets = sets_of(relaxations, size);
    count(book, clinic.weights, record, sets);
    for (const Relaxed& set : sets) {
      if (set.intake.candidates > search.widest.intake.candidates) search.widest = set;
      const bool reaches = set.intake.candidates >= reach;
      if (reaches && (!search.cheapest || higher_mean(set.intake, search.cheapest->intake))) search.cheapest = set;
    }
  }
  return search;
}

}  // namespace schakel
