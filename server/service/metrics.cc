#include "server/service/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace schakel {

void Metrics::count(std::size_t route, int status, std::chrono::nanoseconds took) {
  Route& counts = routes_[route];
  ++counts.statuses[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))];
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket = std::ranges::lower_bound(kLatencyBounds, seconds) - kLatencyBounds.begin();
  ++counts.latencies[static_cast<std::size_t>(bucket)];
  counts.nanoseconds += static_cast<std::uint64_t>(took.count());
}

void PrometheusText::family(std::string_view name, std::string_view type, std::string_view help) {
  name_ = name;
  fmt::format_to(std::back_inserter(text_), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

void PrometheusText::add(std::string_view labels, double value, std::string_view suffix) {
  fmt::format_to(std::back_inserter(text_), "{}{}{}{}{} {}\n", name_, suffix, labels.empty() ? "" : "{", labels,
                 labels.empty() ? "" : "}", value);
}

}  // namespace schakel
