// The console as files that travel inside the program.
#pragma once

#include <span>

#include "server/http/static_files.h"

namespace schakel {

// Sorted by path. Empty where the program was built without the console (SCHAKEL_CONSOLE).
[[nodiscard]] std::span<const StaticFile> console_files();

}  // namespace schakel
