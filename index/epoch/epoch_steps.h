// build_epoch() that says what it is at.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "data/error.h"
#include "index/epoch/epoch.h"

namespace schakel {

// In this order; each takes seconds for a whole country.
enum class EpochStep : std::uint8_t { kReading, kPosting, kCounting, kWriting };

// Told each step when it begins, by the thread that builds.
using OnEpochStep = std::function<void(EpochStep)>;

[[nodiscard]] Result<EpochCounts> build_epoch(const RecordSnapshot& snapshot, const EpochOptions& options,
                                              const std::filesystem::path& folder, const OnEpochStep& told);

}  // namespace schakel
