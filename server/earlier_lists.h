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

// Which epochs' lists will do: those of whole epochs of the same strategy as the one that lists are wanted of, to make
// lists of, or any, to try first.
enum class Earlier : std::uint8_t { kAlike, kAny };

// The longest lists of the newest other epoch that will do and is still in the store. They only save time, so whatever
// cannot be read is passed over: nothing when no such lists are left. The files of the run are hashed, and those of an
// epoch that lists are to be made of.
[[nodiscard]] std::optional<EarlierLists> earlier_lists(const StoreLayout& layout, const Epoch& epoch, Earlier which);

}  // namespace schakel
