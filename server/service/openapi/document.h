// The OpenAPI 3 document, made from the table of routes and the messages: it cannot say another thing than they do.
#pragma once

#include <string>
#include <string_view>

namespace schakel {

// What every answer under /v1 says in its header API-Version, and the document in info.version.
inline constexpr std::string_view kApiVersion = "1.0.0";

// Whom to ask about the API of one installation, as the API Design Rules want to know it. All empty: nobody is named.
struct ApiContact {
  std::string name, url, email;
};

// JSON. Some milliseconds; thread-safe.
[[nodiscard]] std::string openapi_document(const ApiContact& contact);

}  // namespace schakel
