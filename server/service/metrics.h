// Counts of the service, as Prometheus reads them.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace schakel {

inline constexpr std::array<double, 12> kLatencyBounds{0.001, 0.002, 0.003, 0.005, 0.01, 0.02,
                                                       0.05,  0.1,   0.25,  0.5,   1,    5};
inline constexpr std::size_t kMostRoutes = 48;

// Thread-safe; counting costs some nanoseconds.
class Metrics {
 public:
  // An answer of the route with that number in the table; `status` is the HTTP status.
  void count(std::size_t route, int status, std::chrono::nanoseconds took);
  // A request for no route.
  void count_unrouted() { ++unrouted_; }

  struct Route {
    std::array<std::atomic<std::uint64_t>, 6> statuses{};  // by hundreds
    std::array<std::atomic<std::uint64_t>, kLatencyBounds.size() + 1> latencies{};
    std::atomic<std::uint64_t> nanoseconds{0};
  };
  [[nodiscard]] const Route& route(std::size_t route) const { return routes_[route]; }
  [[nodiscard]] std::uint64_t unrouted() const { return unrouted_; }

 private:
  std::array<Route, kMostRoutes> routes_;
  std::atomic<std::uint64_t> unrouted_{0};
};

// The text format of Prometheus, one family after another.
class PrometheusText {
 public:
  // "# HELP" and "# TYPE"; what is added next belongs to it.
  void family(std::string_view name, std::string_view type, std::string_view help);
  // `labels`: "route=\"/v1/market\"", or nothing. `suffix`: "_bucket".
  void add(std::string_view labels, double value, std::string_view suffix = {});
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string name_, text_;
};

}  // namespace schakel
