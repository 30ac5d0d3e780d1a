#include "server/http/transport/read_request.h"

#include <algorithm>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <string>
#include <string_view>

#include "server/http/transport/request_target.h"

namespace schakel {

namespace http = boost::beast::http;

namespace {

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

Problem malformed(std::string detail) { return {.status = 400, .code = "malformed-http", .detail = std::move(detail)}; }

// RFC 9112, 3.2: exactly one in HTTP/1.1.
bool has_wrong_host(const RequestParser::value_type& message) {
  const auto hosts = message.count(http::field::host);
  return hosts > 1 || (hosts == 0 && message.version() >= 11);
}

// Beast takes lists of equal lengths, and unknown codings for none: what two readers may read in two ways is refused.
std::optional<Problem> framing_problem(const RequestParser::value_type& message) {
  const std::string_view length = view(message[http::field::content_length]);
  const bool many = message.count(http::field::content_length) > 1;
  if (many || length.find_first_not_of("0123456789") != std::string_view::npos)
    return malformed("expected one Content-Length, a number");
  if (message.count(http::field::transfer_encoding) == 0) return std::nullopt;
  if (message.version() < 11) return malformed("HTTP/1.0 has no Transfer-Encoding");
  const bool chunked = lower_case(view(message[http::field::transfer_encoding])) == "chunked";
  if (chunked && message.count(http::field::transfer_encoding) == 1) return std::nullopt;
  return Problem{.status = 501, .code = "unknown-coding", .detail = "expected Transfer-Encoding: chunked, or none"};
}

}  // namespace

void prepare(RequestParser& parser, const HttpLimits& limits, BodyBudget& bodies) {
  parser.header_limit(limits.header_bytes);
  parser.body_limit(limits.body_bytes);
  parser.get().body() = MeteredBytes(bodies);
}

std::optional<Problem> read_head(const RequestParser::value_type& message, const HttpLimits& limits,
                                 HttpRequest& request) {
  const auto count = static_cast<std::size_t>(std::distance(message.begin(), message.end()));
  if (count > limits.headers)
    return Problem{
        .status = 431,
        .code = "too-many-headers",
        .detail = "found " + std::to_string(count) + " headers, expected at most " + std::to_string(limits.headers)};
  if (has_wrong_host(message)) return malformed("expected one Host header");
  if (auto problem = framing_problem(message)) return problem;
  const auto target = parse_request_target(view(message.target()));
  if (!target) return malformed("the target of the request is no path");
  request.method = view(message.method_string());
  request.path = target->path;
  request.query = target->query;
  request.headers.reserve(count);
  for (const auto& field : message)
    request.headers.push_back({lower_case(view(field.name_string())), std::string(view(field.value()))});
  const std::string_view expect = request.header("expect");
  if (!expect.empty() && !expects_continue(request))
    return Problem{.status = 417, .code = "unknown-expectation", .detail = "expected 100-continue, or no Expect"};
  return std::nullopt;
}

bool expects_continue(const HttpRequest& request) { return lower_case(request.header("expect")) == "100-continue"; }

std::optional<Problem> reading_problem(const boost::system::error_code& error, bool expired, const HttpLimits& limits) {
  if (expired) return Problem{.status = 408, .code = "too-slow", .detail = "the request was not whole within its time"};
  if (error == http::error::end_of_stream || error == http::error::partial_message) return std::nullopt;
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return Problem{.status = 431,
                   .code = "headers-too-large",
                   .detail = "expected at most " + std::to_string(limits.header_bytes) + " bytes before the body"};
  if (error == http::error::body_limit)
    return Problem{.status = 413,
                   .code = "too-large",
                   .detail = "expected a body of at most " + std::to_string(limits.body_bytes) + " bytes"};
  if (error == boost::system::errc::not_enough_memory)
    return Problem{
        .status = 503, .code = "overloaded", .detail = "too many bodies are being read; send it again later"};
  if (error == http::error::bad_version)
    return Problem{.status = 505, .code = "http-version", .detail = "expected HTTP/1.1"};
  if (error.category() == make_error_code(http::error::bad_method).category())
    return malformed("this is no HTTP/1.1: " + error.message());
  return std::nullopt;
}

}  // namespace schakel
