#include "engine/rematch_after.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>

#include <atomic>
#include <utility>
#include <vector>

#include "engine/epoch_drift.h"
#include "engine/known_lists.h"
#include "engine/match.h"
#include "engine/rescored_lists.h"
#include "engine/rise_limit.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint16_t kNothing = kWeightSum + 1;  // a threshold for lists that take no rows

// Who is matched with everybody, and their numbers among those.
template <class Id>
struct Matched {
  explicit Matched(std::vector<std::uint8_t> chosen) : is(std::move(chosen)), number(is.size()) {
    for (std::uint32_t i = 0; i < is.size(); ++i) {
      number[i] = static_cast<std::uint32_t>(ids.size());
      if (is[i] != 0) ids.push_back(Id{i});
    }
  }
  std::vector<std::uint8_t> is;
  std::vector<std::uint32_t> number;
  std::vector<Id> ids;
};

Matched<SeekerId> matched_seekers(const EpochDrift& drift, std::uint32_t points) {
  std::vector<std::uint8_t> chosen(drift.shift.size());
  for (std::size_t s = 0; s < chosen.size(); ++s)
    chosen[s] = drift.seekers.same[s] == 0 || drift.shift[s] > static_cast<std::int32_t>(points * kUnits) ? 1 : 0;
  return Matched<SeekerId>(std::move(chosen));
}

Matched<VacancyId> matched_vacancies(const EpochDrift& drift) {
  std::vector<std::uint8_t> chosen(drift.vacancies.same.size());
  std::ranges::transform(drift.vacancies.same, chosen.begin(), [](std::uint8_t same) { return same == 0 ? 1 : 0; });
  return Matched<VacancyId>(std::move(chosen));
}

template <class Lists>
std::vector<std::uint16_t> starts(const Lists& lists) {
  std::vector<std::uint16_t> totals(lists.size());
  for_each_list(lists.size(), [&](std::uint32_t i) { totals[i] = lists.start(i); });
  return totals;
}

template <class Id>
std::vector<std::uint16_t> of(const std::vector<Id>& ids, const std::vector<std::uint16_t>& totals) {
  std::vector<std::uint16_t> some(ids.size());
  std::ranges::transform(ids, some.begin(), [&](Id id) { return totals[id.value]; });
  return some;
}

std::vector<std::uint16_t> without(const std::vector<std::uint8_t>& matched, std::vector<std::uint16_t> totals) {
  for (std::size_t i = 0; i < totals.size(); ++i)
    if (matched[i] != 0) totals[i] = kNothing;
  return totals;
}

// Rows name their counterparts as the epoch does.
template <class Id>
void rename(MatchRows& lists, const std::vector<Id>& ids) {
  for (MatchRow& row : lists.rows) row.other = ids[row.other].value;
}

// What matching found for one side: lists of those who were matched themselves, and of the others rows with them.
struct Found {
  MatchRows own, with_matched;
  [[nodiscard]] std::span<const MatchRow> rows(bool matched, std::uint32_t number, std::uint32_t i) const {
    return matched ? MatchRowSpans{own.begin, own.rows}[number]
                   : MatchRowSpans{with_matched.begin, with_matched.rows}[i];
  }
};

