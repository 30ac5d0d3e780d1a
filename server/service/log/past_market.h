// A market as it was: an epoch with what had changed since then, read again from the record store.
#pragma once

#include <memory>
#include <optional>

#include "data/error.h"
#include "server/layout.h"
#include "server/live/open_market.h"

namespace schakel {

// The market of the epoch up to that change; null where a record that had changed by then has changed again: what it
// said then is not kept. Errors: those of the record store. Cost: that of reading the changes since the epoch.
[[nodiscard]] Result<std::shared_ptr<const OpenMarket>> past_market(const StoreLayout& layout,
                                                                    std::shared_ptr<const OpenEpoch> epoch,
                                                                    Sequence sequence);

}  // namespace schakel
