// Everything that answers behind the transport, opened together and closed in order.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/error.h"
#include "server/epochs.h"
#include "server/http/handler.h"
#include "server/http/metrics.h"
#include "server/layout.h"
#include "server/service/openapi/document.h"

namespace schakel {

struct ServingOptions {
  StoreLayout layout;
  bool demo = false;                     // accounts for anyone, and a day that stands still: that of the epoch
  std::uint32_t keep_matches_days = 0;   // how long a list can be played again; 0: for ever
  std::optional<int> whole_at;           // as LiveOptions
  std::chrono::minutes keep_epochs{60};  // as LiveOptions::keep
  ApiContact contact = {};               // of whoever runs it; stands in the OpenAPI document
  HttpMetricsSource http_metrics;
  Tell tell;  // thread-safe
};

// An account of a demonstration.
struct DemoAccountLine {
  std::string account, role, purpose, token;
};

class Serving {
 public:
  // Errors of opening the store (kNotFound: no epoch was made yet, or no accounts; kBusy: another process writes), and
  // kBadUsage for a demonstration on a market that was not made up.
  [[nodiscard]] static Result<std::unique_ptr<Serving>> open(const ServingOptions& options);
  ~Serving();

  // /v1 by the service, everything else by the console. Thread-safe; may wait for disks.
  [[nodiscard]] HttpResponse answer(const HttpRequest& request);

  // Empty but for a demonstration.
  [[nodiscard]] std::vector<DemoAccountLine> demo_accounts();

  // From now on it says that it is not ready. Everything else goes on.
  void stop();
  // Behind the last answer: writes what is left to write.
  [[nodiscard]] Result<void> close();

 private:
  struct Parts;
  explicit Serving(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace schakel