// All lists of one side, and their thresholds. `make(number)` gives a list that has to be made anew.
template <class Lists, class Id, class Make>
MatchRows merge_all(const Lists& lists, const std::vector<std::uint16_t>& starts, const Matched<Id>& matched,
                    const Found& found, std::uint32_t depth, const Make& make, std::vector<std::uint16_t>& thresholds) {
  const std::uint32_t count = lists.size();
  thresholds = starts;
  std::vector<std::vector<MatchRow>> parts((count + std::size_t{kListsPart} - 1) / kListsPart);
  std::vector<std::uint64_t> sizes(count);
  for_all(parts.size(), [&](std::size_t p) {
    std::vector<Ranked> rows;
    const auto first = static_cast<std::uint32_t>(p * kListsPart), last = std::min(count, first + kListsPart);
    parts[p].reserve(std::size_t{last - first} * depth);
    for (std::uint32_t i = first; i < last; ++i) {
      if (!lists.merge(i, starts[i], found.rows(matched.is[i] != 0, matched.number[i], i), rows)) {
        rows = make(i);
        thresholds[i] = 0;
      }
      if (rows.size() == depth) thresholds[i] = static_cast<std::uint16_t>(rows.back().total());
      for (const Ranked& row : rows) parts[p].push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
      sizes[i] = rows.size();
    }
  });
  MatchRows all;
  all.begin.reserve(count + std::size_t{1});
  for (const std::uint64_t size : sizes) all.begin.push_back(all.begin.back() + size);
  all.rows.resize(all.begin.back());
  for_all(parts.size(), [&](std::size_t p) {
    std::ranges::copy(parts[p], all.rows.begin() + static_cast<std::ptrdiff_t>(all.begin[p * kListsPart]));
    parts[p] = {};
  });
  return all;
}

KernelCounts operator+(const KernelCounts& a, const KernelCounts& b) {
  return {a.vacancy_blocks + b.vacancy_blocks, a.pairs + b.pairs, a.candidates + b.candidates};
}

// One rematch at all.
class After {
 public:
  After(const Epoch& epoch, const Run& then, const AfterOptions& options, EpochDrift drift, AfterCounts& counts)
      : epoch_(epoch),
        then_(then),
        options_(options),
        depth_(options.k + options.reserve),
        drift_(std::move(drift)),
        rescored_(epoch, PlanTable(epoch), then, drift_),
        vacancies_(matched_vacancies(drift_)),
        limit_(choose_limit(epoch, drift_, then, rescored_, options.k)),
        seekers_(matched_seekers(drift_, limit_.points)),
        counts_(counts) {
    counts_ = {
        .changed_vacancies = vacancies_.ids.size(), .limit = limit_.points, .matched_seekers = seekers_.ids.size()};
    for (std::uint32_t s = 0; s < epoch.seekers(); ++s) {
      counts_.changed_seekers += drift_.seekers.same[s] == 0 ? 1 : 0;
      counts_.moved_seekers += drift_.shift[s] != 0 ? 1 : 0;
    }
  }

  // By the visits of a block that it takes, where a rematch takes about half of `all`.
  [[nodiscard]] bool is_likely_faster() const {
    const std::uint64_t all = std::uint64_t{epoch_.vacancies()} * epoch_.blocks();
    return 3 * (limit_.visits + vacancies_.ids.size() * epoch_.blocks()) < all;
  }

  MatchLists lists() {
    const SeekerLists of_seekers({.epoch = epoch_,
                                  .then = then_,
                                  .rescored = rescored_,
                                  .own = drift_.seekers,
                                  .other = drift_.vacancies,
                                  .own_matched = seekers_.is,
                                  .other_matched = vacancies_.is,
                                  .rise = [this](std::uint32_t s) { return rise_of(drift_.shift[s]); },
                                  .k = options_.k,
                                  .depth = depth_});
    const VacancyLists of_vacancies({.epoch = epoch_,
                                     .then = then_,
                                     .rescored = rescored_,
                                     .own = drift_.vacancies,
                                     .other = drift_.seekers,
                                     .own_matched = vacancies_.is,
                                     .other_matched = seekers_.is,
                                     .rise = [this](std::uint32_t) { return static_cast<std::int32_t>(limit_.points); },
                                     .k = options_.k,
                                     .depth = depth_});
    const std::vector<std::uint16_t> seeker_starts = starts(of_seekers), vacancy_starts = starts(of_vacancies);
    const auto [for_seekers, for_vacancies] = match(seeker_starts, vacancy_starts);

    const VacancyIndex index(epoch_);
    tbb::enumerable_thread_specific<Matcher> matchers([&] { return Matcher(epoch_, &index); });
    const MatchOptions live{.k = depth_, .weights = epoch_.model().weights};
    std::atomic<std::uint64_t> made_anew = 0;
    const auto made = [&](MatchAnswer answer) {
      ++made_anew;
      return std::move(answer.rows);
    };
    const auto make_seeker = [&](std::uint32_t i) { return made(matchers.local().for_seeker(SeekerId{i}, live)); };
    const auto make_vacancy = [&](std::uint32_t i) { return made(matchers.local().for_vacancy(VacancyId{i}, live)); };
    MatchLists lists;
    lists.seekers =
        merge_all(of_seekers, seeker_starts, seekers_, for_seekers, depth_, make_seeker, lists.certificate.seekers);
    lists.vacancies = merge_all(of_vacancies, vacancy_starts, vacancies_, for_vacancies, depth_, make_vacancy,
                                lists.certificate.vacancies);
    counts_.made_anew = made_anew;
    return lists;
  }

