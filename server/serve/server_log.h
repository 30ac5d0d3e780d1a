// What a server tells those who run it: lines on standard error, with the time in UTC.
#pragma once

#include <spdlog/logger.h>

#include <memory>

namespace schakel {

// Thread-safe. "2026-11-29T01:02:03.456Z info ..."; nothing personal belongs in it.
[[nodiscard]] std::shared_ptr<spdlog::logger> make_server_log();

}  // namespace schakel
