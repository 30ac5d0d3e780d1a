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
