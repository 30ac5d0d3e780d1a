#include "engine/rematch_after.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include "engine/epoch_drift.h"
#include "engine/known_lists.h"
#include "engine/match.h"
#include "engine/match_some.h"
#include "engine/rescored_lists.h"
#include "engine/rise_limit.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

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

// All lists of one side, and their thresholds. `make(number)` gives a list that has to be made anew.
template <class Lists, class Id, class Make>
MatchRows merge_all(const Lists& lists, const std::vector<std::uint16_t>& starts, const Matched<Id>& matched,
                    const FoundRows& found, std::uint32_t depth, const Make& make, const RematchProgress& progress,
                    std::vector<std::uint16_t>& thresholds) {
  const std::uint32_t count = lists.size();
  thresholds = starts;
  std::vector<MatchRows> parts((count + std::size_t{kListsPart} - 1) / kListsPart);
  PartProgress told(progress, RematchPart::kMerging, parts.size());
  for_all(parts.size(), [&](std::size_t p) {
    std::vector<Ranked> rows;
    const auto first = static_cast<std::uint32_t>(p * kListsPart), last = std::min(count, first + kListsPart);
    MatchRows& made = parts[p];
    made.rows.reserve(std::size_t{last - first} * depth);
    for (std::uint32_t i = first; i < last; ++i) {
      if (!lists.merge(i, starts[i], found.rows(matched, i), rows)) {
        rows = make(i);
        thresholds[i] = 0;
      }
      if (rows.size() == depth) thresholds[i] = static_cast<std::uint16_t>(rows.back().total());
      for (const Ranked& row : rows) made.rows.push_back({row.other, static_cast<std::uint16_t>(row.total()), 0});
      made.begin.push_back(made.rows.size());
    }
    told.done_one();
  });
  return join(std::move(parts));
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
        rescored_(epoch, PlanTable(epoch), then, drift_, options.progress),
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
    const FoundPairs found = match_some(epoch_, seekers_, vacancies_,
                                        {.k = depth_,
                                         .threads = options_.threads,
                                         .start = {.seekers = seeker_starts, .vacancies = vacancy_starts},
                                         .seeds = {},
                                         .progress = options_.progress,
                                         .run = options_.run});
    counts_.kernel = found.kernel;

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
    lists.certificate.origin = Origin::kCarriedOver;
    lists.seekers = merge_all(of_seekers, seeker_starts, seekers_, found.seekers, depth_, make_seeker,
                              options_.progress, lists.certificate.seekers);
    lists.vacancies = merge_all(of_vacancies, vacancy_starts, vacancies_, found.vacancies, depth_, make_vacancy,
                                options_.progress, lists.certificate.vacancies);
    counts_.made_anew = made_anew;
    return lists;
  }

 private:
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
  if (options.progress) options.progress(RematchPart::kReading, 0);
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
