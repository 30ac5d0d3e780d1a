#include "server/verify/check_certificate.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <tuple>

#include "engine/reference/reference.h"
#include "index/parallel/for_all.h"
#include "server/on_threads.h"
#include "server/verify/cell_bounds.h"
#include "server/verify/frozen_scorer.h"

namespace schakel {
namespace {

constexpr std::size_t kFirst = 100;
constexpr std::uint32_t kPart = 1024;
constexpr std::uint64_t kPairsPerVacancy = 32;
constexpr std::uint32_t kNear = 128;  // numbers up and down

// Numbers that follow from a seed.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint64_t which) : state_(mix64(mix64(seed) + which)) {}
  std::uint32_t below(std::uint32_t end) {
    state_ += 0x9e3779b97f4a7c15;
    return static_cast<std::uint32_t>(mix64(state_) % end);
  }

 private:
  std::uint64_t state_;
};

class Checker {
 public:
  Checker(const Epoch& epoch, const Run& run) : epoch_(epoch), run_(run) {}

  CertificateCheck check(const CertificateOptions& options) {
    check_lists<VacancyId>(epoch_.vacancies(), run_.certificate().vacancies);
    check_lists<SeekerId>(epoch_.seekers(), run_.certificate().seekers);
    check_cells();
    check_pairs(options);
    done_.origin = run_.certificate().origin;
    done_.differences = differences_;
    return std::move(done_);
  }

 private:
  template <class Id>
  using Counterpart = std::conditional_t<std::is_same_v<Id, VacancyId>, SeekerId, VacancyId>;

  // Where a pair stands in a list: smaller is better.
  struct Place {
    std::uint32_t lack = 0;
    std::uint64_t tie = 0;
    std::string_view name;
    friend auto operator<=>(const Place&, const Place&) = default;
  };

  [[nodiscard]] std::uint32_t threshold(VacancyId id) const { return run_.certificate().vacancies[id.value]; }
  [[nodiscard]] std::uint32_t threshold(SeekerId id) const { return run_.certificate().seekers[id.value]; }

  static std::string who(const Epoch& epoch, VacancyId id) { return "vacancy " + std::string(epoch.name(id)); }
  static std::string who(const Epoch& epoch, SeekerId id) { return "seeker " + std::string(epoch.name(id)); }

  void report(const std::string& sentence) {
    const std::scoped_lock lock(mutex_);
    if (++differences_ <= kFirst) done_.first.push_back(sentence);
  }

  [[nodiscard]] Place place(VacancyId owner, std::uint32_t total, SeekerId other) const {
    return {kWeightSum - total, reference_tie(epoch_.name(owner), epoch_.name(other)), epoch_.name(other)};
  }
  [[nodiscard]] Place place(SeekerId owner, std::uint32_t total, VacancyId other) const {
    return {kWeightSum - total, reference_tie(epoch_.name(other), epoch_.name(owner)), epoch_.name(other)};
  }

  // What is wrong when the pair does not stand in the list, or with another total; nothing when it need not.
  template <class Id>
  [[nodiscard]] std::optional<std::string> missing(Id owner, Counterpart<Id> other, std::uint32_t total) const {
    const std::span<const MatchRow> rows = run_.with_reserve(owner);
    for (const MatchRow& row : rows) {
      if (row.other != other.value) continue;
      if (row.total == total) return std::nullopt;
      return who(epoch_, owner) + " has " + who(epoch_, other) + " with " + std::to_string(row.total) +
             " points, elsewhere it has " + std::to_string(total);
    }
    if (rows.size() == run_.depth()) {
      const MatchRow& last = rows.back();
      if (total < last.total || place(owner, last.total, Counterpart<Id>{last.other}) < place(owner, total, other))
        return std::nullopt;
    } else if (total < threshold(owner)) {
      return std::nullopt;
    }
    return who(epoch_, owner) + " lacks " + who(epoch_, other) + " with " + std::to_string(total) + " points";
  }

  template <class Id>
  void check_list(Id owner, std::uint32_t threshold) {
    const std::span<const MatchRow> rows = run_.with_reserve(owner);
    // Of a list that was carried over not all of the reserve need be known.
    const std::uint32_t enough = run_.certificate().origin == Origin::kCarriedOver ? run_.k() : run_.depth();
    const bool full = rows.size() >= enough;
    if (rows.size() > run_.depth())
      report(who(epoch_, owner) + " has a list of " + std::to_string(rows.size()) + " rows");
    if (threshold > (full ? rows.back().total : 0))
      report(who(epoch_, owner) + ": pairs below " + std::to_string(threshold) + " points were passed over, the list " +
             (full ? "ends at " + std::to_string(rows.back().total) : "is not full"));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Counterpart<Id> other{rows[i].other};
      if (i > 0 && rows[i].total >= rows[i - 1].total &&
          place(owner, rows[i].total, other) <= place(owner, rows[i - 1].total, Counterpart<Id>{rows[i - 1].other}))
        report(who(epoch_, owner) + ", rank " + std::to_string(i + 1) + ": not behind the row before");
      if (const auto wrong = missing(other, owner, rows[i].total)) report(*wrong);
    }
  }

