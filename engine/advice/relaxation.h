// What an employer could ask less of, or offer more widely: docs/advice.md section 5.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "data/schema/vacancy.pb.h"

namespace schakel {

struct Relaxation {
  enum class Kind : std::uint8_t {
    kMustToWanted,  // a MUST counts as WANTED
    kLowerLevel,    // a minimum level one lower
    kFewerMonths,   // half of the months of experience
    kFewerHours,    // the least hours 8 lower, at least 0
    kMoreHours,     // the most hours 8 higher, at most 40
    kNoShifts,      // no shift work
    kPartlyRemote,  // remote share 20 points more
    kFullyRemote,   // all work from home
  };
  Kind kind{};
  int requirement = -1;                 // the first one of the record that states the item; -1 for those of the offer
  std::uint32_t before = 0, after = 0;  // level, months, hours or percent
  friend bool operator==(const Relaxation&, const Relaxation&) = default;
};

// Those that change something, in order of kind and requirement. A requirement that is repeated counts once, and is
// relaxed wherever it stands.
[[nodiscard]] std::vector<Relaxation> relaxations_of(const Vacancy& record);

// All of them made at once; each is one of relaxations_of() the record.
[[nodiscard]] Vacancy relaxed(Vacancy record, std::span<const Relaxation> relaxations);

// Whether both make sense together: of the two on the remote share only one does.
[[nodiscard]] bool compatible(const Relaxation& a, const Relaxation& b);

}  // namespace schakel
