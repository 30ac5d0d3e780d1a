// /v1/metrics.
#pragma once

#include <string>

#include "server/http/metrics.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] std::string metrics_page(Shared& shared, const HttpMetricsSource& http);

}  // namespace schakel
