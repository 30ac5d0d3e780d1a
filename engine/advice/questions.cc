#include "engine/advice/questions.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <tuple>

#include "engine/advice/filled_seeker.h"
#include "engine/advice/list_place.h"

namespace schakel {
namespace {

// A pair that fails nothing, whether or not there is evidence: what a filled field may make eligible.
bool may_be_eligible(const PairScore& score) {
  return score.must != Verdict::kFails && score.travel != Verdict::kFails && score.hours != Verdict::kFails &&
         score.shift_work != Verdict::kFails;
}

struct Asked {
  Asked(const GuestBook& book, const SeekerSide& seeker, Field field)
      : question{.field = field}, filled(book, seeker, {field}) {}
  SeekerQuestion question;
  FilledSeeker filled;
};

// One vacancy, by every question.
class VacancyTrial {
 public:
  VacancyTrial(const CategoryWeights& weights, const VacancySide& vacancy, const SeekerSide& seeker,
               const std::vector<ListPlace>& list, std::uint32_t top)
      : weights_(weights), vacancy_(vacancy), tie_(tie_of(vacancy.tie, seeker.tie)), list_(list), top_(top) {}

  void ask(Asked& asked, const FullScore& before, bool eligible) const {
    const FullScore full = asked.filled.score(weights_, vacancy_);
    if (!full.evidence) return;
    if (eligible && full.total > before.total) ++asked.question.raised;
    if (full.unsettled < before.unsettled) ++asked.question.settled;
    const ListPlace own{full.total, tie_, vacancy_.name};
    const auto rank = static_cast<std::uint32_t>(std::ranges::lower_bound(list_, own, above) - list_.begin()) + 1;
    if (rank > top_ || (eligible && stands_in_top(before))) return;
    ++asked.question.gained;
    std::uint32_t& best = asked.question.best_rank;
    best = best == 0 ? rank : std::min(best, rank);
  }

 private:
  [[nodiscard]] bool stands_in_top(const FullScore& before) const {
    return list_.size() < top_ || !above(list_.back(), ListPlace{before.total, tie_, vacancy_.name});
  }

  const CategoryWeights& weights_;
  const VacancySide& vacancy_;
  std::uint64_t tie_;
  const std::vector<ListPlace>& list_;
  std::uint32_t top_;
};

std::vector<ListPlace> top_places(Matcher& matcher, const CategoryWeights& weights, const SeekerSide& seeker,
                                  std::uint32_t top) {
  const Market market = matcher.market();
  std::vector<ListPlace> list;
  for (const Ranked& row : matcher.for_seeker(seeker, {.k = top, .weights = weights}).rows) {
    const VacancyId vacancy{row.other};
    list.push_back({row.total(), tie_of(market.tie(vacancy), seeker.tie), market.name(vacancy)});
  }
  return list;
}

// What one row's fields would do, by the places of the rows above it.
class RowTrial {
 public:
  RowTrial(const GuestBook& book, const CategoryWeights& weights, const ListedPair& pair)
      : book_(book),
        weights_(weights),
        pair_(pair),
        fields_(empty_fields(pair.seeker.view) | empty_fields(book.items(), pair.vacancy.view)),
        counting_(fields_that_count(book.items(), pair.vacancy.view)),
        memory_(remember(book, pair, fields_)),
        low_(score({})),
        most_(score(everything())) {}

  [[nodiscard]] std::uint32_t total() const { return low_.total; }

  // With `all`, every empty field; without, those that matter by themselves.
  [[nodiscard]] std::vector<RowQuestion> questions(const std::vector<ListPlace>& rows_above, ListPlace own,
                                                   bool all) const {
    std::vector<RowQuestion> questions;
    fields_.each([&](Field field) {
      const FullScore full = counting_.has(field) ? score({field}) : low_;
      const bool settles = full.unsettled < low_.unsettled;
      if (!all && !settles && full.weighted <= low_.weighted && !is_needed(field)) return;
      own.total = full.total;
      const auto overtaken = std::ranges::lower_bound(rows_above, own, above) - rows_above.begin();
      questions.push_back({field, full.total, static_cast<std::uint32_t>(overtaken) + 1, settles});
    });
    std::ranges::stable_sort(questions, [](const RowQuestion& a, const RowQuestion& b) {
      return std::tuple(a.rank, !a.settles, b.total) < std::tuple(b.rank, !b.settles, a.total);
    });
    return questions;
  }

