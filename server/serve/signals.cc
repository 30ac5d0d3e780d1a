#include "server/serve/signals.h"

#include <utility>

namespace schakel {

ServerSignals::ServerSignals() {
  sigemptyset(&mine_);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&mine_, signal);
  pthread_sigmask(SIG_BLOCK, &mine_, &before_);
  std::signal(SIGPIPE, SIG_IGN);  // whoever reads the log may go
}

ServerSignals::~ServerSignals() { release(); }

int ServerSignals::wait() const {
  int signal = 0;
  while (sigwait(&mine_, &signal) != 0) {
  }
  return signal;
}

void ServerSignals::release() {
  if (!std::exchange(released_, true)) pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace schakel
