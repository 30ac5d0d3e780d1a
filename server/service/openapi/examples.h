// Requests to try: they stand in the OpenAPI document, and a test sends each of them.
#pragma once

#include <string_view>

namespace schakel {

// A request body of the path as JSON; empty where there is none. Ids are those of a made-up market of `schakel
// generate`; where an answer has to come first, the example has the text "MATCH_ID" in its place.
[[nodiscard]] std::string_view example_of(std::string_view path);

inline constexpr std::string_view kExampleMatchId = "MATCH_ID";

}  // namespace schakel
