// One thread that reads and writes, its connections, and the clock that ends what takes too long.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <list>
#include <thread>

#include "server/http/transport/transport.h"

namespace schakel {

// What a shard knows of a connection. Touched by the shard's thread only.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  virtual ~Connection() = default;

  [[nodiscard]] Clock::time_point deadline() const { return deadline_; }
  [[nodiscard]] bool idle() const { return idle_; }  // waits for a request of which nothing has come

  // Ends the wait that goes on now. Again and again, until the connection allows itself more time or goes.
  void expire() {
    expired_ = true;
    interrupt();
  }

 protected:
  // From now on it has so long.
  void allow(Clock::duration time) {
    deadline_ = Clock::now() + time;
    expired_ = false;
  }
  void allow_any_time() { deadline_ = Clock::time_point::max(); }
  void set_idle(bool idle) { idle_ = idle; }
  [[nodiscard]] bool expired() const { return expired_; }

 private:
  virtual void interrupt() = 0;

  Clock::time_point deadline_ = Clock::time_point::max();
  bool idle_ = false, expired_ = false;
};

// A deadline is no timer: a twentieth of them is looked at every 5 ms. So a read costs none. To end a wait takes some
// 50 us, and who is ended may be there again at once: at most one per ms is, lest thousands that came together hold up
// everybody else whenever their time is over. Who drips is ended twice, to be told and to part. So when 20,000 are late
// at once, the last goes 20 to 40 s later.
class Shard {
 public:
  using Place = std::list<Connection*>::iterator;

  explicit Shard(Transport& transport) : transport_(transport) {}

  [[nodiscard]] boost::asio::io_context& context() { return context_; }
  [[nodiscard]] Transport& transport() { return transport_; }

  // Runs until stop() was called and nothing is left to do.
  void start();
  void join();

  // From any thread, once the transport is stopping: idle connections are closed, the others have until then.
  void stop(Connection::Clock::time_point until);

  // By the shard's thread.
  Place add(Connection& connection) { return connections_.insert(connections_.end(), &connection); }
  void remove(Place place) {
    if (next_ == place) ++next_;
    connections_.erase(place);
  }

 private:
  boost::asio::awaitable<void> sweep();
  void end_late();     // some of those whose time is over
  void end_stopped();  // all that need not, or may not, be waited for

  Transport& transport_;
  boost::asio::io_context context_{1};
  std::list<Connection*> connections_;
  Place next_ = connections_.end();  // whose deadline is looked at next
  Connection::Clock::time_point until_ = Connection::Clock::time_point::max();
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace schakel
