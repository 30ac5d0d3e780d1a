#include "server/http/transport/shard.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace schakel {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kTick{5}, kIdleTick{100}, kStoppingTick{10};
constexpr std::size_t kTicksPerRound = 20;
constexpr int kEndingsPerTick = 5;

}  // namespace

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
    timer.expires_after(stopping_ ? kStoppingTick : connections_.empty() ? kIdleTick : kTick);
    boost::system::error_code error;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    stopping_ ? end_stopped() : end_late();
  }
}

void Shard::end_late() {
  const auto now = Connection::Clock::now();
  std::size_t looks = (connections_.size() + kTicksPerRound - 1) / kTicksPerRound;
  for (int endings = 0; looks > 0 && endings < kEndingsPerTick; --looks) {
    if (next_ == connections_.end()) next_ = connections_.begin();
    Connection& connection = **next_++;
    if (connection.deadline() >= now) continue;
    connection.expire();
    ++endings;
  }
}

void Shard::end_stopped() {
  const auto now = Connection::Clock::now();
  for (Connection* connection : connections_)
    if (connection->idle() || now > until_ || connection->deadline() < now) connection->expire();
}

}  // namespace schakel
