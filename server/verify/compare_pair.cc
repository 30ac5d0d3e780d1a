#include "server/verify/compare_pair.h"

#include <algorithm>

#include "engine/pair.h"

namespace schakel {
namespace {

std::string to_text(const auto& interval) {
  return std::to_string(interval.low) + ".." + std::to_string(interval.high);
}
std::string to_text(std::uint32_t number) { return std::to_string(number); }
std::string to_text(const std::string& text) { return text; }
std::string to_text(bool truth) { return truth ? "yes" : "no"; }
std::string to_text(const std::optional<std::uint32_t>& number) { return number ? std::to_string(*number) : "unknown"; }

// Keeps the first difference it is shown.
class Difference {
 public:
  template <class Ours, class Theirs>
  void look(const std::string& name, const Ours& ours, const Theirs& theirs) {
    if (found_) return;
    std::string our_text = to_text(ours), their_text = to_text(theirs);
    if (our_text != their_text) found_ = name + " is " + our_text + ", the reference says " + their_text;
  }
  [[nodiscard]] std::optional<std::string> found() && { return std::move(found_); }

 private:
  std::optional<std::string> found_;
};

std::string item_name(const ReferenceItem& item) {
  return Kind_Name(item.kind) + (item.code.empty() ? "" : " " + item.code) +
         (item.minimum > 0 ? " >=" + std::to_string(item.minimum) : "");
}

void look_at_items(const Epoch& epoch, const PairScore& ours, const Points& points, const ReferencePair& expected,
                   Difference& difference) {
  difference.look("the number of items", static_cast<std::uint32_t>(ours.items.size()),
                  static_cast<std::uint32_t>(expected.items.size()));
  const std::vector<std::uint32_t> ours_points = item_points(ours, points);
  for (std::size_t i = 0; i < std::min(ours.items.size(), expected.items.size()); ++i) {
    const ItemScore& item = ours.items[i];
    const ReferenceItem& theirs = expected.items[i];
    const std::string name = item_name(theirs);
    difference.look("item " + std::to_string(i + 1), epoch.item_text(item.item), name);
    difference.look("the units of " + name, std::uint32_t{item.units}, theirs.units);
    difference.look("the quality of " + name, item.quality, theirs.quality);
    difference.look("the points of " + name, ours_points[i], theirs.points);
  }
}

}  // namespace

std::optional<std::string> wrong_pair(const Epoch& epoch, VacancyId vacancy, SeekerId seeker,
                                      const ReferencePair& expected) {
  PairScore ours;
  score_pair(epoch, epoch.model().weights, vacancy, seeker, ours);
  const Points points = category_points(epoch.model().weights, ours);
  Difference difference;
  difference.look("eligible", ours.eligible(), expected.eligible);
  difference.look("the total", ours.total, expected.total);
  difference.look("demand", ours.demand, expected.demand);
  difference.look("wish", ours.wish, expected.wish);
  difference.look("position", ours.position, expected.position);
  difference.look("region", ours.region, expected.region);
  difference.look("the distance in metres", ours.distance_m, expected.distance_m);
  difference.look("the points of demand", points.demand, expected.points.demand);
  difference.look("the points of wish", points.wish, expected.points.wish);
  difference.look("the points of position", points.position, expected.points.position);
  difference.look("the points of region", points.region, expected.points.region);
  look_at_items(epoch, ours, points, expected, difference);
  return std::move(difference).found();
}

}  // namespace schakel
