#include "server/service/service.h"

#include <google/protobuf/arena.h>

#include <utility>

#include "server/service/body.h"
#include "server/service/call.h"
#include "server/service/metrics_page.h"
#include "server/service/openapi/document.h"
#include "server/service/routes.h"

namespace schakel {

struct Service::Parts {
  ServiceOptions options;
  std::unique_ptr<Guard> guard;
  std::unique_ptr<MatchLog> matches;
  Shared shared;
  std::string document;  // OpenAPI
};

namespace {

// What of a call is written down: answers about persons, changes, and what other machines start.
bool is_logged(Action action) {
  if (concerns_persons(action)) return true;
  switch (action) {
    case Action::kWriteVacancy:
    case Action::kDeleteVacancy:
    case Action::kEpochsBuild:
      return true;
    default:
      return false;
  }
}

HttpResponse not_modified_by_caches(HttpResponse response) {
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

// What is left of an answer once it is known whom it shows.
Answered<void> complete(Call& call, Media out, const google::protobuf::Message& told, std::string& body) {
  if (call.act)
    if (auto done = call.act(); !done) return done;
  body = write_body(out, told);
  if (!call.logging.valid()) return {};
  if (call.logging.get()) return {};
  auto refused = refuse(503, "log", "What was answered cannot be written down now, so nothing is shown");
  refused.error().headers.push_back({"Retry-After", "5"});
  return refused;
}

// Comes back when the answer is whole and whoever it shows is written down: neither waits for the other.
Answered<std::string> release(Call& call, std::optional<Action> action, Media out,
                              const google::protobuf::Message& told) {
  std::string body;
  const auto rest = [&] { return complete(call, out, told, body); };
  const auto released = [&]() -> Answered<void> {
    if (!action || !is_logged(*action)) return rest();
    const bool shown = call.shows_persons && !call.persons.empty();
    Deed deed{.action = action_name(*action),
              .result = shown ? kResultShown : kResultDone,
              .persons = std::move(call.persons),
              .match = call.match_id,
              .epoch = call.open->id()};
    return call.shared.guard.release(call.request, call.caller, std::move(deed), rest);
  }();
  if (!released) return std::unexpected(released.error());
  return body;
}

// A call of somebody who may: reads it, does it, writes it down, tells it.
Answered<HttpResponse> answer(Shared& shared, const HttpRequest& request, const Route& route, const Caller& caller,
                              std::chrono::system_clock::time_point now) {
  const auto forms = forms_of(request);
  if (!forms) return std::unexpected(forms.error());
  if (auto checked = check_length(request.body, forms->in, route.most_bytes); !checked)
    return std::unexpected(checked.error());
  google::protobuf::Arena arena;
  const auto& asked_type = route.request != nullptr ? *route.request : api::Provenance::default_instance();
  google::protobuf::Message& asked = *asked_type.New(&arena);
  if (route.request != nullptr) {
    const auto reader = shared.readers.take();
    if (auto read = read_body(*reader, forms->in, request.body, asked); !read) return std::unexpected(read.error());
  }
  google::protobuf::Message& told = *route.answer->New(&arena);
  Call call{.shared = shared, .request = request, .caller = caller, .open = shared.live.market(), .time = now};
  auto done = route.run(call, asked, told);
  if (!done) {
    if (route.action && is_logged(*route.action))
      shared.guard.note(request, caller, action_name(*route.action), kResultFailed, std::move(call.persons));
    return std::unexpected(done.error());
  }
  auto body = release(call, route.action, forms->out, told);
  if (!body) return std::unexpected(body.error());
  return HttpResponse{.status = route.status,
                      .content_type = std::string(content_type_of(forms->out)),
                      .headers = {},
                      .body = *std::move(body)};
}

}  // namespace

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

Result<std::unique_ptr<Service>> Service::open(ServiceOptions options) {
  std::optional<Demo> demo;
  std::vector<std::string> removed;
  if (options.demo) {
    auto opened = open_demo(options.layout, options.live.market()->market());
    if (!opened) return std::unexpected(opened.error());
    demo = *std::move(opened);
  } else {  // one that was killed could not do it
    auto ended = end_demo(options.layout);
    if (!ended) return std::unexpected(ended.error());
    removed = *std::move(ended);
  }
  auto guard =
      Guard::open({.layout = options.layout, .quota = options.quota, .tell = options.tell, .now = options.now});
  if (!guard) return std::unexpected(guard.error());
  if (demo)
    for (const DemoLogin& login : demo->logins) (*guard)->note_account(login.account, "changed");
  for (const std::string& account : removed) (*guard)->note_account(account, "removed");
  auto matches = MatchLog::open(options.layout.matches(),
                                {.keep_days = options.keep_matches_days, .now = options.now, .tell = options.tell});
  if (!matches) return std::unexpected(matches.error());
  auto cursors = CursorSeal::make();
  if (!cursors) return std::unexpected(cursors.error());
  Guard& open_guard = **guard;
  MatchLog& open_matches = **matches;
  LiveMarket& live = options.live;
  const StoreLayout layout = options.layout;
  const std::string version = options.version;
  std::string document = openapi_document(options.contact);
  const Tell tell = options.tell;
  std::unique_ptr<Parts> parts(new Parts{.options = std::move(options),
                                         .guard = *std::move(guard),
                                         .matches = *std::move(matches),
                                         .shared = {.layout = layout,
                                                    .live = live,
                                                    .guard = open_guard,
                                                    .matches = open_matches,
                                                    .cursors = *std::move(cursors),
                                                    .version = version,
                                                    .tell = tell,
                                                    .demo = std::move(demo)},
                                         .document = std::move(document)});
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

HttpResponse Service::handle(const HttpRequest& request) {
  Shared& shared = parts_->shared;
  const auto routed = find_route(request.method, request.path);
  if (!routed) {
    shared.metrics.count_unrouted();
    return response_of(
        refuse(404, "no-such-path", "There is nothing at this path; /v1/openapi.json names them all").error());
  }
  if (routed->route == nullptr) {
    shared.metrics.count_unrouted();
    auto refused = refuse(405, "method", "This path takes other methods");
    refused.error().headers.push_back({"Allow", methods_of(request.path)});
    return response_of(refused.error());
  }
  const auto began = std::chrono::steady_clock::now();
  HttpResponse response = not_modified_by_caches(route(request, *routed->route));
  shared.metrics.count(routed->number, response.status, std::chrono::steady_clock::now() - began);
  return response;
}

HttpResponse Service::route(const HttpRequest& request, const Route& route) {
  Shared& shared = parts_->shared;
  Caller caller;
  if (route.door == Door::kAccount ||
      (route.door == Door::kSession &&
       (!shared.demo || !bearer_token(request).empty() || !request.certificate.empty()))) {
    auto identified = shared.guard.identify(request);
    if (!identified) return response_of(identified.error());
    caller = *std::move(identified);
  }
  if (route.door == Door::kAccount)
    if (const auto allowed = shared.guard.authorise(request, caller, *route.action); !allowed)
      return response_of(allowed.error());
  if (route.answer == nullptr) {
    const bool document = route.door == Door::kOpen;
    HttpResponse text{.status = 200, .content_type = std::string(route.type), .headers = {}, .body = {}};
    text.body = document ? parts_->document : metrics_page(shared, parts_->options.http_metrics);
    if (document) text.headers.push_back({"Access-Control-Allow-Origin", "*"});  // API Design Rules: publish-openapi
    return text;
  }
  auto answered = answer(shared, request, route, caller, parts_->options.now());
  return answered ? *std::move(answered) : response_of(answered.error());
}

void Service::stop() { parts_->shared.stopping = true; }

Result<void> Service::close() {
  Result<void> ended;
  if (parts_->shared.demo) {
    auto removed = end_demo(parts_->shared.layout);
    if (removed)
      for (const std::string& account : *removed) parts_->guard->note_account(account, "removed");
    else
      ended = std::unexpected(removed.error());
  }
  auto closed = parts_->guard->close();
  return ended ? closed : ended;
}

}  // namespace schakel
