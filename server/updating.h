// The epoch that answers, brought up to date: what changed since a whole epoch, as an epoch over it.
#pragma once

#include <optional>
#include <string>

#include "data/date.h"
#include "data/error.h"
#include "data/schema/strategy.pb.h"
#include "index/epoch/overlay/build_overlay.h"
#include "index/seal/seal.h"
#include "index/store/record_store.h"
#include "server/base_check.h"
#include "server/files/folder_maker.h"
#include "server/layout.h"

namespace schakel {

struct Updated {
  Manifest epoch;
  OverlayCounts counts;
};

// The name of the whole epoch that is called `id`, or that the epoch of that name lies over. kNotFound names those that
// are there.
[[nodiscard]] Result<std::string> base_of(const StoreLayout& layout, const std::string& id);

// Makes the epoch of the records as they are over `base`, as of `date`, with a maker of DIR/epochs, which still has to
// publish it. kStale where a whole epoch is needed, saying why: the taxonomy or the year is another.
[[nodiscard]] Result<Updated> make_overlay(FolderMaker& maker, const RecordStore& records, const Epoch& base,
                                           Date date);

// From the records to the epoch over `base` that answers from now on. Of the epochs over bases, the one that answered
// before stays, with its lists; older ones go. `check` is of `base`, which need not have been hashed when
// it was opened: it is waited for at the end. On so many threads, 0 for all cores, and those of the check. The base's
// records, which it does not hash, are hashed by who opens the epoch to answer from it. kBusy when another process
// makes epochs; kCorrupt when the base is damaged, and then nothing has changed.
[[nodiscard]] Result<Updated> bring_up_to_date(const StoreLayout& layout, const Epoch& base, Date date,
                                               BaseCheck& check, int threads = 0);

}  // namespace schakel
