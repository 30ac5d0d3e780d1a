#include "server/http/transport/shard.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace schakel {

namespace asio = boost::asio;

void Shard::start() {
  asio::co_spawn(context_, sweep(), asio::detached);
  thread_ = std::thread([this] { context_.run(); });
}

void Shard::join() {
  if (thread_.joinable()) thread_.join();
}

void Shard::stop(Connection::Clock::time_point until) {
  asio::post(context_, [this, until] {
    until_ = until;
    stopping_ = true;
  });
}

asio::awaitable<void> Shard::sweep() {
  asio::steady_timer timer(context_);
  while (!stopping_ || !connections_.empty()) {
    timer.expires_after(std::chrono::milliseconds(stopping_ ? 10 : 100));
    boost::system::error_code error;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    const auto now = Connection::Clock::now();
    for (Connection* connection : connections_) {
      const bool ended = stopping_ && (connection->idle() || now > until_);
      if (ended || connection->deadline() < now) connection->expire();
    }
  }
}

}  // namespace schakel
