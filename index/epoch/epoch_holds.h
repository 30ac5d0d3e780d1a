// Whether an epoch holds a record, asked of its folder: for who does not want to open it.
#pragma once

#include <filesystem>
#include <string_view>

#include "data/error.h"
#include "index/store/record_store.h"

namespace schakel {

// Whether the epoch in `folder` has the seeker or vacancy of that id: of its own, or of its base, which lies beside it,
// and not gone from there. As find_seeker() and find_vacancy() of the epoch would say. Files are not hashed: what is
// damaged may be missed, and is never read beyond its end. Errors: those of Epoch::open() without `verify`. Cost: some
// tens of microseconds, however large the epoch is, and the pages of a binary search.
[[nodiscard]] Result<bool> epoch_holds(const std::filesystem::path& folder, RecordKind kind, std::string_view id);

}  // namespace schakel
