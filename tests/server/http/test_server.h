// A server for a test: on a free port of the loopback, with a handler that tells what it got.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "server/http/server.h"

namespace schakel {

// "POST /path?query from 127.0.0.1: body". Paths: /sleep/MS waits so long first, /throw fails.
inline HttpResponse echo(const HttpRequest& request) {
  if (request.path.starts_with("/sleep/"))
    std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(request.path.substr(7))));
  if (request.path == "/throw") throw std::runtime_error("a secret");
  HttpResponse response;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.path + (request.query.empty() ? "" : "?" + request.query) + " from " +
                  request.origin + ": " + request.body;
  return response;
}

inline HttpServerOptions on_loopback() {
  HttpServerOptions options;
  options.address = "127.0.0.1";
  options.api_version = "1.2.3";
  options.workers = 4;
  options.limits.stop_time = std::chrono::milliseconds(3000);
  return options;
}

inline std::unique_ptr<HttpServer> started(HttpServerOptions options, Handler handler = echo) {
  auto server = HttpServer::start(std::move(options), std::move(handler));
  if (!server) throw std::runtime_error(server.error().message);
  return std::move(*server);
}

}  // namespace schakel
