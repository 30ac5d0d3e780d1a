// The transport: HTTP/1.1 over TCP, TLS and a Unix socket, before a handler that knows none of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "server/http/handler.h"
#include "server/http/limits.h"
#include "server/http/metrics.h"

namespace schakel {

// PEM files. TLS 1.2 and 1.3. An elliptic curve key makes a handshake five to ten times cheaper than RSA.
struct TlsFiles {
  std::filesystem::path certificate;  // with what it needs to reach its root
  std::filesystem::path key;
  std::filesystem::path client_ca;  // empty: clients show no certificate; else each must show one that this CA signed
};

struct HttpServerOptions {
  std::string address;          // "127.0.0.1", "::1"; empty: no TCP
  std::uint16_t port = 0;       // 0: a free one
  std::optional<TlsFiles> tls;  // for TCP

  std::filesystem::path socket;  // of the Unix socket; empty: none. One that nobody listens to any more is replaced.
  unsigned socket_mode = 0600;

  unsigned io_threads = 1;  // each reads and writes thousands of connections, and never waits
  unsigned workers = 0;     // run the handler, which may wait for a disk; 0: two per core, at least 4
  HttpLimits limits;

  // Paths (whole) that are answered by a thread of their own, however long the queue: health. They must not wait.
  std::vector<std::string> cheap_paths;
  std::string api_version;  // of what lies under /v1

  // Rare events, in a sentence: no files left, an exception in the handler. Called by any thread.
  std::function<void(std::string_view)> log;
};

// Runs from start() to stop(). Thread-safe.
//
// It answers itself only: what is no HTTP (400), what is too large (413, 431) or too slow (408), what there is no room
// for (503 with Retry-After), "OPTIONS *". Bodies of these are problem+json. Everything else is the handler's. Requests
// of one connection are worked one after the other.
class HttpServer {
 public:
  // Listens when it returns. Raises the number of files that this process may have open to what the system allows.
  // Errors: kBusy (somebody listens there), kBadInput (address, certificate or key is none), kNoPermission, kNotFound
  // (a file), kIo.
  [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(HttpServerOptions options, Handler handler);

  // stop().
  ~HttpServer();

  [[nodiscard]] std::uint16_t port() const;  // that TCP listens on; 0 without TCP
  [[nodiscard]] HttpMetrics metrics() const;

  // From now on, connections show the certificate that the files hold now. The error leaves the old one in use.
  [[nodiscard]] Result<void> reload_tls();

  // Takes no more connections, closes those that wait for a request, finishes what has begun, for as long as
  // HttpLimits::stop_time, and returns when all is done. Again: nothing.
  void stop();

 private:
  struct State;
  explicit HttpServer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace schakel
