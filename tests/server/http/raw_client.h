// A client that sends whatever a test says, over real sockets, and waits five seconds at most.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace schakel {

struct RawResponse {
  int status = 0;  // 0: the connection was closed, or nothing came
  std::string head;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

// Blocking. Move-only.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, std::string_view own_address = {});  // 127.0.0.1
  explicit RawClient(const std::filesystem::path& socket);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  // False when the other side does not want it.
  bool send(std::string_view bytes);
  void close_sending();

  // One response; `with_body`: not to a HEAD.
  RawResponse receive(bool with_body = true);
  RawResponse ask(std::string_view request) {
    send(request);
    return receive();
  }

  // Whether the other side has closed, or closes within so long.
  bool closed(int within_ms = 5000);

 private:
  bool fill();

  int socket_ = -1;
  std::string unread_;
};

// "GET /path HTTP/1.1", a host, more header lines ("Name: value\r\n"), and the body with its length.
std::string request_text(std::string_view method, std::string_view path, std::string_view headers = {},
                         std::string_view body = {});

// What stands before the body of a response, and its body, from bytes that a test read itself.
RawResponse parse_response(std::string_view head);

}  // namespace schakel
