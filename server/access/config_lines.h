// Configuration in lines of JSON: one object a line, empty lines between them if one likes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "data/error.h"
#include "server/access/json_fields.h"

namespace schakel {

inline constexpr std::size_t kMaxConfigBytes = std::size_t{64} << 20;

// Calls `take` with the fields of every line, in order. It returns what is wrong with them, in words, or nothing;
// asking for JsonFields::trouble() is left to us. The first line with something wrong is kBadInput: "NAME, line 3:
// field role: found "boss", expected ...".
[[nodiscard]] Result<void> read_config_lines(std::string_view text, std::string_view name,
                                             const std::function<std::string(JsonFields&)>& take);

}  // namespace schakel
