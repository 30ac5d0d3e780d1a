#include "server/serve/serving.h"

#include "server/console/console_files.h"
#include "server/http/static_files.h"
#include "server/live/live_market.h"
#include "server/service/api/operation.pb.h"
#include "server/service/service.h"

namespace schakel {

// In the order in which they are closed, backwards.
struct Serving::Parts {
  StaticFiles console{console_files()};
  std::unique_ptr<LiveMarket> live;
  std::unique_ptr<Service> service;
};

namespace {

// A demonstration's market was made up for one day; on the real one its vacancies would be closed.
Result<LiveOptions> live_options(const ServingOptions& options) {
  LiveOptions live{.whole_at = options.whole_at, .keep = options.keep_epochs, .tell = options.tell};
  if (!options.demo) return live;
  const auto current = read_current(options.layout);
  if (!current) return std::unexpected(current.error());
  live.today = [date = current->date] { return date; };
  return live;
}

}  // namespace

Serving::Serving(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Serving::~Serving() = default;

Result<std::unique_ptr<Serving>> Serving::open(const ServingOptions& options) {
  const auto chosen = live_options(options);
  if (!chosen) return std::unexpected(chosen.error());
  auto parts = std::make_unique<Parts>();
  auto live = LiveMarket::open(options.layout, *chosen);
  if (!live) return std::unexpected(live.error());
  parts->live = *std::move(live);
  auto service = Service::open({.layout = options.layout,
                                .live = *parts->live,
                                .demo = options.demo,
                                .keep_matches_days = options.keep_matches_days,
                                .contact = options.contact,
                                .http_metrics = options.http_metrics,
                                .tell = options.tell});
  if (!service) return std::unexpected(service.error());
  parts->service = *std::move(service);
  return std::unique_ptr<Serving>(new Serving(std::move(parts)));
}

HttpResponse Serving::answer(const HttpRequest& request) {
  const bool api = request.path == "/v1" || request.path.starts_with("/v1/");
  return api ? parts_->service->handle(request) : parts_->console.answer(request);
}

std::vector<DemoAccountLine> Serving::demo_accounts() {
  HttpRequest request;
  request.method = "GET";
  request.path = "/v1/session";
  request.headers.push_back({"accept", "application/x-protobuf"});
  const HttpResponse response = parts_->service->handle(request);
  std::vector<DemoAccountLine> lines;
  api::Session session;
  if (response.status != 200 || !session.ParseFromString(response.body)) return lines;
  for (const api::DemoAccount& account : session.demo_accounts())
    lines.push_back({account.account(), account.role(), account.purpose(), account.token()});
  return lines;
}

void Serving::stop() { parts_->service->stop(); }
Result<void> Serving::close() { return parts_->service->close(); }

}  // namespace schakel
