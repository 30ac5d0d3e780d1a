#include "bench/server/load/slow_clients.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <string_view>

namespace schakel::load {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::uint32_t kPerAddress = 200;
constexpr std::string_view kRequest = "GET /v1/health/live HTTP/1.1\r\nHost: load\r\nX-Slow: and so on";

asio::awaitable<void> sleep(asio::io_context& context, std::chrono::milliseconds time) {
  asio::steady_timer timer(context, time);
  error_code error;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
}

}  // namespace

asio::awaitable<void> SlowClients::open(std::uint32_t count) {
  for (; begun_ < count; ++begun_) {
    asio::co_spawn(context_, linger(begun_), asio::detached);
    if (begun_ % 100 == 99) co_await sleep(context_, std::chrono::milliseconds(20));
  }
  for (int i = 0; i < 100 && connected_ < count; ++i) co_await sleep(context_, std::chrono::milliseconds(100));
}

asio::awaitable<void> SlowClients::linger(std::uint32_t number) {
  while (!stopping_) {
    co_await one_visit(number);
    co_await sleep(context_, std::chrono::milliseconds(200));
  }
}

asio::awaitable<void> SlowClients::one_visit(std::uint32_t number) {
  using asio::ip::tcp;
  tcp::socket socket(context_);
  error_code error;
  const asio::ip::address_v4 own(0x7f000000U + 2 + number / kPerAddress);
  socket.open(tcp::v4(), error);
  if (!error) socket.bind(tcp::endpoint(own, 0), error);
  if (!error) co_await socket.async_connect(server_, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return;
  ++connected_;
  ++opened_;
  if (number % 2 == 0) {
    std::array<char, 256> bytes{};
    const auto space = asio::buffer(bytes);
    while (!error && !stopping_)
      co_await socket.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  } else {
    for (std::size_t i = 0; !error && !stopping_; ++i) {
      const auto byte = asio::buffer(kRequest.substr(std::min(i, kRequest.size() - 1), 1));
      co_await asio::async_write(socket, byte, asio::redirect_error(asio::use_awaitable, error));
      co_await sleep(context_, std::chrono::milliseconds(2000));
    }
  }
  --connected_;
}

}  // namespace schakel::load
