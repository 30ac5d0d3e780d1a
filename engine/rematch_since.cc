#include "engine/rematch_since.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include "engine/match.h"
#include "engine/match_some.h"
#include "engine/old_lists.h"
#include "index/epoch/same_facts.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kPart = 4096;  // lists that one thread brings up to date together

using OldSeekerLists = OldLists<SeekerId, VacancyId>;
using OldVacancyLists = OldLists<VacancyId, SeekerId>;

constexpr std::uint32_t kGone = OldSeekerLists::kGone;

template <class Lists>
std::vector<ListStart> starts(const Lists& lists, std::uint32_t k) {
  std::vector<ListStart> all(lists.size());
  for_all((all.size() + kPart - 1) / kPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part * kPart);
    for (std::uint32_t i = first; i < std::min(lists.size(), first + kPart); ++i) all[i] = lists.start(i, k);
  });
  return all;
}

std::vector<std::uint16_t> totals(const std::vector<ListStart>& starts) {
  std::vector<std::uint16_t> all(starts.size());
  std::ranges::transform(starts, all.begin(), &ListStart::total);
  return all;
}

// What stood in the lists of those who changed: probably good again.
Seeds changed_seeds(const Epoch& epoch, const Run& then, const std::vector<std::uint32_t>& vacancies_now,
                    const std::vector<SeekerId>& changed) {
  const Epoch& base = *epoch.base();
  Seeds seeds;
  for (const SeekerId s : changed) {
    if (const auto before = base.find_seeker(epoch.name(s)))
      for (const MatchRow& row : then.with_reserve(*before))
        if (const std::uint32_t now = vacancies_now[row.other]; now != kGone) seeds.cells.push_back({now});
    seeds.close_row();
  }
  return seeds;
}

std::span<const MatchRow> rows_of(const MatchRows& lists, std::uint32_t i) {
  return MatchRowSpans{lists.begin, lists.rows}[i];
}

// Lists made as a live question would, for those of which too few rows are left.
class AnewLists {
 public:
  AnewLists(const Epoch& epoch, std::uint32_t k, const RematchProgress& progress)
      : epoch_(epoch), options_{.k = k, .weights = epoch.model().weights}, progress_(progress) {}

  template <class Id>
  [[nodiscard]] std::vector<std::vector<MatchRow>> make(const std::vector<Id>& ids) {
    std::vector<std::vector<MatchRow>> made(ids.size());
    if (ids.empty()) return made;
    PartProgress told(progress_, RematchPart::kAnew, ids.size());
    if (!index_) index_.emplace(epoch_);
    tbb::enumerable_thread_specific<Matcher> matchers([&] { return Matcher(epoch_, &*index_); });
    for_all(ids.size(), [&](std::size_t i) {
      for (const Ranked& row : answer(matchers.local(), ids[i]).rows)
        made[i].push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
      told.done_one();
    });
    count_ += ids.size();
    return made;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  MatchAnswer answer(Matcher& matcher, SeekerId id) const { return matcher.for_seeker(id, options_); }
  MatchAnswer answer(Matcher& matcher, VacancyId id) const { return matcher.for_vacancy(id, options_); }

  const Epoch& epoch_;
  MatchOptions options_;
  const RematchProgress& progress_;
  std::optional<VacancyIndex> index_;
  std::uint64_t count_ = 0;
};

// Some lists, by rising number.
struct ListsApart {
  std::vector<std::uint32_t> numbers;
  std::vector<std::vector<MatchRow>> rows;

