#include "server/serve/server_log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/ansicolor_sink.h>

namespace schakel {

std::shared_ptr<spdlog::logger> make_server_log() {
  auto sink = std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>(spdlog::color_mode::never);
  auto log = std::make_shared<spdlog::logger>("schakel", std::move(sink));
  log->set_formatter(
      std::make_unique<spdlog::pattern_formatter>("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc));
  log->flush_on(spdlog::level::info);
  return log;
}

}  // namespace schakel
