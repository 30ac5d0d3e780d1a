// The labour market by ISCO-3 group and region: what is open, who is available, who could start, what is missing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "index/epoch/epoch.h"

namespace schakel {

// A COMPETENCE item, and over the vacancies of a cell that ask it the sum of the cell's seekers who have nothing of it.
struct MissingCompetence {
  ItemId item = 0;
  std::uint64_t times = 0;
};

struct MarketRow {
  GroupId group = kNoGroupId;  // kNoGroupId: all groups together
  std::uint32_t region = 0;    // RegionId; Epoch::regions().size(): the whole country
  MarketCell cell;             // V, W and the class: docs/model.md section 8; over all groups by the same rules
  // Seekers among W who have a vacancy among V in reach (certainly or perhaps) of which every MUST is met.
  std::uint32_t matchable = 0;
  // The one missing most; the first in item order among equals. Nothing where nobody lacks anything, and over all
  // groups together.
  std::optional<MissingCompetence> missing;
};

struct LabourMarket {
  // One per group, and then one of all groups; of each one per region, and then the country: groups + 1 times
  // regions + 1 rows.
  std::vector<MarketRow> rows;
  std::uint32_t regions = 0;
  std::uint32_t vacancies_without_group = 0;  // these are in no cell
  std::uint32_t seekers_without_wish = 0;     // active, and want no group that there is
  // Requires numbers of this market. `group` may be kNoGroupId, `region` the number of regions.
  [[nodiscard]] const MarketRow& row(GroupId group, std::uint32_t region) const;
};

// Counts anew who is matchable and what is missing; V, W and the classes of groups are the epoch's. In parallel; the
// result does not depend on the number of threads. Cost: about that of counting the epoch's positions, 1 s of CPU for
// 100,000 seekers and 30,000 vacancies.
[[nodiscard]] LabourMarket labour_market(const Epoch& epoch);

}  // namespace schakel
