// Any bytes as what comes in on a connection: requests that are clean to the last byte, however the bytes came, and
// then perhaps a refusal. A request that is written again is read as the same one.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tests/fuzz/target.h"
#include "tests/server/http/read_bytes.h"

namespace schakel {
namespace {

constexpr std::size_t kMost = 8 << 10;  // half of what the head of a request may have: written again it may be longer
constexpr std::array kRefusals{400, 413, 417, 431, 501, 503, 505};

bool is_framing(const HttpHeader& header) {
  return header.name == "content-length" || header.name == "transfer-encoding";
}

bool same(const HttpRequest& one, const HttpRequest& other) {
  const auto rest = [](const HttpRequest& request) {
    std::string text;
    for (const HttpHeader& header : request.headers)
      if (!is_framing(header)) text.append(header.name).append(": ").append(header.value).append("\r\n");
    return text;
  };
  return one.method == other.method && one.path == other.path && one.query == other.query && one.body == other.body &&
         rest(one) == rest(other);
}

void check_clean(const HttpRequest& request) {
  require(!request.method.empty() && !request.method.contains(' '));
  require(request.path == "*" || request.path.starts_with('/'));
  require(std::ranges::count(request.headers, "host", &HttpHeader::name) <= 1);
  require(std::ranges::count_if(request.headers, is_framing) <= 1);
  for (const HttpHeader& header : request.headers) {
    require(!header.name.empty() && std::ranges::none_of(header.name, [](char c) { return c >= 'A' && c <= 'Z'; }));
    require(header.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    require(!header.value.starts_with(' ') && !header.value.ends_with(' '));
    if (header.name == "content-length") require(std::stoull(header.value) == request.body.size());
  }
}

std::string written(const HttpRequest& request) {
  std::string text = request.method + ' ' + request.path + (request.query.empty() ? "" : "?" + request.query);
  text += request.header("host").empty() ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
  for (const HttpHeader& header : request.headers)
    if (!is_framing(header)) text += header.name + ": " + header.value + "\r\n";
  if (!request.body.empty()) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "\r\n" + request.body;
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace schakel;
  if (size > kMost) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const BytesRead read = read_bytes(bytes, size + 1);
  require(read.refused == 0 || std::ranges::count(kRefusals, read.refused) == 1);
  const BytesRead in_pieces = read_bytes(bytes, 1 + size % 7);
  require(std::ranges::equal(read.requests, in_pieces.requests, same));
  for (const HttpRequest& request : read.requests) {
    check_clean(request);
    const BytesRead again = read_bytes(written(request), kMost);
    require(again.requests.size() == 1 && same(again.requests.front(), request));
  }
  return 0;
}
