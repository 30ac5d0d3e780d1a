// An epoch over a base: what came, changed or went since, read with the base's numbers and scored with its counts. So
// it is made in the time that the changes take, and a pair that did not change has the score that it had.
#pragma once

#include <filesystem>

#include "data/date.h"
#include "data/error.h"
#include "index/epoch/epoch.h"
#include "index/epoch/overlay/changed_records.h"
#include "index/store/record_store.h"

namespace schakel {

struct OverlayCounts {
  std::uint64_t came = 0;     // records in the overlay that the base had not
  std::uint64_t changed = 0;  // records in it that the base had otherwise
  std::uint64_t gone = 0;     // records of the base that are erased or no longer active
  std::uint64_t later = 0;    // postings of the base's seekers on lists that it had no reason to make
};

// Whether the base's records read on `date` as they read on its own date, those apart whose days build_overlay() looks
// at: dates of one year, not going back. Otherwise kStale, saying why.
[[nodiscard]] Result<void> same_reading(const Epoch& base, Date date);

// Builds it in `folder`, which must not exist and must be opened beside the base's folder, and seals it. `base` is
// whole; `keys` are at least all that changed up to the snapshot since the base was made of the same store. Besides
// them, records are read again that expire or read otherwise by `date`. The same arguments give the same bytes, on any
// number of threads. Errors: kStale, of same_reading(); those of reading and writing. In parallel; cost: about 50 us
// per changed record and core, and where a vacancy asks what nobody asked before, some microseconds per seeker of the
// base.
[[nodiscard]] Result<OverlayCounts> build_overlay(const Epoch& base, const RecordSnapshot& snapshot, ChangedKeys keys,
                                                  Date date, const std::filesystem::path& folder);

}  // namespace schakel
