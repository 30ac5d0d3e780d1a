#include "engine/pair.h"

#include <algorithm>

namespace schakel {
namespace {

void score_items(const Rules& rules, const ItemTable& items, const VacancyView& vacancy, const SeekerView& seeker,
                 PairScore& score) {
  score.items.clear();
  bool any_demand = false, any_offer = false;
  score.demand = score.wish = {};
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = items[entry.item];
    ItemScore scored{
        .item = entry.item, .units = entry.units, .condition = entry.condition, .demand = is_demand(item.kind)};
    scored.quality = evaluate(rules, item, seeker, &scored.through);
    (scored.demand ? any_demand : any_offer) = true;
    auto& category = scored.demand ? score.demand : score.wish;
    category.low += scored.earned();
    category.high += entry.units * scored.quality.high / kFullQuality;
    if (item.kind == OCCUPATION && scored.quality.low > 0) score.evidence = true;
    if (entry.condition == MUST) {
      const Verdict verdict = must_verdict(*rules.model, scored.quality);
      if (verdict == Verdict::kFails || score.must == Verdict::kMeets) score.must = verdict;
    }
    score.items.push_back(scored);
  }
  if (score.demand.low > 0) score.evidence = true;
  if (!any_demand) score.demand = {0, kUnits};
  if (!any_offer) score.wish = {0, kUnits};
}

void score_region(const Model& model, const VacancyScalars& v, const SeekerScalars& s, PairScore& score) {
  const bool placed = v.x_m != kNoPlace && s.x_m != kNoPlace;
  if (placed) score.distance_m = model.distance_m(v.x_m - s.x_m, v.y_m - s.y_m);
  Interval<std::uint32_t> points{0, kUnits};
  if (placed) points = {model.decay(*score.distance_m, s.bound_m.low), model.decay(*score.distance_m, s.bound_m.high)};
  score.region = {with_remote(points.low, v.remote_percent), with_remote(points.high, v.remote_percent)};
  if (v.remote_percent == 100)
    score.travel = Verdict::kMeets;
  else if (placed && *score.distance_m > s.bound_m.high)
    score.travel = Verdict::kFails;
  else
    score.travel = placed && *score.distance_m <= s.bound_m.low ? Verdict::kMeets : Verdict::kUnknown;
}

}  // namespace

bool PairScore::eligible() const {
  return evidence && must != Verdict::kFails && travel != Verdict::kFails && hours != Verdict::kFails &&
         shift_work != Verdict::kFails;
}

bool PairScore::any_unknown_criterion() const {
  return must == Verdict::kUnknown || travel == Verdict::kUnknown || hours == Verdict::kUnknown ||
         shift_work == Verdict::kUnknown;
}

bool out_of_reach(const Model& model, const SeekerScalars& s, const VacancyScalars& v) {
  if (v.remote_percent == 100 || v.x_m == kNoPlace || s.x_m == kNoPlace || s.bound_m.high == kNoBound) return false;
  return model.distance_m(v.x_m - s.x_m, v.y_m - s.y_m) > s.bound_m.high;
}

namespace {

void score_sides(const Rules& rules, const ItemTable& items, const CategoryWeights& weights, const VacancySide& vacancy,
                 const SeekerSide& seeker, PairScore& score) {
  std::vector<ItemScore> memory = std::move(score.items);
  score = {};
  score.items = std::move(memory);
  const VacancyScalars& v = *vacancy.view.scalars;
  const SeekerScalars& s = *seeker.view.scalars;
  score_items(rules, items, vacancy.view, seeker.view, score);
  score_region(*rules.model, v, s, score);
  score.hours = hours_verdict(s, v);
  score.shift_work = shift_verdict(s, v);
  score.position.low = std::uint32_t{vacancy.position.low} + seeker.position.low;
  score.position.high = std::uint32_t{vacancy.position.high} + seeker.position.high;
  score.total = {total_of(weights, score.demand.low, score.wish.low, score.position.low, score.region.low),
                 total_of(weights, score.demand.high, score.wish.high, score.position.high, score.region.high)};
}

}  // namespace

void score_pair(Market market, const CategoryWeights& weights, VacancyId vacancy, SeekerId seeker, PairScore& score) {
  score_sides(market.rules(), market.items(), weights, side_of(market, vacancy), side_of(market, seeker), score);
}

void score_pair(Market market, const CategoryWeights& weights, const VacancySide& vacancy, const SeekerSide& seeker,
                PairScore& score) {
  score_sides(market.rules(), market.items(), weights, vacancy, seeker, score);
}

void score_pair(const GuestBook& book, const CategoryWeights& weights, const VacancySide& vacancy,
                const SeekerSide& seeker, PairScore& score) {
  score_sides(book.rules(), book.items(), weights, vacancy, seeker, score);
}

Points category_points(const CategoryWeights& w, const PairScore& score) {
  const std::uint32_t x[] = {w.demand * score.demand.low, w.wish * score.wish.low, w.position * score.position.low,
                             w.region * score.region.low};
  std::uint32_t points[4];
  std::uint32_t left = score.total.low;
  for (int i = 0; i < 4; ++i) left -= points[i] = x[i] / kUnits;
  int order[] = {0, 1, 2, 3};
  std::stable_sort(order, order + 4, [&](int a, int b) { return x[a] % kUnits > x[b] % kUnits; });
  for (int i = 0; left > 0; ++i, --left) ++points[order[i]];
  return {points[0], points[1], points[2], points[3]};
}

std::vector<std::uint32_t> item_points(const PairScore& score, const Points& points) {
  std::vector<std::uint32_t> result(score.items.size(), 0), shares;
  std::vector<std::uint64_t> earned;
  for (const bool demand : {true, false}) {
    const std::uint32_t sum = demand ? points.demand : points.wish;
    earned.clear();
    for (const ItemScore& item : score.items)
      if (item.demand == demand) earned.push_back(item.earned());
    if (sum == 0) continue;
    apportion(sum, earned, shares);
    std::size_t next = 0;
    for (std::size_t i = 0; i < score.items.size(); ++i)
      if (score.items[i].demand == demand) result[i] = shares[next++];
  }
  return result;
}

}  // namespace schakel
