// Text that fits on a line: as wide as a screen shows it, not as long as it is in bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::cli {

inline constexpr std::size_t kLineWidth = 120;

// Columns on the screen: one per character of UTF-8.
[[nodiscard]] std::size_t width_of(std::string_view text);

// Exactly `width` columns: cut with an ellipsis, or filled with spaces behind.
[[nodiscard]] std::string fit(std::string_view text, std::size_t width);

// At most `width` columns.
[[nodiscard]] std::string cut(std::string_view text, std::size_t width);

// "one; two; three; and 4 more" within `width` columns; at least the first part, cut where it must be. `more` has one
// {}.
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::size_t width,
                               std::string_view more = "and {} more");

// Lines of at most kLineWidth columns, broken at spaces, those after the first indented; without a line end at the end.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t indent);

}  // namespace schakel::cli
