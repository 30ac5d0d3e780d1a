// The OpenAPI 3 document, made from the table of routes and the messages: it cannot say another thing than they do.
#pragma once

#include <string>
#include <string_view>

namespace schakel {

// JSON. Made once; thread-safe.
[[nodiscard]] const std::string& openapi_document(std::string_view version);

}  // namespace schakel