  [[nodiscard]] const std::vector<MatchRow>* find(std::uint32_t number) const {
    const auto at = std::ranges::lower_bound(numbers, number);
    return at != numbers.end() && *at == number ? &rows[static_cast<std::size_t>(at - numbers.begin())] : nullptr;
  }
};

// The lists whose size cannot be told before they are merged: by merging them, or made anew where that is not possible.
template <class Own, class Lists>
ListsApart made_apart(const Lists& lists, std::uint32_t k, std::vector<std::uint32_t> unsure,
                      const Matched<Own>& matched, const FoundRows& found, AnewLists& anew) {
  ListsApart apart{.numbers = std::move(unsure), .rows = {}};
  apart.rows.resize(apart.numbers.size());
  std::vector<std::uint8_t> too_short(apart.numbers.size());
  for_all(apart.numbers.size(), [&](std::size_t n) {
    const std::uint32_t i = apart.numbers[n];
    std::vector<MatchRow> rows(k);
    const auto size = lists.merge(i, k, found.rows(matched, i), rows.data());
    too_short[n] = size ? 0 : 1;
    apart.rows[n].assign(rows.begin(), rows.begin() + size.value_or(0));
  });
  std::vector<std::size_t> at;
  std::vector<Own> ids;
  for (std::size_t n = 0; n < too_short.size(); ++n) {
    if (too_short[n] == 0) continue;
    at.push_back(n);
    ids.push_back({apart.numbers[n]});
  }
  auto made = anew.make(ids);
  for (std::size_t i = 0; i < at.size(); ++i) apart.rows[at[i]] = std::move(made[i]);
  return apart;
}

// All lists of one side, each written where it will stay.
template <class Own, class Lists>
MatchRows merge_all(const Lists& lists, std::uint32_t k, const std::vector<ListStart>& starts,
                    const Matched<Own>& matched, const FoundRows& found, AnewLists& anew,
                    const RematchProgress& progress, std::uint64_t& touched) {
  MatchRows all;
  all.begin.reserve(lists.size() + std::size_t{1});
  std::vector<std::uint32_t> unsure;
  std::vector<std::uint32_t> sizes(lists.size());
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    const auto size = lists.merged_size(i, k, starts[i].left, found.rows(matched, i).size());
    sizes[i] = size.value_or(0);
    if (!size) unsure.push_back(i);
  }
  const ListsApart apart = made_apart(lists, k, std::move(unsure), matched, found, anew);
  for (std::size_t n = 0; n < apart.numbers.size(); ++n)
    sizes[apart.numbers[n]] = static_cast<std::uint32_t>(apart.rows[n].size());
  for (const std::uint32_t size : sizes) all.begin.push_back(all.begin.back() + size);
  all.rows.resize(all.begin.back());
  std::atomic<std::uint64_t> others = 0;
  const std::size_t parts = (lists.size() + std::size_t{kPart} - 1) / kPart;
  PartProgress told(progress, RematchPart::kMerging, parts);
  for_all(parts, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part * kPart);
    std::uint64_t changed = 0;
    for (std::uint32_t i = first; i < std::min(lists.size(), first + kPart); ++i) {
      const auto fresh = found.rows(matched, i);
      changed += lists.untouched(i, k, fresh) ? 0 : 1;
      MatchRow* rows = all.rows.data() + all.begin[i];
      if (const auto* made = apart.find(i))
        std::ranges::copy(*made, rows);
      else
        (void)lists.merge(i, k, fresh, rows);
    }
    others += changed;
    told.done_one();
  });
  touched += others;
  return all;
}

// Nothing may be passed over for the sake of a list that is not full.
std::vector<std::uint16_t> last_totals(const MatchRows& lists, std::uint32_t k) {
  std::vector<std::uint16_t> totals(lists.begin.size() - 1);
  for (std::uint32_t i = 0; i < totals.size(); ++i)
    if (const auto rows = rows_of(lists, i); rows.size() == k) totals[i] = rows.back().total;
  return totals;
}

// Whether all pairs of a record of the overlay are those of the base's of that name.
bool as_before(const Epoch& epoch, SeekerId now, SeekerId then) {
  return epoch.seeker_position_lows[now.value] == epoch.base()->seeker_position_lows[then.value] &&
         same_facts(epoch.base()->seeker(then), epoch.seeker(now), SameWords());
}
bool as_before(const Epoch& epoch, VacancyId now, VacancyId then) {
  return epoch.vacancy_positions[now.value].low == epoch.base()->vacancy_positions[then.value].low &&
         same_facts(epoch.base()->vacancy(then), epoch.vacancy(now), SameWords());
}

// Numbers of one side, there and here, of what is still what it was.
struct Kept {
  Kept(std::uint32_t before, std::uint32_t after) : now(before, kGone), then(after, kGone) {}
  void add(std::uint32_t before, std::uint32_t after) {
    now[before] = after;
    then[after] = before;
  }
  std::vector<std::uint32_t> now, then;
};

