// The target of a request line, taken apart.
#pragma once

#include <optional>
#include <string_view>

namespace schakel {

struct RequestTarget {
  std::string_view path;   // from its first '/', or "*"
  std::string_view query;  // behind the first '?'
};

// Origin form ("/v1/x?y"), absolute form ("http://host/v1/x?y", RFC 9112, 3.2.2) or "*". Points into `target`. Nothing
// for whatever else: an authority, a fragment, blanks, control characters, bytes beyond ASCII, a '%' without two hex
// digits behind it.
[[nodiscard]] std::optional<RequestTarget> parse_request_target(std::string_view target);

}  // namespace schakel
