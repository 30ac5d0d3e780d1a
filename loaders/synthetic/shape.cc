#include "loaders/synthetic/shape.h"

#include <string>

namespace schakel {
namespace {

constexpr std::uint32_t kMostPercent = 1000;
constexpr std::uint32_t kMostSkew = 4;

Result<void> out_of_range(const char* what, std::uint32_t value, std::uint32_t low, std::uint32_t high) {
  return fail(ErrorCode::kBadUsage, std::string("the ") + what + " of a synthetic market is " + std::to_string(low) +
                                        " to " + std::to_string(high) + ", not " + std::to_string(value));
}

}  // namespace

Result<void> check(const MarketShape& shape) {
  if (shape.profile_percent > kMostPercent)
    return out_of_range("profile percentage", shape.profile_percent, 0, kMostPercent);
  if (shape.skew > kMostSkew) return out_of_range("skew", shape.skew, 0, kMostSkew);
  if (const std::uint32_t travel = shape.travel_percent.value_or(100); travel == 0 || travel > kMostPercent)
    return out_of_range("travel percentage", travel, 1, kMostPercent);
  if (const std::uint32_t remote = shape.remote_percent.value_or(0); remote > 100)
    return out_of_range("remote percentage", remote, 0, 100);
  return {};
}

}  // namespace schakel