Kept kept_seekers(const Epoch& epoch) {
  const Epoch& base = *epoch.base();
  Kept kept(base.seekers(), epoch.seekers());
  for (std::uint32_t s = 0; s < base.seekers(); ++s)
    if (epoch.has(SeekerId{s})) kept.add(s, s);
  const std::uint32_t first_own = epoch.first_own_seeker().value;
  for_all(epoch.seekers() - first_own, [&](std::size_t i) {
    const SeekerId now{first_own + static_cast<std::uint32_t>(i)};
    const auto before = base.find_seeker(epoch.name(now));
    if (before && as_before(epoch, now, *before)) kept.add(before->value, now.value);
  });
  return kept;
}

Kept kept_vacancies(const Epoch& epoch) {
  const Epoch& base = *epoch.base();
  Kept kept(base.vacancies(), epoch.vacancies());
  for (std::uint32_t v = 0; v < base.vacancies(); ++v)
    if (const auto now = epoch.from_base(VacancyId{v})) kept.add(v, now->value);
  for (std::uint32_t v = epoch.first_own_vacancy().value; v < epoch.vacancies(); ++v)
    if (const auto before = base.find_vacancy(epoch.name(VacancyId{v}));
        before && as_before(epoch, VacancyId{v}, *before))
      kept.add(before->value, v);
  return kept;
}

// Of the overlay whoever is not as before.
template <class Id>
Matched<Id> changed(const Kept& kept, Id first_own) {
  std::vector<std::uint8_t> chosen(kept.then.size());
  for (std::size_t i = first_own.value; i < chosen.size(); ++i) chosen[i] = kept.then[i] == kGone ? 1 : 0;
  return Matched<Id>(std::move(chosen));
}

}  // namespace

MatchLists rematch_since(const Epoch& epoch, const Run& then, const SinceOptions& options, SinceCounts* counts) {
  std::optional<tbb::global_control> limit;
  if (options.threads > 0) limit.emplace(tbb::global_control::max_allowed_parallelism, options.threads);
  if (options.progress) options.progress(RematchPart::kReading, 0);
  const Kept seekers = kept_seekers(epoch), vacancies = kept_vacancies(epoch);
  const Matched<SeekerId> changed_seekers = changed(seekers, epoch.first_own_seeker());
  const Matched<VacancyId> changed_vacancies = changed(vacancies, epoch.first_own_vacancy());
  const OldSeekerLists of_seekers(epoch, then, seekers.then, vacancies.now);
  const OldVacancyLists of_vacancies(epoch, then, vacancies.then, seekers.now);
  const std::vector<ListStart> seeker_starts = starts(of_seekers, options.k);
  const std::vector<ListStart> vacancy_starts = starts(of_vacancies, options.k);
  const FoundPairs found = match_some(epoch, changed_seekers, changed_vacancies,
                                      {.k = options.k,
                                       .threads = options.threads,
                                       .start = {.seekers = totals(seeker_starts), .vacancies = totals(vacancy_starts)},
                                       .seeds = changed_seeds(epoch, then, vacancies.now, changed_seekers.ids),
                                       .progress = options.progress,
                                       .run = options.run});

  AnewLists anew(epoch, options.k, options.progress);
  SinceCounts done{.kernel = found.kernel};
  MatchLists lists;
  lists.seekers = merge_all(of_seekers, options.k, seeker_starts, changed_seekers, found.seekers, anew,
                            options.progress, done.touched_seeker_lists);
  lists.vacancies = merge_all(of_vacancies, options.k, vacancy_starts, changed_vacancies, found.vacancies, anew,
                              options.progress, done.touched_vacancy_lists);
  lists.certificate = {.origin = Origin::kBroughtUpToDate,
                       .vacancies = last_totals(lists.vacancies, options.k),
                       .seekers = last_totals(lists.seekers, options.k),
                       .cell_visits = {}};
  done.made_anew = anew.count();
  if (counts != nullptr) *counts = done;
  return lists;
}

}  // namespace schakel
