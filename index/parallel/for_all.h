// Work on all cores.
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <cstddef>

#include "index/parallel/handover.h"

namespace schakel {

// Calls work(i) once for every i in 0..count-1, on the threads of TBB's current arena, in any order, and returns when
// all are done. `work` must not throw.
template <class Work>
void for_all(std::size_t count, const Work& work) {
  const Handover before, after;
  before.give();
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count),
                    [&](const tbb::blocked_range<std::size_t>& part) SCHAKEL_UNSEEN {
                      before.take();
                      for (std::size_t i = part.begin(); i < part.end(); ++i) work(i);
                      after.give();
                    });
  after.take();
}

}  // namespace schakel
