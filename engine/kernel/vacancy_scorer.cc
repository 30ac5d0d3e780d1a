#include "engine/kernel/vacancy_scorer.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <utility>

#include "engine/pair.h"

namespace schakel {
namespace {

// Distances along one axis from a point to the nearest and the furthest point of a span.
std::int32_t nearest(std::int32_t at, std::int32_t low, std::int32_t high) {
  return at < low ? low - at : (at > high ? at - high : 0);
}
std::int32_t furthest(std::int32_t at, std::int32_t low, std::int32_t high) {
  return std::max(std::abs(at - low), std::abs(high - at));
}

constexpr std::size_t kAlignment = 32 / sizeof(std::uint32_t);

std::uint32_t* aligned(std::vector<std::uint32_t>& memory) {
  const auto address = reinterpret_cast<std::uintptr_t>(memory.data()) / sizeof(std::uint32_t);
  return memory.data() + (kAlignment - address % kAlignment) % kAlignment;
}

}  // namespace

VacancyScorer::VacancyScorer(const VacancyIndex& index)
    : index_(index),
      epoch_(index.epoch()),
      memory_(index.block_vacancies() + kAlignment),
      sums_(aligned(memory_)),
      positions_(index.block_vacancies()) {}

VacancyScorer::Worth VacancyScorer::worth(ListKey list) const {
  const Model& model = epoch_.model();
  const Node& node = epoch_.nodes.nodes[node_of(list)];
  const bool occupation = node.family >= NodeFamily::kWishMajor;
  const bool wish = occupation || (node.family == NodeFamily::kFlat && !is_demand(epoch_.items[node.key].kind));
  return {.node = node_of(list),
          .to = model.quality(to_grade(list)),
          .from = model.quality(from_grade(list)),
          .shift = wish ? std::uint32_t{kWishShift} : 0,
          .rung = occupation ? kOccupationRung : 0};
}

std::span<const std::uint32_t> VacancyScorer::start(const SeekerScalars& seeker, std::span<const ListKey> lists,
                                                    std::uint32_t position, const CategoryWeights& weights) {
  seeker_ = seeker;
  weights_ = weights;
  own_position_ = static_cast<Scaled>(weights.position * position);
  within_reach_ = 0;
  worths_.clear();
  for (const ListKey list : lists)
    if (!is_pass(list)) worths_.push_back(worth(list));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lacking;  // of the best region points, and the block
  for (std::uint32_t block = 0; block < index_.blocks(); ++block)
    if (const CellReach best = reach(index_.bounds(block)); best.some)
      lacking.emplace_back(kUnits - best.region, block);
  std::ranges::sort(lacking);
  blocks_.resize(lacking.size());
  std::ranges::transform(lacking, blocks_.begin(), [](const auto& entry) { return entry.second; });
  return blocks_;
}

VacancyScorer::CellReach VacancyScorer::reach(const VacancyCell& cell) const {
  if (seeker_.x_m == kNoPlace) return {with_remote(0, cell.max_remote), true, true};
  const bool unbound = seeker_.bound_m.high == kNoBound;
  if (cell.max_x < cell.min_x) return {with_remote(0, cell.max_remote), true, true};  // nobody has a place
  const Model& model = epoch_.model();
  const std::uint32_t least =
      model.distance_m(nearest(seeker_.x_m, cell.min_x, cell.max_x), nearest(seeker_.y_m, cell.min_y, cell.max_y));
  const std::uint32_t most =
      model.distance_m(furthest(seeker_.x_m, cell.min_x, cell.max_x), furthest(seeker_.y_m, cell.min_y, cell.max_y));
  return {with_remote(model.decay(least, seeker_.bound_m.low), cell.max_remote),
          unbound || cell.anywhere != 0 || least <= seeker_.bound_m.high, unbound || most <= seeker_.bound_m.high};
}

// Neighbours in the order are often of one place.
std::uint64_t VacancyScorer::those_within_reach(std::span<const VacancyScalars> vacancies) const {
  std::uint64_t bits = 0;
  const VacancyScalars* last = nullptr;
  bool reached = false;
  for (std::size_t i = 0; i < vacancies.size(); ++i) {
    const VacancyScalars& v = vacancies[i];
    if (last == nullptr || v.x_m != last->x_m || v.y_m != last->y_m || v.remote_percent != last->remote_percent)
      reached = !out_of_reach(epoch_.model(), seeker_, v);
    last = &v;
    bits |= std::uint64_t{reached} << i;
  }
  return bits;
}

void VacancyScorer::add(const Worth& worth, std::span<const VacancyUnits> list) {
  std::uint32_t* sums = sums_;
  const std::uint32_t to = worth.to, from = worth.from, shift = worth.shift, rung = worth.rung;
  if (from > 0)
    for (const auto& [vacancy, units] : list)
      sums[vacancy] += ((units * to / kFullQuality - units * from / kFullQuality) << shift) + rung;
  else if (to < kFullQuality)
    for (const auto& [vacancy, units] : list) sums[vacancy] += (units * to / kFullQuality << shift) + rung;
  else
    for (const auto& [vacancy, units] : list) sums[vacancy] += (std::uint32_t{units} << shift) + rung;
}

// Memory is asked for a step ahead: where the lists of the block begin, then the lists.
void VacancyScorer::accumulate(std::uint32_t block) {
  for (const Worth& worth : worths_) index_.prefetch(block, worth.node);
  std::fill_n(sums_, index_.block_vacancies(), 0U);
  lists_.clear();
  for (const Worth& worth : worths_) {
    lists_.push_back(index_.list(block, worth.node));
    __builtin_prefetch(lists_.back().data());
  }
  for (std::size_t i = 0; i < worths_.size(); ++i) add(worths_[i], lists_[i]);
}

std::uint64_t VacancyScorer::asked_of(std::span<const VacancyScalars> members, const CellReach& reached) const {
  return reached.all ? ~std::uint64_t{0} >> (kCellVacancies - members.size()) : those_within_reach(members);
}

std::span<FoundVacancy> VacancyScorer::scan(std::uint32_t block, std::uint32_t threshold) {
  found_.clear();
  accumulate(block);
  const auto lows = index_.position_lows(block);
  for (std::size_t i = 0; i < lows.size(); ++i) positions_[i] = static_cast<Scaled>(weights_.position * lows[i]);
  const auto vacancies = index_.scalars(block);
  const auto cells = index_.cells(block);
  asked_.assign(cells.size(), 0);
  shared_.resize(cells.size());
  for (std::uint32_t c = 0; c < cells.size(); ++c) {
    const CellReach reached = reach(cells[c]);
    if (!reached.some) continue;
    const std::uint32_t first = c * kCellVacancies;
    asked_[c] =
        asked_of(vacancies.subspan(first, std::min<std::size_t>(kCellVacancies, vacancies.size() - first)), reached);
    within_reach_ += static_cast<std::uint64_t>(std::popcount(asked_[c]));
    shared_[c] = static_cast<Scaled>(weights_.region * reached.region) + own_position_;
  }
  bits_.resize(cells.size());
  reaching({.sums = sums_,
            .positions = positions_.data(),
            .thresholds = nullptr,
            .lists = {},
            .lists_most = 0,
            .weights = weights_,
            .vacancy_threshold = scaled(threshold),
            .shared = shared_.data()},
           0, asked_, bits_.data());
  for (std::uint32_t c = 0; c < cells.size(); ++c)
    for (std::uint64_t bits = bits_[c]; bits != 0; bits &= bits - 1) {
      const std::uint32_t i = c * kCellVacancies + static_cast<std::uint32_t>(std::countr_zero(bits));
      const Scaled bound = weighted(weights_, sums_[i]) + positions_[i] + shared_[c];
      found_.push_back({i, sums_[i], static_cast<std::uint32_t>(bound) / kUnits});
    }
  return found_;
}

}  // namespace schakel
