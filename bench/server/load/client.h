// Asks over a pool of keep-alive connections, and measures from when it should have asked.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "bench/server/load/histogram.h"

namespace schakel::load {

using Clock = std::chrono::steady_clock;

// Of one kind of request.
struct Answers {
  Histogram done;                        // 2xx
  Histogram refused;                     // 503
  std::uint64_t failed = 0, broken = 0;  // another status; a connection that failed
  std::uint64_t bytes = 0;
  std::string first_failure;  // status line and body
};

struct Reply {
  int status = 0;    // 0: the connection failed
  std::string text;  // the body
};

// One thread. A request that finds no connection free waits in a queue here, and its time runs.
class LoadClient {
 public:
  LoadClient(boost::asio::io_context& context, boost::asio::ip::tcp::endpoint server, std::size_t most_connections)
      : context_(context), server_(server), most_connections_(most_connections) {}

  // Counted in `answers`, unless null. Requires that `answers` lives until in_flight() is 0.
  void ask(std::string request, Clock::time_point intended, Answers* answers);

  // One request and its reply.
  [[nodiscard]] boost::asio::awaitable<Reply> ask_now(std::string request);

  [[nodiscard]] std::size_t in_flight() const { return in_flight_; }
  [[nodiscard]] std::size_t connections() const { return connections_; }

 private:
  using Socket = boost::asio::ip::tcp::socket;
  struct Waiting {
    std::string request;
    Clock::time_point intended;
    Answers* answers;
  };

  boost::asio::awaitable<void> work(Waiting first);
  boost::asio::awaitable<Reply> exchange(Socket& socket, const std::string& request, std::string& unread);
  static void count(const Reply& reply, Clock::duration time, Answers* answers);

  boost::asio::io_context& context_;
  boost::asio::ip::tcp::endpoint server_;
  std::size_t most_connections_, connections_ = 0, in_flight_ = 0;
  std::vector<std::unique_ptr<Socket>> idle_;
  std::deque<Waiting> waiting_;
};

}  // namespace schakel::load
