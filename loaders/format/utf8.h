// Text that should be UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace schakel {

// Number of leading bytes that are valid UTF-8 (no surrogates, nothing overlong, nothing above U+10FFFF); text.size()
// when all is.
[[nodiscard]] std::size_t valid_utf8_bytes(std::string_view text);

// The longest prefix of at most `limit` bytes that does not cut a character.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t limit);

// The text with U+FFFD for every byte that is not UTF-8: for names of files and for messages.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

}  // namespace schakel
