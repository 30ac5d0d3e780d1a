// manifest.json as text.
#pragma once

#include <string>
#include <string_view>

#include "index/seal/seal.h"

namespace schakel {

// One canonical text per manifest: two spaces of indent, facts and files in order. Its member "seal" is the SHA-256 of
// all bytes before the line that holds it, so that a manifest guards itself too.
[[nodiscard]] std::string write_manifest(const Manifest& manifest);

// Only what write_manifest() wrote, byte for byte; anything else is kCorrupt.
[[nodiscard]] Result<Manifest> parse_manifest(std::string_view text);

}  // namespace schakel
