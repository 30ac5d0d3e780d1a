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
#include "engine/same_facts.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kGone = 0xffffffff;
constexpr std::uint32_t kPart = 4096;  // lists that one thread brings up to date together

// A row with what decides its place.
template <class Other>
struct Place {
  std::uint32_t total;
  std::uint64_t tie;
  const Epoch& epoch;
  Other other;
  [[nodiscard]] bool before(const Place& than) const {
    if (total != than.total) return total > than.total;
    if (tie != than.tie) return tie < than.tie;
    return epoch.name(other) < than.epoch.name(than.other);
  }
};

// The lists of one side. `Own` is whose lists they are, `Other` who stands in them. Refers to its arguments.
template <class Own, class Other>
class OldLists {
 public:
  // `then_number` per list of now its number in the base, and `now_number` per counterpart of the base its number now;
  // kGone where there is none.
  OldLists(const Epoch& epoch, const Run& then, const std::vector<std::uint32_t>& then_number,
           const std::vector<std::uint32_t>& now_number)
      : epoch_(epoch), then_(then), then_number_(then_number), now_number_(now_number) {}

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(then_number_.size()); }

  // What the k-th row of list i will reach at least, or the floor where the rows that are left are fewer.
  [[nodiscard]] std::uint16_t start(std::uint32_t i, std::uint32_t k) const {
    const auto rows = rows_of(i);
    std::uint32_t left = 0;
    for (const MatchRow& row : rows)
      if (now_number_[row.other] != kGone && ++left == k) return row.total;
    return has_floor(i) ? rows.back().total : std::uint16_t{0};
  }

  // The first k rows of list i: what is left of the old ones, with the new ones among them. Nothing when there are too
  // few of them to say.
  [[nodiscard]] bool merge(std::uint32_t i, std::uint32_t k, std::span<const MatchRow> added,
                           std::vector<MatchRow>& out) const {
    const auto rows = rows_of(i);
    const std::size_t first = out.size();
    auto next = added.begin();
    const auto full = [&] { return out.size() - first == k; };
    for (const MatchRow& row : rows) {
      const auto before_row = [&] {
        return next != added.end() && next->total >= row.total && place_now(i, *next).before(place_then(i, row));
      };
      while (!full() && before_row()) out.push_back(*next++);
      if (full()) return true;
      if (now_number_[row.other] != kGone) out.push_back({now_number_[row.other], row.total, 0});
    }
    if (has_floor(i) && !full()) {
      // The new version of who stood last may stand there again.
      if (next != added.end() && !place_then(i, rows.back()).before(place_now(i, *next))) out.push_back(*next);
      if (!full()) return out.resize(first), false;
    }
    while (!full() && next != added.end()) out.push_back(*next++);
    return true;
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

  [[nodiscard]] Place<Other> place_now(std::uint32_t i, const MatchRow& row) const {
    return place(epoch_, Own{i}, Other{row.other}, row.total);
  }
  [[nodiscard]] Place<Other> place_then(std::uint32_t i, const MatchRow& row) const {
    return place(*epoch_.base(), Own{then_number_[i]}, Other{row.other}, row.total);
  }
  static Place<Other> place(const Epoch& epoch, VacancyId own, SeekerId other, std::uint32_t total) {
    return {total, tie_of(epoch.vacancy_ties[own.value], epoch.seeker_ties[other.value]), epoch, other};
  }
  static Place<Other> place(const Epoch& epoch, SeekerId own, VacancyId other, std::uint32_t total) {
    return {total, tie_of(epoch.vacancy_ties[other.value], epoch.seeker_ties[own.value]), epoch, other};
  }

  const Epoch& epoch_;
  const Run& then_;
  const std::vector<std::uint32_t>&then_number_, &now_number_;
};

using OldSeekerLists = OldLists<SeekerId, VacancyId>;
using OldVacancyLists = OldLists<VacancyId, SeekerId>;

template <class Lists>
std::vector<std::uint16_t> starts(const Lists& lists, std::uint32_t k) {
  std::vector<std::uint16_t> totals(lists.size());
  for_all((totals.size() + kPart - 1) / kPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part * kPart);
    for (std::uint32_t i = first; i < std::min(lists.size(), first + kPart); ++i) totals[i] = lists.start(i, k);
  });
  return totals;
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

