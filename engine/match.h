// Live lists: for a vacancy on the phone, or for a seeker at the desk; of records of the market and of guests.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/kernel/block_scorer.h"
#include "engine/kernel/delta_scorer.h"
#include "engine/kernel/vacancy_index.h"
#include "engine/kernel/vacancy_scorer.h"
#include "engine/sides.h"
#include "engine/top_lists.h"
#include "index/epoch/expand.h"
#include "index/epoch/guest.h"
#include "index/epoch/market.h"

namespace schakel {

struct MatchOptions {
  std::uint32_t k = 20;          // 1..1000
  CategoryWeights weights;       // of this request; sum 10000
  bool exclude_unknown = false;  // leave out pairs with an unknown criterion
  bool passende_arbeid = true;   // false: no wish is widened
};

struct MatchAnswer {
  std::vector<Ranked> rows;      // best first
  std::uint64_t considered = 0;  // counterparts within reach by their bounds
};

// Which pairs are visited: the eligible ones, or those that would be if one MUST were none: they fail exactly that one.
enum class Admit : std::uint8_t { kEligible, kOneMustFails };

struct Visited {
  std::uint32_t other = 0;  // SeekerId or VacancyId of the counterpart
  std::uint32_t total = 0;
  std::uint64_t tie = 0;
  ItemId failing = 0;  // of kOneMustFails
  [[nodiscard]] Ranked row() const { return ranked(total, tie, other); }
};
// Returns the total below which pairs need not be visited any more (some still are).
using Visit = std::function<std::uint32_t(const Visited&)>;

// Answers queries one after another. Not thread-safe: one per worker; what the market looks at, or the book, must
// outlive it, and the book must not read while it works. Holds scratch of some megabytes; the answers are exact.
//
// With an index of the market's epoch, which must outlive it too, vacancies are found by it; without, every vacancy is
// looked at: for a few queries that costs less than building one. The answers are the same.
class Matcher {
 public:
  explicit Matcher(Market market, const VacancyIndex* vacancies = nullptr);
  explicit Matcher(const GuestBook& book, const VacancyIndex* vacancies = nullptr);

  // The k best seekers for a vacancy. Cost: some microseconds per block within reach, and some tens of nanoseconds per
  // seeker of the delta; for what is asked and no vacancy of the epoch asks, an evaluation more per candidate.
  [[nodiscard]] MatchAnswer for_vacancy(const VacancySide& vacancy, const MatchOptions& options);
  [[nodiscard]] MatchAnswer for_vacancy(VacancyId vacancy, const MatchOptions& options) {
    return for_vacancy(side_of(market_, vacancy), options);
  }
  // The k best vacancies for a seeker. Cost: some nanoseconds per vacancy, and about 50 per vacancy within reach; with
  // an index a nanosecond per vacancy within reach and some tens of microseconds.
  [[nodiscard]] MatchAnswer for_seeker(const SeekerSide& asked, const MatchOptions& options);
  [[nodiscard]] MatchAnswer for_seeker(SeekerId seeker, const MatchOptions& options) {
    return for_seeker(side_of(market_, seeker), options);
  }

  // Visits the admitted pairs of one side, in no particular order, each once. Returns how many are within reach.
  std::uint64_t each_seeker(const VacancySide& vacancy, const CategoryWeights& weights, Admit admit,
                            const Visit& visit);
  std::uint64_t each_vacancy(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit, const Visit& visit);

  // Visits the eligible pairs with seekers of the delta alone, but for some whose total is below `threshold`.
  void each_new_seeker(const VacancySide& vacancy, const CategoryWeights& weights, std::uint32_t threshold,
                       const Visit& visit);

  [[nodiscard]] const GuestBook& book() const { return book_; }
  [[nodiscard]] Market market() const { return market_; }

 private:
  Matcher(Market market, const GuestBook* book, const VacancyIndex* vacancies);
  // What of the vacancy's list is settled beside the candidates that a scan finds.
  struct SeekerQuery;
  std::uint32_t consider(const SeekerQuery& query, SeekerId id, std::uint32_t accumulated, std::uint32_t threshold,
                         const Visit& visit) const;
  std::uint64_t scan_seekers(const VacancySide& vacancy, const CategoryWeights& weights,
                             std::optional<ItemId> must_fail, const Visit& visit);
  std::uint64_t scan_new_seekers(const SeekerQuery& query, std::uint32_t threshold, const Visit& visit);
  std::uint64_t scan_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                               const Visit& visit);
  std::uint64_t search_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                 const Visit& visit);
  std::uint64_t scan_new_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                   std::uint32_t threshold, const Visit& visit);
  const std::vector<ListKey>& lists_of(const SeekerView& seeker);
  void rate_items(const SeekerView& seeker);
  [[nodiscard]] bool fails(ItemId item, const SeekerView& seeker) const;
  [[nodiscard]] bool fails_remembered(ItemId item, const SeekerView& seeker);
  void forget_verdicts();
  template <class UnpostedQuality>
  [[nodiscard]] std::uint32_t gathered(const VacancyView& vacancy, const UnpostedQuality& unposted) const;
  [[nodiscard]] bool is_gone(SeekerId id) const { return delta_ != nullptr && delta_->gone_seekers().has(id.value); }
  [[nodiscard]] bool is_gone(VacancyId id) const { return delta_ != nullptr && delta_->gone_vacancies().has(id.value); }
  template <class Fails>
  [[nodiscard]] std::optional<ItemId> admitted(const VacancyView& vacancy, Admit admit, const Fails& fails) const;

  Market market_;
  const Epoch& epoch_;
  const Delta* delta_;
  std::optional<GuestBook> no_guests_;
  const GuestBook& book_;
  std::optional<Expander> expander_;    // lists for vacancies do without
  std::vector<std::uint16_t> quality_;  // per node, of the current seeker; empty before the first
  std::vector<NodeId> rated_;
  DeltaScorer delta_scorer_;

  // With an index.
  std::optional<VacancyScorer> vacancy_scorer_;
  enum class Remembered : std::uint8_t { kUnasked, kPasses, kFails };
  std::vector<Remembered> verdicts_;  // per item: whether the current seeker fails it
  std::vector<ItemId> judged_;        // those
};

}  // namespace schakel
