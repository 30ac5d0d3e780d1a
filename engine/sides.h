// The two sides of a pair, each a record of a market or a guest of it (index/epoch/guest.h).
#pragma once

#include <cstdint>
#include <string_view>

#include "index/epoch/guest_records.h"
#include "index/epoch/market.h"

namespace schakel {

// Cheap to copy; valid as long as what the market looks at, or the guest.
struct SeekerSide {
  SeekerView view;
  std::uint64_t tie = 0;  // fnv1a(id)
  std::string_view name;
  SidePosition position;
};

struct VacancySide {
  VacancyView view;
  std::uint64_t tie = 0;  // mix64(fnv1a(id))
  std::string_view name;
  SidePosition position;
};

// A seeker as if no step of passende arbeid had passed, for low and for high.
class Unwidened {
 public:
  explicit Unwidened(const SeekerSide& seeker) : scalars_(*seeker.view.scalars), side_(seeker) {
    scalars_.widening = {0, 0};
    side_.view.scalars = &scalars_;
  }
  Unwidened(const Unwidened&) = delete;
  Unwidened& operator=(const Unwidened&) = delete;
  // Valid as long as this object and what the seeker refers to.
  [[nodiscard]] const SeekerSide& side() const { return side_; }

 private:
  SeekerScalars scalars_;
  SeekerSide side_;
};

[[nodiscard]] inline SeekerSide side_of(Market market, SeekerId id) {
  return {market.seeker(id), market.tie(id), market.name(id), market.position(id).points};
}
[[nodiscard]] inline VacancySide side_of(Market market, VacancyId id) {
  return {market.vacancy(id), market.tie(id), market.name(id), market.position(id)};
}
[[nodiscard]] inline SeekerSide side_of(const GuestSeeker& guest) {
  return {guest.view(), guest.tie, guest.name, guest.position.points};
}
[[nodiscard]] inline VacancySide side_of(const GuestVacancy& guest) {
  return {guest.view(), guest.tie, guest.name, guest.position};
}

}  // namespace schakel
