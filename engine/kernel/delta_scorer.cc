#include "engine/kernel/delta_scorer.h"

#include <bit>

#include "engine/kernel/filter.h"
#include "engine/pair.h"

namespace schakel {

DeltaScorer::DeltaScorer(Market market) : market_(market), first_asked_(market.epoch().nodes.nodes.size(), 0) {}

std::uint32_t DeltaScorer::chunks() const {
  return market_.delta() == nullptr ? 0 : static_cast<std::uint32_t>(market_.delta()->seeker_chunks().size());
}

void DeltaScorer::start(const GuestBook& book, const VacancyView& vacancy, std::uint32_t position,
                        std::uint32_t everybody, const CategoryWeights& weights) {
  vacancy_ = vacancy;
  position_ = position;
  everybody_ = everybody;
  weights_ = weights;
  within_reach_ = 0;
  for (const NodeId node : nodes_) first_asked_[node] = 0;
  nodes_.clear();
  asked_.resize(1);
  const Epoch& epoch = market_.epoch();
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = book.items()[entry.item];
    if (book.is_unposted(entry.item) || is_unknowable(item)) continue;
    const bool demand = is_demand(item.kind);
    for (const NodeId node : epoch.nodes.ladder(entry.item)) {
      asked_.push_back({.units = entry.units,
                        .next = first_asked_[node],
                        .shift = demand ? 0U : kWishShift,
                        .rung = item.kind == OCCUPATION ? kOccupationRung : 0});
      if (first_asked_[node] == 0) nodes_.push_back(node);
      first_asked_[node] = static_cast<std::uint16_t>(asked_.size() - 1);
    }
  }
}

std::uint32_t DeltaScorer::gathered(std::span<const ListKey> lists) const {
  const Model& model = market_.model();
  std::uint32_t sum = everybody_;
  for (const ListKey list : lists)
    for (std::uint16_t at = first_asked_[node_of(list)]; at != 0; at = asked_[at].next) {
      const Asked& asked = asked_[at];
      const std::uint32_t units = asked.units * model.quality(to_grade(list)) / kFullQuality -
                                  asked.units * model.quality(from_grade(list)) / kFullQuality;
      sum += (units << asked.shift) + asked.rung;
    }
  return sum;
}

// R, low, of a seeker within reach.
std::uint32_t DeltaScorer::region(const SeekerScalars& seeker) const {
  const VacancyScalars& v = *vacancy_.scalars;
  std::uint32_t points = 0;
  if (v.x_m != kNoPlace && seeker.x_m != kNoPlace)
    points =
        market_.model().decay(market_.model().distance_m(v.x_m - seeker.x_m, v.y_m - seeker.y_m), seeker.bound_m.low);
  return with_remote(points, v.remote_percent);
}

std::span<const DeltaCandidate> DeltaScorer::scan(std::uint32_t chunk, std::uint32_t threshold) {
  candidates_.clear();
  const SeekerChunk& seekers = *market_.delta()->seeker_chunks()[chunk];
  if (seekers.here == 0) return {};
  const RowSpans<ListKey> lists = seekers.lists.spans();
  for (std::uint64_t found = seekers.here & not_ruled_out(seekers.filters(), 0, *vacancy_.scalars); found != 0;
       found &= found - 1) {
    const auto i = static_cast<std::uint32_t>(std::countr_zero(found));
    if (out_of_reach(market_.model(), seekers.scalars[i], *vacancy_.scalars)) continue;
    ++within_reach_;
    const std::uint32_t position = position_ + seekers.position_lows[i];
    const std::uint32_t region = this->region(seekers.scalars[i]);
    if (total_of(weights_, kUnits, kUnits, position, region) < threshold) continue;
    const std::uint32_t sum = gathered(lists[i]);
    const std::uint32_t demand = sum & kDemandBits, wish = (sum & kUnitBits) >> kWishShift;
    if ((sum & kEvidenceBits) == 0 || total_of(weights_, demand, wish, position, region) < threshold) continue;
    candidates_.push_back({chunk * kChunkRecords + i, sum});
  }
  return candidates_;
}

}  // namespace schakel
