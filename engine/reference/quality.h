// How well a seeker meets one item of a vacancy (docs/model.md, section 3).
#pragma once

#include "data/schema/strategy.pb.h"
#include "engine/reference/records.h"
#include "engine/reference/reference.h"

namespace schakel::reference {

// Both ends 0..256. `year` is the year of the epoch's date; `starts` belongs to the item (see VacancyFacts).
[[nodiscard]] ReferenceInterval quality(const Item& item, const StartGrades* starts, const SeekerFacts& seeker,
                                        const Strategy& strategy, std::uint32_t year);

}  // namespace schakel::reference