 private:
  // The seekers who are to be matched with all vacancies, and the vacancies with all seekers.
  std::pair<Found, Found> match(const std::vector<std::uint16_t>& seeker_starts,
                                const std::vector<std::uint16_t>& vacancy_starts) {
    Found for_seekers, for_vacancies;
    RematchCounts counted;
    const auto rematched = [&](const Epoch& some, Thresholds start, std::uint32_t part) {
      RematchOptions how{.k = depth_, .threads = options_.threads, .start = std::move(start)};
      if (options_.progress) how.progress = [&, part](std::uint32_t done) { options_.progress(part * 500 + done / 2); };
      MatchLists lists = rematch(some, how, &counted);
      counts_.kernel = counts_.kernel + counted.kernel;
      return lists;
    };
    {
      MatchLists lists = rematched(
          *epoch_.with_seekers(seekers_.ids),
          {.seekers = of(seekers_.ids, seeker_starts), .vacancies = without(vacancies_.is, vacancy_starts)}, 0);
      for_seekers.own = std::move(lists.seekers);
      for_vacancies.with_matched = std::move(lists.vacancies);
      rename(for_vacancies.with_matched, seekers_.ids);
    }
    MatchLists lists =
        rematched(*epoch_.with_vacancies(vacancies_.ids),
                  {.seekers = without(seekers_.is, seeker_starts), .vacancies = of(vacancies_.ids, vacancy_starts)}, 1);
    for_vacancies.own = std::move(lists.vacancies);
    for_seekers.with_matched = std::move(lists.seekers);
    rename(for_seekers.with_matched, vacancies_.ids);
    return {std::move(for_seekers), std::move(for_vacancies)};
  }

  const Epoch& epoch_;
  const Run& then_;
  const AfterOptions& options_;
  std::uint32_t depth_;
  EpochDrift drift_;
  RescoredLists rescored_;
  Matched<VacancyId> vacancies_;
  Limit limit_;
  Matched<SeekerId> seekers_;
  AfterCounts& counts_;
};

}  // namespace

std::optional<MatchLists> rematch_after(const Epoch& epoch, const Epoch& earlier, const Run& then,
                                        const AfterOptions& options, AfterCounts* counts) {
  std::optional<tbb::global_control> limit;
  if (options.threads > 0) limit.emplace(tbb::global_control::max_allowed_parallelism, options.threads);
  if (then.depth() < options.k) return std::nullopt;
  auto drift = drift_between(earlier, epoch);
  if (!drift) return std::nullopt;
  AfterCounts done;
  After after(epoch, then, options, *std::move(drift), done);
  if (!options.even_if_slower && !after.is_likely_faster()) return std::nullopt;
  MatchLists lists = after.lists();
  if (counts != nullptr) *counts = done;
  return lists;
}

}  // namespace schakel