  template <class Id>
  void check_lists(std::uint32_t count, std::span<const std::uint16_t> thresholds) {
    std::atomic<std::uint64_t> rows{0};
    for_all((count + kPart - 1) / kPart, [&](std::size_t part) {
      const auto first = static_cast<std::uint32_t>(part) * kPart;
      for (std::uint32_t i = first; i < std::min(count, first + kPart); ++i) {
        check_list(Id{i}, thresholds[i]);
        rows += run_.with_reserve(Id{i}).size();
      }
    });
    done_.lists += count;
    done_.rows += rows;
  }

  void check_cells() {
    done_.seekers = epoch_.active_seekers();
    if (run_.certificate().origin != Origin::kCompared) return;
    const CellBounds bounds(epoch_);
    for_all(epoch_.cells.size(), [&](std::size_t cell) {
      for (const std::string& wrong : bounds.outside(cell)) report(wrong);
      const std::uint32_t expected = bounds.vacancies_in_reach(cell), found = run_.certificate().cell_visits[cell];
      if (found != expected)
        report("cell " + std::to_string(cell) + " was compared with " + std::to_string(found) +
               " vacancies, its bounds leave " + std::to_string(expected) + " within reach");
    });
    for (std::size_t cell = 0; cell < epoch_.cells.size(); ++cell) {
      if (!bounds.holds_anybody(cell)) continue;
      ++done_.cells;
      done_.cells_passed_over += epoch_.vacancies() - run_.certificate().cell_visits[cell];
    }
  }

  [[nodiscard]] SeekerId anybody(Draws& draws) const {
    for (;;)
      if (const SeekerId seeker{draws.below(epoch_.seekers())}; epoch_.has(seeker)) return seeker;
  }

  // Somebody who is numbered near one of the vacancy's list; anybody where there is nobody.
  [[nodiscard]] SeekerId near_the_list(VacancyId vacancy, Draws& draws) const {
    const std::span<const MatchRow> rows = run_.with_reserve(vacancy);
    if (rows.empty()) return anybody(draws);
    const std::uint32_t listed = rows[draws.below(static_cast<std::uint32_t>(rows.size()))].other;
    const std::uint32_t first = listed - std::min(listed, kNear);
    const SeekerId seeker{first + draws.below(2 * kNear)};
    return seeker.value < epoch_.seekers() && epoch_.has(seeker) ? seeker : anybody(draws);
  }

  // A list against a pair of its owner, that has a total if it is eligible.
  template <class Id>
  void check_pair(Id owner, Counterpart<Id> other, std::optional<std::uint32_t> total) {
    const std::span<const MatchRow> rows = run_.with_reserve(owner);
    if (total) {
      if (const auto wrong = missing(owner, other, *total)) report(*wrong);
    } else if (std::ranges::find(rows, other.value, &MatchRow::other) != rows.end()) {
      report(who(epoch_, owner) + " has " + who(epoch_, other) + ", and the pair is not eligible");
    }
  }

  void score(const FrozenScorer& scorer, VacancyId vacancy, std::span<const SeekerId> seekers) {
    const auto facts = scorer.vacancy(vacancy);
    if (!facts) return report(who(epoch_, vacancy) + " asks or offers other items than units were frozen for");
    std::uint64_t eligible = 0;
    for (const SeekerId seeker : seekers) {
      const auto total = scorer.total(*facts, scorer.seeker(seeker));
      check_pair(vacancy, seeker, total);
      check_pair(seeker, vacancy, total);
      eligible += total ? 1 : 0;
    }
    pairs_ += seekers.size();
    eligible_ += eligible;
  }

  void score_by_chance(const FrozenScorer& scorer, std::uint64_t pairs, std::uint64_t seed) {
    for_all((pairs + kPairsPerVacancy - 1) / kPairsPerVacancy, [&](std::size_t draw) {
      Draws draws(seed, draw);
      const VacancyId vacancy{draws.below(epoch_.vacancies())};
      std::vector<SeekerId> seekers(std::min(kPairsPerVacancy, pairs - draw * kPairsPerVacancy));
      for (std::size_t i = 0; i < seekers.size(); ++i)
        seekers[i] = i % 2 == 0 ? anybody(draws) : near_the_list(vacancy, draws);
      score(scorer, vacancy, seekers);
    });
  }

  void score_all(const FrozenScorer& scorer) {
    std::vector<SeekerId> everybody;
    for (std::uint32_t s = 0; s < epoch_.seekers(); ++s)
      if (epoch_.has(SeekerId{s})) everybody.push_back({s});
    for_all(epoch_.vacancies(),
            [&](std::size_t v) { score(scorer, VacancyId{static_cast<std::uint32_t>(v)}, everybody); });
  }

  void check_pairs(const CertificateOptions& options) {
    const std::uint64_t all = std::uint64_t{epoch_.vacancies()} * epoch_.active_seekers();
    done_.all_pairs = options.pairs >= all;
    if (options.pairs == 0 || all == 0) return;
    const FrozenScorer scorer(epoch_);
    if (done_.all_pairs)
      score_all(scorer);
    else
      score_by_chance(scorer, options.pairs, options.seed);
    done_.pairs = pairs_;
    done_.eligible = eligible_;
  }

  const Epoch& epoch_;
  const Run& run_;
  std::atomic<std::uint64_t> pairs_{0}, eligible_{0};
  std::mutex mutex_;  // of what is found
  std::uint64_t differences_ = 0;
  CertificateCheck done_;
};

}  // namespace

CertificateCheck check_certificate(const Epoch& epoch, const Run& run, const CertificateOptions& options) {
  return on_threads(thread_count(options.threads), [&] { return Checker(epoch, run).check(options); });
}

}  // namespace schakel
