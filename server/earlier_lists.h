// Last night's lists, as what tonight's are made of, or as what tonight's rematch tries first.
#pragma once

#include <memory>
#include <optional>

#include "engine/match_lists.h"
#include "index/epoch/epoch.h"
#include "server/layout.h"

namespace schakel {

struct EarlierLists {
  std::unique_ptr<const Epoch> epoch;
  std::unique_ptr<const Run> run;
};

// Which epochs' lists will do: whole epochs of the same strategy as the one that lists are wanted of, or any.
enum class Earlier : std::uint8_t { kAlike, kAny };

// The longest lists of the newest other epoch that will do and is still in the store. They only save time, so whatever
// cannot be read is passed over: nothing when no such lists are left. Opens that epoch, without hashing its files.
[[nodiscard]] std::optional<EarlierLists> earlier_lists(const StoreLayout& layout, const Epoch& epoch, Earlier which);

}  // namespace schakel
