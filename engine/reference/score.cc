#include "engine/reference/score.h"

#include <algorithm>

#include "engine/reference/arithmetic.h"
#include "engine/reference/quality.h"

namespace schakel::reference {
namespace {

using enum ReferenceVerdict;

constexpr std::uint32_t kAllUnits = 4096;
constexpr std::uint32_t kFullQuality = 256;

ReferenceVerdict travel_verdict(const std::optional<std::uint64_t>& distance_m, const VacancyFacts& vacancy,
                                const TravelBound& bound) {
  if (vacancy.remote_percent == 100) return kMeets;
  if (!distance_m) return kUnknown;
  if (*distance_m > bound.high) return kFails;
  return *distance_m <= bound.low ? kMeets : kUnknown;
}

ReferenceVerdict hours_verdict(const Hours& seeker, const Hours& vacancy) {
  if (seeker.max && vacancy.min && *seeker.max < *vacancy.min) return kFails;
  if (vacancy.max && seeker.min && *vacancy.max < *seeker.min) return kFails;
  return seeker.min && seeker.max && vacancy.min && vacancy.max ? kMeets : kUnknown;
}

ReferenceVerdict shift_work_verdict(bool asked, Answer willing) {
  if (!asked || willing == YES) return kMeets;
  return willing == NO ? kFails : kUnknown;
}

// D or W.
ReferenceInterval category(const std::vector<Item>& items, const std::vector<ReferenceInterval>& qualities,
                           bool demand) {
  ReferenceInterval sum;
  bool empty = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (is_demand(items[i]) != demand) continue;
    empty = false;
    sum.low += contribution(items[i], qualities[i].low);
    sum.high += contribution(items[i], qualities[i].high);
  }
  return empty ? ReferenceInterval{0, kAllUnits} : sum;
}

std::uint32_t total(const Weights& weights, std::uint32_t demand, std::uint32_t wish, std::uint32_t position,
                    std::uint32_t region) {
  return (weights.demand() * demand + weights.wish() * wish + weights.position() * position +
          weights.region() * region) /
         kAllUnits;
}

bool has_evidence(const VacancyFacts& vacancy, const Score& score) {
  if (score.demand.low > 0) return true;
  for (std::size_t i = 0; i < vacancy.items.size(); ++i)
    if (vacancy.items[i].kind == OCCUPATION && score.qualities[i].low > 0) return true;
  return false;
}

}  // namespace

ReferenceVerdict must_verdict(const ReferenceInterval& quality, std::uint32_t must_quality) {
  if (quality.low >= must_quality) return kMeets;
  return quality.high < must_quality ? kFails : kUnknown;
}

bool Terms::fail() const { return travel == kFails || hours == kFails || shift_work == kFails; }

Terms terms(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Strategy& strategy) {
  Terms terms;
  if (vacancy.place && seeker.place) terms.distance_m = distance_m(*vacancy.place, *seeker.place, strategy.travel());
  terms.travel = travel_verdict(terms.distance_m, vacancy, seeker.bound);
  terms.hours = hours_verdict(seeker.hours, vacancy.hours);
  terms.shift_work = shift_work_verdict(vacancy.shift_work, seeker.shift_work);
  return terms;
}

Score score(const VacancyFacts& vacancy, const SeekerFacts& seeker, const Terms& terms, const Strategy& strategy,
            std::uint32_t year) {
  Score score{.terms = terms};
  bool a_must_fails = false;
  for (std::size_t i = 0; i < vacancy.items.size(); ++i) {
    const Item& item = vacancy.items[i];
    score.qualities.push_back(quality(item, vacancy.starts[i], seeker, strategy, year));
    score.musts.emplace_back();
    if (item.condition != MUST) continue;
    score.musts.back() = must_verdict(score.qualities.back(), strategy.must_quality());
    a_must_fails |= score.musts.back() == kFails;
  }
  score.demand = category(vacancy.items, score.qualities, true);
  score.wish = category(vacancy.items, score.qualities, false);
  score.position = {seeker.position.points.low + vacancy.position.low,
                    seeker.position.points.high + vacancy.position.high};
  score.region = region(terms.distance_m, seeker.bound, vacancy.remote_percent, strategy.travel());
  const Weights& weights = strategy.weights();
  score.total.low = total(weights, score.demand.low, score.wish.low, score.position.low, score.region.low);
  score.total.high = total(weights, score.demand.high, score.wish.high, score.position.high, score.region.high);
  score.eligible = !terms.fail() && !a_must_fails && has_evidence(vacancy, score);
  return score;
}

std::uint32_t contribution(const Item& item, std::uint32_t quality) { return item.units * quality / kFullQuality; }

std::uint64_t distance_m(const Point& a, const Point& b, const Travelling& travelling) {
  const std::int64_t dx = a.x - b.x, dy = a.y - b.y;
  return integer_sqrt(static_cast<std::uint64_t>(dx * dx + dy * dy)) * travelling.detour_percent() / 100;
}

std::uint32_t decay(std::uint64_t f, const Travelling& travelling) {
  const auto& knots = travelling.decay();
  int after = 1;
  while (knots[after].at() < f) ++after;
  const Travelling::Knot &from = knots[after - 1], &to = knots[after];
  const std::uint64_t fall = (from.points() - to.points()) * (f - from.at()) / (to.at() - from.at());
  return from.points() - static_cast<std::uint32_t>(fall);
}

ReferenceInterval region(const std::optional<std::uint64_t>& distance_m, const TravelBound& bound,
                         std::uint32_t remote_percent, const Travelling& travelling) {
  const auto decayed = [&](std::uint64_t metres) { return decay(1024 * *distance_m / metres, travelling); };
  ReferenceInterval region{0, 0};
  if (distance_m && *distance_m <= bound.low && bound.low > 0) region.low = decayed(bound.low);
  if (!distance_m || bound.high == TravelBound::kInfinite)
    region.high = kAllUnits;
  else if (*distance_m <= bound.high)
    region.high = decayed(bound.high);
  for (std::uint32_t* end : {&region.low, &region.high}) *end += (kAllUnits - *end) * remote_percent / 100;
  return region;
}

}  // namespace schakel::reference
