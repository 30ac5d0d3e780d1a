#include "server/serve/listen_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace schakel {
namespace {

// Whether it is one, and of the loopback.
bool read_v4(const std::string& address, bool& loopback) {
  in_addr parsed{};
  if (::inet_pton(AF_INET, address.c_str(), &parsed) != 1) return false;
  loopback = (ntohl(parsed.s_addr) >> 24) == 127;
  return true;
}

bool read_v6(const std::string& address, bool& loopback) {
  in6_addr parsed{};
  if (::inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return false;
  loopback = IN6_IS_ADDR_LOOPBACK(&parsed);
  return true;
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto wrong = [&] {
    return fail(ErrorCode::kBadUsage,
                "\"" + std::string(text) + "\" is no address to listen on, expected 127.0.0.1:8642 or [::1]:8642");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong();
  const std::string_view host = text.substr(0, colon), port = text.substr(colon + 1);
  ListenAddress parsed;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), parsed.port);
  if (error != std::errc() || end != port.data() + port.size()) return wrong();
  if (host.starts_with('[') && host.ends_with(']')) {
    parsed.address = host.substr(1, host.size() - 2);
    if (!read_v6(parsed.address, parsed.loopback)) return wrong();
    return parsed;
  }
  parsed.address = host == "localhost" ? "127.0.0.1" : host;
  if (!read_v4(parsed.address, parsed.loopback)) return wrong();
  return parsed;
}

std::string url_of(const ListenAddress& address, std::uint16_t port, bool tls) {
  const bool v6 = address.address.contains(':');
  return (tls ? "https://" : "http://") + (v6 ? "[" + address.address + "]" : address.address) + ":" +
         std::to_string(port);
}

}  // namespace schakel
