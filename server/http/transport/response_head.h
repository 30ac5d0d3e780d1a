// The bytes before the body of an answer.
#pragma once

#include <string>
#include <string_view>

#include "server/http/handler.h"

namespace schakel {

// What the head depends on beside the response.
struct ResponseContext {
  std::string_view method;  // of the request: HEAD has no body
  std::string_view path;    // of the request; empty where it is not known: then as under /v1, where an answer is not
                            // to be kept, and names its version
  bool keep_alive = true;
  bool tls = false;
  std::string_view api_version;
  std::string_view date;  // in the form of HTTP; empty: none
};

// Status line, headers, empty line. A header of the response replaces ours of that name. A name or value that holds a
// line end or another control character would let its bytes become headers: it is left out.
[[nodiscard]] std::string response_head(const HttpResponse& response, const ResponseContext& context);

// Whether the body is sent: not to HEAD, and not with 204 or 304.
[[nodiscard]] bool sends_body(int status, std::string_view method);

// "Sun, 29 Nov 2026 01:02:03 GMT", of now. Made once a second per thread.
[[nodiscard]] std::string_view http_date();

}  // namespace schakel
