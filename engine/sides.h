// The two sides of a pair, each a record of an epoch or a guest of it (index/epoch/guest.h).
#pragma once

#include <cstdint>
#include <string_view>

#include "index/epoch/epoch.h"
#include "index/epoch/guest.h"

namespace schakel {

// Cheap to copy; valid as long as the epoch or the guest.
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

[[nodiscard]] inline SeekerSide side_of(const Epoch& epoch, SeekerId id) {
  return {epoch.seeker(id), epoch.seeker_ties[id.value], epoch.name(id), epoch.seeker_positions[id.value].points};
}
[[nodiscard]] inline VacancySide side_of(const Epoch& epoch, VacancyId id) {
  return {epoch.vacancy(id), epoch.vacancy_ties[id.value], epoch.name(id), epoch.vacancy_positions[id.value]};
}
[[nodiscard]] inline SeekerSide side_of(const GuestSeeker& guest) {
  return {guest.view(), guest.tie, guest.name, guest.position.points};
}
[[nodiscard]] inline VacancySide side_of(const GuestVacancy& guest) {
  return {guest.view(), guest.tie, guest.name, guest.position};
}

}  // namespace schakel
