// Base64 (RFC 4648): how JSON carries bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schakel {

// Appends the standard alphabet with padding.
void append_base64(std::string_view bytes, std::string& out);

// Takes the standard and the URL-safe alphabet, with or without padding; nothing when `text` is neither.
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);

}  // namespace schakel
