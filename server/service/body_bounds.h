// How long a body may be, and of how many parts. docs/api.md tells the same; the answer of a 413 names the bound.
#pragma once

#include <cstddef>

#include "loaders/format/row_limit.h"

namespace schakel {

// A message takes many times the memory of its bytes: a path has this bound, and a batch that of its form.
inline constexpr std::size_t kMostBodyBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMostJsonBytes = kMaxRowBytes;
inline constexpr std::size_t kMostProtobufBytes = std::size_t{16} << 20;  // the longest there is

// Parts of a body, counted before anything is built of them: an empty message takes two or three bytes there and
// hundreds here. Of a message from the wire texts, messages, and whatever its schema does not have; of JSON values.
inline constexpr std::size_t kMostEntries = 10'000;   // at its top
inline constexpr std::size_t kMostParts = 1'000'000;  // at all depths
inline constexpr int kDeepestMessage = 16;

}  // namespace schakel
