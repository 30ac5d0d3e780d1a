// Lets ThreadSanitizer see what it cannot see inside TBB's library, which is not built for it: that what is handed to
// another thread was written before it is read there, and that its results are read after they were written. Two pieces
// of work that run at the same time get no order from this, so a race between them is still found
// (tests/layers/planted_race.cc). In other builds it is nothing.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define SCHAKEL_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SCHAKEL_THREAD_SANITIZER 1
#endif
#endif

#ifdef SCHAKEL_THREAD_SANITIZER
#include <sanitizer/tsan_interface.h>
#define SCHAKEL_UNSEEN __attribute__((no_sanitize("thread")))
#else
#define SCHAKEL_UNSEEN
#endif

namespace schakel {

class Handover {
 public:
#ifdef SCHAKEL_THREAD_SANITIZER
  // All that this thread has written is there for whoever takes from now on.
  SCHAKEL_UNSEEN void give() const { __tsan_release(const_cast<char*>(&at_)); }
  SCHAKEL_UNSEEN void take() const { __tsan_acquire(const_cast<char*>(&at_)); }

 private:
  char at_ = 0;
#else
  void give() const {}
  void take() const {}
#endif
};

}  // namespace schakel
