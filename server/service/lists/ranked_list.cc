#include "server/service/lists/ranked_list.h"

#include <algorithm>

#include "engine/advice/list_place.h"
#include "engine/pair.h"

namespace schakel {
namespace {

// Gathers a page, and one row more.
class Gathering {
 public:
  // `name`: of a counterpart.
  Gathering(const PageQuery& query, std::function<std::string_view(std::uint32_t)> name)
      : query_(query), name_(std::move(name)), kept_(query.top + 1) {}

  Gathering(const Gathering&) = delete;  // its order looks at it
  Gathering& operator=(const Gathering&) = delete;

  [[nodiscard]] std::uint32_t threshold() const { return query_.count_eligible ? 0 : threshold_; }

  // A pair of the list as a whole.
  void take(const PageRow& row) {
    ++eligible_;
    const bool full = rows_.size() == kept_;
    if (row.total < threshold_ || (full && !better_(row, rows_.front()))) return;
    if (query_.after && !above({query_.after->total, query_.after->tie, query_.after->id}, place(row))) return;
    if (query_.remains && !query_.remains(row.other)) return;
    if (full) {
      std::ranges::pop_heap(rows_, better_);
      rows_.back() = row;
    } else {
      rows_.push_back(row);
    }
    std::ranges::push_heap(rows_, better_);
    if (rows_.size() == kept_) threshold_ = rows_.front().total;
  }

  Page finish(std::uint64_t considered) {
    std::ranges::sort_heap(rows_, better_);
    Page page{.more = rows_.size() > query_.top, .considered = considered, .eligible = {}};
    rows_.resize(std::min<std::size_t>(rows_.size(), query_.top));
    page.rows = std::move(rows_);
    if (query_.count_eligible) page.eligible = eligible_;
    return page;
  }

 private:
  [[nodiscard]] ListPlace place(const PageRow& row) const { return {row.total, row.tie, name_(row.other)}; }
  // Whether one row stands above another.
  struct Better {
    const Gathering& gathering;
    bool operator()(const PageRow& a, const PageRow& b) const {
      if (a.total != b.total) return a.total > b.total;
      return a.tie != b.tie ? a.tie < b.tie : above(gathering.place(a), gathering.place(b));
    }
  };

  const PageQuery& query_;
  std::function<std::string_view(std::uint32_t)> name_;
  std::uint32_t kept_, threshold_ = 0;
  std::uint64_t eligible_ = 0;
  std::vector<PageRow> rows_;  // a heap, the worst of them first
  Better better_{*this};
};

}  // namespace

Page seekers_page(Matcher& matcher, const VacancySide& vacancy, const PageQuery& query) {
  const Market market = matcher.market();
  Gathering page(query, [&](std::uint32_t other) { return market.name(SeekerId{other}); });
  PairScore score;
  const std::uint64_t considered =
      matcher.each_seeker(vacancy, query.weights, Admit::kEligible, [&](const Visited& pair) {
        if (pair.total < page.threshold()) return page.threshold();
        if (query.passes && !query.passes(pair.other)) return page.threshold();
        PageRow row{pair.other, pair.total, pair.tie};
        // Without passende arbeid the total that the postings gave is an upper bound.
        if (!query.passende_arbeid) {
          const Unwidened seeker(side_of(market, SeekerId{pair.other}));
          score_pair(matcher.book(), query.weights, vacancy, seeker.side(), score);
          if (!score.eligible()) return page.threshold();
          row.total = score.total.low;
        } else if (query.exclude_unknown) {
          score_pair(matcher.book(), query.weights, vacancy, side_of(market, SeekerId{pair.other}), score);
        }
        if (!query.exclude_unknown || !score.any_unknown_criterion()) page.take(row);
        return page.threshold();
      });
  return page.finish(considered);
}

Page vacancies_page(Matcher& matcher, const SeekerSide& asked, const PageQuery& query) {
  const Market market = matcher.market();
  const Unwidened unwidened(asked);
  const SeekerSide& seeker = query.passende_arbeid ? asked : unwidened.side();
  Gathering page(query, [&](std::uint32_t other) { return market.name(VacancyId{other}); });
  PairScore score;
  const std::uint64_t considered =
      matcher.each_vacancy(seeker, query.weights, Admit::kEligible, [&](const Visited& pair) {
        if (pair.total < page.threshold()) return page.threshold();
        if (query.passes && !query.passes(pair.other)) return page.threshold();
        if (query.exclude_unknown) {
          score_pair(matcher.book(), query.weights, side_of(market, VacancyId{pair.other}), seeker, score);
          if (score.any_unknown_criterion()) return page.threshold();
        }
        page.take({pair.other, pair.total, pair.tie});
        return page.threshold();
      });
  return page.finish(considered);
}

}  // namespace schakel
