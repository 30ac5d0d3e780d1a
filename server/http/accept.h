// What a caller takes, from its headers.
#pragma once

#include <string_view>

namespace schakel {

// Whether `coding` ("br") may be used to answer somebody with this Accept-Encoding (RFC 9110, 12.5.3). Without one, or
// where it is malformed: no. Only what is named counts; "*" is not followed.
[[nodiscard]] bool accepts_encoding(std::string_view accept_encoding, std::string_view coding);

// Whether an If-None-Match names `etag` (in its quotes; weak ones compare as strong) or is "*" (RFC 9110, 13.1.2).
[[nodiscard]] bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace schakel
