// Where a text stops being JSON: the fast parser only says that it does.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace schakel {

struct JsonTrouble {
  std::size_t at = 0;      // 0-based byte
  std::string message;     // "found ',', expected a value"
  bool too_large = false;  // well-formed, but a number is beyond 64 bits or a double
};

// The first trouble in a text that should be one JSON value (RFC 8259), nested at most 1000 deep; nothing when there is
// none. Does not judge UTF-8.
[[nodiscard]] std::optional<JsonTrouble> find_json_trouble(std::string_view text);

}  // namespace schakel