// All lists of one side. `make(number, rows)` appends a list that has to be made anew.
template <class Lists, class Id, class Make>
MatchRows merge_all(const Lists& lists, std::uint32_t k, const Matched<Id>& matched, const FoundRows& found,
                    const Make& make, std::uint64_t& touched) {
  const std::size_t parts = (lists.size() + std::size_t{kPart} - 1) / kPart;
  std::vector<std::vector<MatchRow>> rows(parts);
  std::vector<std::uint32_t> sizes(lists.size());
  std::atomic<std::uint64_t> others = 0;
  for_all(parts, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part * kPart), last = std::min(lists.size(), first + kPart);
    std::vector<MatchRow>& made = rows[part];
    made.reserve(std::size_t{last - first} * k);
    std::uint64_t changed = 0;
    for (std::uint32_t i = first; i < last; ++i) {
      const std::size_t before = made.size();
      const auto fresh = found.rows(matched, i);
      changed += lists.untouched(i, k, fresh) ? 0 : 1;
      if (!lists.merge(i, k, fresh, made)) make(i, made);
      sizes[i] = static_cast<std::uint32_t>(made.size() - before);
    }
    others += changed;
  });
  touched += others;
  MatchRows all;
  all.begin.reserve(lists.size() + std::size_t{1});
  for (const std::uint32_t size : sizes) all.begin.push_back(all.begin.back() + size);
  all.rows = join_parts(std::move(rows));
  return all;
}

// Nothing may be passed over for the sake of a list that is not full.
std::vector<std::uint16_t> last_totals(const MatchRows& lists, std::uint32_t k) {
  std::vector<std::uint16_t> totals(lists.begin.size() - 1);
  for (std::uint32_t i = 0; i < totals.size(); ++i)
    if (const auto rows = rows_of(lists, i); rows.size() == k) totals[i] = rows.back().total;
  return totals;
}

// An overlay numbers what its base has numbered as the base does.
struct SameWords {
  [[nodiscard]] static CodeId code(CodeId then) { return then; }
  [[nodiscard]] static ItemId item(ItemId then) { return then; }
};

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
  for (std::uint32_t s = epoch.first_own_seeker().value; s < epoch.seekers(); ++s)
    if (const auto before = base.find_seeker(epoch.name(SeekerId{s})); before && as_before(epoch, SeekerId{s}, *before))
      kept.add(before->value, s);
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
  const Kept seekers = kept_seekers(epoch), vacancies = kept_vacancies(epoch);
  const Matched<SeekerId> changed_seekers = changed(seekers, epoch.first_own_seeker());
  const Matched<VacancyId> changed_vacancies = changed(vacancies, epoch.first_own_vacancy());
  const OldSeekerLists of_seekers(epoch, then, seekers.then, vacancies.now);
  const OldVacancyLists of_vacancies(epoch, then, vacancies.then, seekers.now);
  const FoundPairs found =
      match_some(epoch, changed_seekers, changed_vacancies,
                 {.k = options.k,
                  .threads = options.threads,
                  .start = {.seekers = starts(of_seekers, options.k), .vacancies = starts(of_vacancies, options.k)},
                  .seeds = changed_seeds(epoch, then, vacancies.now, changed_seekers.ids),
                  .progress = options.progress});

  const VacancyIndex index(epoch);
  tbb::enumerable_thread_specific<Matcher> matchers([&] { return Matcher(epoch, &index); });
  std::atomic<std::uint64_t> made_anew = 0;
  const auto append = [&](const MatchAnswer& answer, std::vector<MatchRow>& rows) {
    ++made_anew;
    for (const Ranked& row : answer.rows) rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
  };
  const MatchOptions live{.k = options.k, .weights = epoch.model().weights};
  SinceCounts done{.kernel = found.kernel};
  MatchLists lists;
  lists.seekers = merge_all(
      of_seekers, options.k, changed_seekers, found.seekers,
      [&](std::uint32_t i, auto& rows) { append(matchers.local().for_seeker(SeekerId{i}, live), rows); },
      done.touched_seeker_lists);
  lists.vacancies = merge_all(
      of_vacancies, options.k, changed_vacancies, found.vacancies,
      [&](std::uint32_t i, auto& rows) { append(matchers.local().for_vacancy(VacancyId{i}, live), rows); },
      done.touched_vacancy_lists);
  lists.certificate = {.vacancies = last_totals(lists.vacancies, options.k),
                       .seekers = last_totals(lists.seekers, options.k),
                       .cell_visits = {}};
  done.made_anew = made_anew;
  if (counts != nullptr) *counts = done;
  return lists;
}

}  // namespace schakel
