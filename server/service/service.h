// The service: everything that is answered under /v1, without a word about transport.
//
//   auto live = LiveMarket::open(layout, live_options);
//   auto service = Service::open({.layout = layout, .live = **live, .tell = log});
//   transport.serve([&](const HttpRequest& request) { return (*service)->handle(request); });
//   ...
//   (*service)->stop();   // ready says no; what is under way is finished
//   (*service)->close();  // behind the last handle(): the logs are written and closed
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "data/error.h"
#include "server/access/quota.h"
#include "server/epochs.h"
#include "server/http/handler.h"
#include "server/http/metrics.h"
#include "server/layout.h"
#include "server/live/live_market.h"
#include "server/service/openapi/document.h"

namespace schakel {

struct Route;

struct ServiceOptions {
  StoreLayout layout;
  LiveMarket& live;  // must outlive the service
  QuotaOptions quota = {};
  bool demo = false;  // the accounts of the demonstration may be used by anyone, and every session says so
  std::uint32_t keep_matches_days = 0;  // as MatchLogOptions::keep_days
  std::string version = "0.1.0";        // of the program; that of the API is kApiVersion
  ApiContact contact = {};              // stands in the OpenAPI document
  HttpMetricsSource http_metrics = {};  // of the transport; may be empty
  Tell tell = {};                       // hears what a person should know, a sentence at a time; thread-safe
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;
};

class Service {
 public:
  // Opens the accounts and the logs. Errors: those of Access and AuditLog (kNotFound: no accounts yet; kBusy: another
  // process writes the log); kBadUsage: a demonstration on a store that is none.
  [[nodiscard]] static Result<std::unique_ptr<Service>> open(ServiceOptions options);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // Thread-safe; waits for disks. What it answers is durable in the logs.
  [[nodiscard]] HttpResponse handle(const HttpRequest& request);

  // From now on /v1/health/ready answers 503. Everything else goes on.
  void stop();

  // Writes what the logs still hold; nothing is answered any more. The accounts of a demonstration are gone then.
  Result<void> close();

 private:
  struct Parts;
  [[nodiscard]] HttpResponse route(const HttpRequest& request, const Route& route);
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace schakel
