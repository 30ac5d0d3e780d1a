#include "server/service/seats.h"

namespace schakel {

void Seats::Leave::operator()(Seats* seats) const {
  const std::lock_guard lock(seats->mutex_);
  ++seats->free_;
}

Answered<Seats::Seat> Seats::take() {
  const std::lock_guard lock(mutex_);
  if (free_ == 0) {
    auto refused = refuse(503, "busy", "As many of these calculations as may are running; ask again");
    refused.error().headers.push_back({"Retry-After", "1"});
    return refused;
  }
  --free_;
  return Seat(this);
}

}  // namespace schakel
