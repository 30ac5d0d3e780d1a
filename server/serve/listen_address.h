// Where to listen, as a person writes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "data/error.h"

namespace schakel {

struct ListenAddress {
  std::string address;     // "127.0.0.1", "::1"
  std::uint16_t port = 0;  // 0: a free one
  bool loopback = false;   // nobody from elsewhere reaches it
};

// "127.0.0.1:8642", "[::1]:8642"; "localhost:8642" is 127.0.0.1. kBadUsage says what was found and what was expected.
[[nodiscard]] Result<ListenAddress> parse_listen_address(std::string_view text);

// "http://127.0.0.1:8642", "https://[::1]:8642"
[[nodiscard]] std::string url_of(const ListenAddress& address, std::uint16_t port, bool tls);

}  // namespace schakel
