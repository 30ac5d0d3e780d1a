// How many calculations that take all cores run at once; who comes when every seat is taken is sent away.
#pragma once

#include <memory>
#include <mutex>

#include "server/service/failure.h"

namespace schakel {

// Thread-safe. Must outlive its seats.
class Seats {
 public:
  struct Leave {
    void operator()(Seats* seats) const;
  };
  using Seat = std::unique_ptr<Seats, Leave>;  // whoever has one may calculate

  explicit Seats(int free) : free_(free) {}

  // 503, with Retry-After, where none is free.
  [[nodiscard]] Answered<Seat> take();

 private:
  std::mutex mutex_;
  int free_;
};

}  // namespace schakel
