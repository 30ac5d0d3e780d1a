// The signals that a server lives by: SIGTERM and SIGINT end it, SIGHUP has it read its certificate again.
#pragma once

#include <csignal>

namespace schakel {

// From its making on, these signals wait for wait(), in this thread and those that it starts from then on. Make it
// before any other thread.
class ServerSignals {
 public:
  ServerSignals();
  // release().
  ~ServerSignals();
  ServerSignals(const ServerSignals&) = delete;
  ServerSignals& operator=(const ServerSignals&) = delete;

  // The next one: SIGTERM, SIGINT or SIGHUP.
  [[nodiscard]] int wait() const;

  // From now on they do to this thread what they did before: a second SIGINT ends a stop that takes too long.
  void release();

 private:
  sigset_t mine_{}, before_{};
  bool released_ = false;
};

}  // namespace schakel
