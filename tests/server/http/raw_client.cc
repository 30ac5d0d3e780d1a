#include "tests/server/http/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>
#include <utility>

namespace schakel {
namespace {

constexpr int kPatience_ms = 5000;

void require_done(int result, const char* what) {
  if (result != 0) throw std::runtime_error(what);
}

sockaddr_in loopback(std::string_view address, std::uint16_t port) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(port);
  inet_pton(AF_INET, std::string(address).c_str(), &place.sin_addr);
  return place;
}

}  // namespace

RawClient::RawClient(std::uint16_t port, std::string_view own_address) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (!own_address.empty()) {
    const sockaddr_in own = loopback(own_address, 0);
    require_done(::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own), "bind");
  }
  const sockaddr_in server = loopback("127.0.0.1", port);
  require_done(::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server), "connect");
}

RawClient::RawClient(const std::filesystem::path& socket) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
  sockaddr_un place{};
  place.sun_family = AF_UNIX;
  const std::string path = socket.string();
  std::ranges::copy(path, place.sun_path);
  require_done(::connect(socket_, reinterpret_cast<const sockaddr*>(&place), sizeof place), "connect");
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)) {}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::close_sending() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::fill() {
  pollfd waiting{.fd = socket_, .events = POLLIN};
  if (::poll(&waiting, 1, kPatience_ms) <= 0) return false;
  std::array<char, 4096> bytes{};
  const ssize_t size = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (size <= 0) return false;
  unread_.append(bytes.data(), static_cast<std::size_t>(size));
  return true;
}

RawResponse RawClient::receive(bool with_body) {
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  RawResponse response = parse_response(unread_.substr(0, end + 2));
  unread_.erase(0, end + 4);
  const auto length = response.headers.find("content-length");
  if (!with_body || length == response.headers.end()) return response;
  const std::size_t size = std::stoul(length->second);
  while (unread_.size() < size)
    if (!fill()) return {};
  response.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return response;
}

bool RawClient::closed(int within_ms) {
  pollfd waiting{.fd = socket_, .events = POLLIN};
  char byte = 0;
  return ::poll(&waiting, 1, within_ms) > 0 && ::recv(socket_, &byte, 1, MSG_PEEK) <= 0;
}

RawResponse parse_response(std::string_view head) {
  RawResponse response;
  response.head = head;
  if (head.size() > 12) response.status = std::atoi(response.head.c_str() + 9);
  for (std::size_t begin = head.find("\r\n"); begin != std::string_view::npos && begin + 2 < head.size();) {
    const std::size_t end = head.find("\r\n", begin + 2);
    const std::string_view line = head.substr(begin + 2, end - begin - 2);
    const std::size_t colon = line.find(": ");
    std::string name(line.substr(0, colon));
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    response.headers[name] = line.substr(colon + 2);
    begin = end;
  }
  return response;
}

std::string request_text(std::string_view method, std::string_view path, std::string_view headers,
                         std::string_view body) {
  std::string text(method);
  text.append(" ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n").append(headers);
  if (!body.empty() || method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text.append("\r\n").append(body);
}

}  // namespace schakel
