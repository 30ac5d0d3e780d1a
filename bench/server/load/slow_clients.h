// Thousands of clients that are in no hurry.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>

namespace schakel::load {

// Half of them say nothing; the others send a request a byte at a time, one every two seconds. Whom the server closes
// comes back. 200 come from each address of 127.0.0.0/8, so that the server's limit per client is not in the way.
class SlowClients {
 public:
  SlowClients(boost::asio::io_context& context, boost::asio::ip::tcp::endpoint server)
      : context_(context), server_(server) {}

  // Opens so many, some hundreds at a time. Comes back when they are there.
  boost::asio::awaitable<void> open(std::uint32_t count);
  void stop() { stopping_ = true; }

  [[nodiscard]] std::uint32_t connected() const { return connected_; }
  [[nodiscard]] std::uint64_t reconnected() const { return opened_ - begun_; }

 private:
  boost::asio::awaitable<void> linger(std::uint32_t number);
  boost::asio::awaitable<void> one_visit(std::uint32_t number);

  boost::asio::io_context& context_;
  boost::asio::ip::tcp::endpoint server_;
  std::uint32_t begun_ = 0, connected_ = 0;
  std::uint64_t opened_ = 0;
  bool stopping_ = false;
};

}  // namespace schakel::load
