// Read in order, work on all cores, write in order.
#pragma once

#include <tbb/parallel_pipeline.h>

#include <cstddef>
#include <optional>
#include <utility>

#include "index/parallel/handover.h"

namespace schakel {

// Calls read() until it gives nothing, work(item) for each item on the threads of TBB's current arena, and
// write(result) for each result in the order of reading. read and write run on one thread at a time; at most `waiting`
// items are between them. None of the three may throw.
template <class Item, class Done, class Read, class Work, class Write>
void run_pipeline(std::size_t waiting, const Read& read, const Work& work, const Write& write) {
  const Handover handover;
  const auto reading = [&](tbb::flow_control& flow) SCHAKEL_UNSEEN -> Item {
    handover.take();
    std::optional<Item> item = read();
    if (!item) flow.stop();
    handover.give();
    return item ? std::move(*item) : Item{};
  };
  const auto working = [&](const Item& item) SCHAKEL_UNSEEN -> Done {
    handover.take();
    Done done = work(item);
    handover.give();
    return done;
  };
  const auto writing = [&](Done done) SCHAKEL_UNSEEN {
    handover.take();
    write(std::move(done));
    handover.give();
  };
  handover.give();
  tbb::parallel_pipeline(waiting, tbb::make_filter<void, Item>(tbb::filter_mode::serial_in_order, reading) &
                                      tbb::make_filter<Item, Done>(tbb::filter_mode::parallel, working) &
                                      tbb::make_filter<Done, void>(tbb::filter_mode::serial_in_order, writing));
  handover.take();
}

}  // namespace schakel
