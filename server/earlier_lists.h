// Last night's lists, as what tonight's rematch tries first.
#pragma once

#include <optional>
#include <string>

#include "data/date.h"
#include "engine/seeds.h"
#include "index/epoch/epoch.h"
#include "server/layout.h"

namespace schakel {

struct EarlierLists {
  std::string epoch;
  Date date;
  Seeds seeds;
};

// The pairs of the longest lists of the newest other epoch that is still in the store, up to `top` rows each and some
// to spare. They only save time, so whatever cannot be read is passed over: nothing when no such lists are left. Opens
// that epoch, without hashing its files.
[[nodiscard]] std::optional<EarlierLists> earlier_lists(const StoreLayout& layout, const Epoch& epoch,
                                                        std::uint32_t top);

}  // namespace schakel
