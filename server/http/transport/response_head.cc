#include "server/http/transport/response_head.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "server/http/problem.h"

namespace schakel {
namespace {

constexpr std::string_view kApiPolicy = "default-src 'none'; frame-ancestors 'none'";
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
    "'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool is_safe_value(std::string_view value) {
  return std::ranges::none_of(value, [](char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; });
}

bool is_token(std::string_view name) {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::ranges::all_of(name, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kOthers.contains(c);
  });
}

void append(std::string_view name, std::string_view value, std::string& head) {
  head.append(name).append(": ").append(value).append("\r\n");
}

// These say how the message ends: they are ours alone.
bool is_framing(std::string_view name) {
  return same_name(name, "content-length") || same_name(name, "transfer-encoding") || same_name(name, "connection");
}

void append_standard(const HttpResponse& response, const ResponseContext& context, std::string& head) {
  const auto add = [&](std::string_view name, std::string_view value) {
    const bool given = std::ranges::any_of(response.headers, [&](auto& own) { return same_name(own.name, name); });
    if (!given) append(name, value, head);
  };
  const bool api = context.path.empty() || context.path == "/v1" || context.path.starts_with("/v1/");
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("Content-Security-Policy", api ? kApiPolicy : kPagePolicy);
  if (api) {
    add("Cache-Control", "no-store");
    add("API-Version", context.api_version);
  }
  if (context.tls) add("Strict-Transport-Security", "max-age=31536000");
  if (!context.date.empty()) add("Date", context.date);
}

}  // namespace

bool sends_body(int status, std::string_view method) { return method != "HEAD" && status != 204 && status != 304; }

std::string response_head(const HttpResponse& response, const ResponseContext& context) {
  std::string head;
  head.reserve(768);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_phrase(response.status)).append("\r\n");
  if (!response.content_type.empty() && is_safe_value(response.content_type))
    append("Content-Type", response.content_type, head);
  if (response.status != 204 && response.status != 304)
    append("Content-Length", std::to_string(response.body.size()), head);
  if (!context.keep_alive) append("Connection", "close", head);
  append_standard(response, context, head);
  for (const HttpHeader& header : response.headers)
    if (is_token(header.name) && is_safe_value(header.value) && !is_framing(header.name))
      append(header.name, header.value, head);
  return head.append("\r\n");
}

std::string_view http_date() {
  thread_local std::time_t made_at = 0;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t length = 0;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&now, &utc);
    const int written =
        std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[utc.tm_wday], utc.tm_mday,
                      kMonths[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    length = std::min(static_cast<std::size_t>(std::max(written, 0)), text.size() - 1);
    made_at = now;
  }
  return {text.data(), length};
}

}  // namespace schakel
