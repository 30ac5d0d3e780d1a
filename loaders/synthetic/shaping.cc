#include "loaders/synthetic/shaping.h"

#include <algorithm>

namespace schakel {
namespace {

constexpr std::uint32_t kFarthestKm = 400;  // that a record may say
constexpr std::uint32_t kLongestMinutes = 300;

// Leaves each entry in with the given probability, but the first `kept` always.
template <class Entries>
void thin(Entries& entries, std::uint32_t percent, Random& random, int kept = 0) {
  int left = 0;
  for (int i = 0; i < entries.size(); ++i) {
    if (const bool told = random.percent(percent); !told && i >= kept) continue;
    if (left != i) entries.SwapElements(left, i);
    ++left;
  }
  entries.DeleteSubrange(left, entries.size() - left);
}

std::uint32_t scaled_bound(std::uint32_t usual, std::uint32_t percent, std::uint32_t most) {
  return std::clamp((usual * percent + 50) / 100, 1U, most);
}

}  // namespace

std::uint32_t shaped_competences(const MarketShape& shape, std::uint32_t usual) {
  return shape.profile_percent <= 100 ? usual : usual * shape.profile_percent / 100;
}

void thin_out(const MarketShape& shape, Random& random, Seeker& seeker) {
  const std::uint32_t percent = shape.profile_percent;
  if (percent >= 100) return;
  thin(*seeker.mutable_wanted_occupations(), percent, random, 1);
  thin(*seeker.mutable_wanted_sectors(), percent, random);
  thin(*seeker.mutable_competences(), percent, random);
  thin(*seeker.mutable_experience(), percent, random);
  thin(*seeker.mutable_education(), percent, random);
  thin(*seeker.mutable_languages(), percent, random);
  if (!random.percent(percent)) seeker.clear_driving_licences();
  if (!random.percent(percent)) seeker.clear_contract_forms();
}

void shape_bounds(const MarketShape& shape, Travel& travel) {
  if (!shape.travel_percent) {
    travel.clear_max_distance_km();
    travel.clear_max_minutes();
    return;
  }
  if (*shape.travel_percent == 100) return;
  if (const std::uint32_t km = travel.max_distance_km(); km > 0)
    travel.set_max_distance_km(scaled_bound(km, *shape.travel_percent, kFarthestKm));
  if (const std::uint32_t minutes = travel.max_minutes(); minutes > 0)
    travel.set_max_minutes(scaled_bound(minutes, *shape.travel_percent, kLongestMinutes));
}

std::uint32_t shaped_remote(const MarketShape& shape, Random random, std::uint32_t usual) {
  if (!shape.remote_percent) return usual;
  return random.percent(*shape.remote_percent) ? 100 : 0;
}

}  // namespace schakel
