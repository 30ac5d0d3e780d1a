#include "engine/advice/list_place.h"

namespace schakel {
namespace {

// Counts who stands above a place, and remembers the last of them.
class Counter {
 public:
  explicit Counter(const ListPlace& own) : own_(own) {}

  void count(const ListPlace& other, std::uint32_t id) {
    if (other.name == own_.name) return;
    ++standing_.others;
    if (!above(other, own_)) return;
    ++standing_.rank;
    if (standing_.next_above && above(other, nearest_)) return;
    nearest_ = other;
    standing_.next_above = id;
  }
  [[nodiscard]] const Standing& standing() const { return standing_; }

 private:
  ListPlace own_, nearest_;
  Standing standing_{.rank = 1, .others = 0, .next_above = std::nullopt};
};

}  // namespace

Standing standing_of_seeker(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy,
                            const SeekerSide& seeker, std::uint32_t total) {
  Counter counter({total, tie_of(vacancy.tie, seeker.tie), seeker.name});
  const Market market = matcher.market();
  matcher.each_seeker(vacancy, weights, Admit::kEligible, [&](const Visited& pair) {
    counter.count(seeker_place(market, pair), pair.other);
    return 0U;
  });
  return counter.standing();
}

Standing standing_of_vacancy(Matcher& matcher, const CategoryWeights& weights, const SeekerSide& seeker,
                             const VacancySide& vacancy, std::uint32_t total) {
  Counter counter({total, tie_of(vacancy.tie, seeker.tie), vacancy.name});
  const Market market = matcher.market();
  matcher.each_vacancy(seeker, weights, Admit::kEligible, [&](const Visited& pair) {
    counter.count(vacancy_place(market, pair), pair.other);
    return 0U;
  });
  return counter.standing();
}

}  // namespace schakel
