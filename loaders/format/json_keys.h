// The keys of a JSON object, to see what kind of record it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// The top-level keys; none when the text is not one JSON object.
[[nodiscard]] std::vector<std::string> json_keys(std::string_view text);

}  // namespace schakel
