#include "server/console/console_files.h"

namespace schakel {

std::span<const StaticFile> console_files() { return {}; }

}  // namespace schakel
