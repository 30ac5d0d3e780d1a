// What passes between the transport and whoever answers: one request, one response. No transport types.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

struct HttpHeader {
  std::string name, value;  // of a request: the name in lower case, the value without the blanks around it
};

struct HttpRequest {
  std::string method;  // "GET"; as sent, so "get" is another one
  std::string path;    // percent-encoded as sent, from its first '/', without the query
  std::string query;   // behind the first '?', as sent; empty without one
  std::vector<HttpHeader> headers;
  std::string body;
  std::string origin;       // address of the peer, without its port; "socket" over a Unix socket
  std::string certificate;  // SHA-256 (64 hex characters) of the client certificate that TLS accepted, or empty
  std::chrono::steady_clock::time_point arrived;  // when its first byte was read

  // The value of the first header of that name (lower case); empty without one.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    for (const HttpHeader& header : headers)
      if (header.name == name) return header.value;
    return {};
  }
};

// The transport adds Content-Length, Connection, Date, API-Version and the security headers, unless `headers`
// holds one of that name. To a HEAD it sends everything but the body.
struct HttpResponse {
  int status = 200;
  std::string content_type;  // empty: no such header
  std::vector<HttpHeader> headers;
  std::string body;
};

// Called on worker threads, by many at once; may block. An exception becomes a 500 that says nothing of what went
// wrong.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

}  // namespace schakel
