#include "server/verify/check_certificate.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <tuple>

#include "engine/pair.h"
#include "engine/reference/records.h"
#include "engine/reference/reference.h"
#include "index/parallel/for_all.h"
#include "server/on_threads.h"
#include "server/verify/cell_bounds.h"

namespace schakel {
namespace {

constexpr std::size_t kFirst = 100;
constexpr std::uint32_t kPart = 1024;

class Checker {
 public:
  Checker(const Epoch& epoch, const Run& run) : epoch_(epoch), run_(run) {}

  CertificateCheck check(const CertificateOptions& options) {
    check_lists<VacancyId>(epoch_.vacancies(), run_.certificate().vacancies);
    check_lists<SeekerId>(epoch_.seekers(), run_.certificate().seekers);
    check_cells();
    check_pairs(options);
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
    // Lists that were made of others may end in the midst of their reserve.
    const bool made_of_others = run_.certificate().cell_visits.empty();
    const bool full = rows.size() >= run_.depth() || (made_of_others && rows.size() >= run_.k());
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

  // Lists that were brought up to date have no visits of their own.
  void check_cells() {
    done_.seekers = epoch_.active_seekers();
    if (run_.certificate().cell_visits.empty()) return;
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

  void check_pairs(const CertificateOptions& options) {
    if (epoch_.vacancies() == 0 || epoch_.active_seekers() == 0) return;
    for_all((options.pairs + kPart - 1) / kPart, [&](std::size_t part) {
      PairScore score;
      for (std::uint64_t i = part * kPart; i < std::min<std::uint64_t>(options.pairs, (part + 1) * kPart); ++i) {
        const std::uint64_t chance = mix64(mix64(options.seed) + i);
        const VacancyId vacancy{static_cast<std::uint32_t>(chance % epoch_.vacancies())};
        const SeekerId seeker{static_cast<std::uint32_t>(mix64(chance) % epoch_.seekers())};
        if (!epoch_.has(seeker)) continue;
        score_pair(epoch_, epoch_.model().weights, vacancy, seeker, score);
        if (!score.eligible()) continue;
        if (const auto wrong = missing(vacancy, seeker, score.total.low)) report(*wrong);
        if (const auto wrong = missing(seeker, vacancy, score.total.low)) report(*wrong);
      }
    });
    done_.pairs = options.pairs;
  }

  const Epoch& epoch_;
  const Run& run_;
  std::mutex mutex_;  // of what is found
  std::uint64_t differences_ = 0;
  CertificateCheck done_;
};

}  // namespace

CertificateCheck check_certificate(const Epoch& epoch, const Run& run, const CertificateOptions& options) {
  return on_threads(thread_count(options.threads), [&] { return Checker(epoch, run).check(options); });
}

}  // namespace schakel