  [[nodiscard]] bool is_open() const { return most_.weighted > low_.weighted || most_.unsettled < low_.unsettled; }

 private:
  static PairMemory remember(const GuestBook& book, const ListedPair& pair, FieldSet fields) {
    PairMemory memory(fields, pair.vacancy.view.items.size());
    assert(pair.qualities.empty() || pair.qualities.size() == pair.vacancy.view.items.size());
    for (std::size_t i = 0; i < pair.qualities.size(); ++i) memory.know(book.epoch().model(), i, pair.qualities[i]);
    return memory;
  }
  // The position follows from the other answers.
  static FieldSet everything() {
    FieldSet fields = FieldSet::all();
    fields.remove(Field::kPosition);
    return fields;
  }
  // Whether all other fields together come to less than with it.
  [[nodiscard]] bool is_needed(Field field) const {
    if (!counting_.has(field)) return false;
    FieldSet others = everything();
    others.remove(field);
    const FullScore rest = score(others);
    return rest.weighted < most_.weighted || rest.unsettled > most_.unsettled;
  }
  [[nodiscard]] FullScore score(FieldSet fields) const {
    return FilledSeeker(book_, pair_.seeker, fields).score(weights_, pair_.vacancy, memory_);
  }

  const GuestBook& book_;
  const CategoryWeights& weights_;
  const ListedPair& pair_;
  FieldSet fields_, counting_;
  mutable PairMemory memory_;
  FullScore low_, most_;
};

}  // namespace

std::vector<Interval<std::uint32_t>> qualities_of(const PairScore& score) {
  std::vector<Interval<std::uint32_t>> qualities(score.items.size());
  std::ranges::transform(score.items, qualities.begin(), &ItemScore::quality);
  return qualities;
}

std::vector<SeekerQuestion> questions_of(Matcher& matcher, const CategoryWeights& weights, const SeekerSide& seeker,
                                         std::uint32_t top) {
  const GuestBook& book = matcher.book();
  const Market market = book.market();
  const std::vector<ListPlace> list = top_places(matcher, weights, seeker, top);
  std::deque<Asked> asked;
  empty_fields(seeker.view).each([&](Field field) { asked.emplace_back(book, seeker, field); });
  const FilledSeeker as_is(book, seeker, {});
  PairScore score;
  for (std::uint32_t v = 0; v < market.vacancies() && !asked.empty(); ++v) {
    if (!market.has(VacancyId{v})) continue;
    const VacancySide vacancy = side_of(market, VacancyId{v});
    if (out_of_reach(market.model(), *seeker.view.scalars, *vacancy.view.scalars)) continue;
    score_pair(book, weights, vacancy, seeker, score);
    if (!may_be_eligible(score)) continue;
    const FullScore before = as_is.score(weights, vacancy);
    const VacancyTrial trial(weights, vacancy, seeker, list, top);
    for (Asked& one : asked) trial.ask(one, before, score.evidence);
  }
  std::vector<SeekerQuestion> questions;
  questions.reserve(asked.size());
  for (const Asked& one : asked) questions.push_back(one.question);
  std::ranges::stable_sort(questions, [](const SeekerQuestion& a, const SeekerQuestion& b) {
    return std::tie(a.gained, a.settled, a.raised) > std::tie(b.gained, b.settled, b.raised);
  });
  return questions;
}

std::vector<std::vector<RowQuestion>> questions_of_rows(const GuestBook& book, const CategoryWeights& weights,
                                                        std::span<const ListedPair> rows) {
  std::vector<std::vector<RowQuestion>> answer;
  std::vector<ListPlace> above_row;
  const bool of_vacancy = !rows.empty() && rows.front().vacancy.name == rows.back().vacancy.name;
  for (const ListedPair& pair : rows) {
    const RowTrial trial(book, weights, pair);
    const ListPlace own{trial.total(), tie_of(pair.vacancy.tie, pair.seeker.tie),
                        of_vacancy ? pair.seeker.name : pair.vacancy.name};
    auto& questions = answer.emplace_back(trial.questions(above_row, own, false));
    if (questions.empty() && trial.is_open()) questions = trial.questions(above_row, own, true);
    above_row.push_back(own);
  }
  return answer;
}

}  // namespace schakel
