// The longest row that is read: far above any record of the schema, far below any machine's memory.
#pragma once

#include <cstddef>

namespace schakel {

inline constexpr std::size_t kMaxRowBytes = std::size_t{4} << 20;

}  // namespace schakel
