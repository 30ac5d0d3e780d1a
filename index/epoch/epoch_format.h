// Which epochs this program reads.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "data/error.h"
#include "index/seal/seal.h"

namespace schakel {

// Of an epoch's files, and of what the model makes of records: whatever changes either raises it. It is part of an
// epoch's id, so that lists of one format are never taken for those of another.
inline constexpr std::string_view kEpochFormat = "5";

// Of the manifest that is in `folder`. kCorrupt: it is of no epoch; kStale: of one that another version of this program
// made, in another format.
[[nodiscard]] inline Result<void> check_epoch_format(const Manifest& manifest, const std::filesystem::path& folder) {
  const auto format = manifest.facts.find("format");
  if (manifest.kind != "epoch" || format == manifest.facts.end())
    return fail(ErrorCode::kCorrupt, folder.string() + " is not an epoch");
  if (format->second == kEpochFormat) return {};
  return fail(ErrorCode::kStale, folder.string() + " is an epoch of format " + format->second +
                                     ", and this program reads those of format " + std::string(kEpochFormat));
}

}  // namespace schakel
