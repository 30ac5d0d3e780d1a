// Read in order, work on all cores, write in order.
#pragma once

#include <tbb/parallel_pipeline.h>

#include <cstddef>
#include <memory>
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
  // TBB carries pointers: it would move whole items before they are taken.
  const auto reading = [&](tbb::flow_control& flow) SCHAKEL_UNSEEN -> Item* {
    handover.take();
    std::optional<Item> item = read();
    if (!item) flow.stop();
    auto* carried = item ? new Item(std::move(*item)) : nullptr;
    handover.give();
    return carried;
  };
  const auto working = [&](Item* carried) SCHAKEL_UNSEEN -> Done* {
    handover.take();
    const std::unique_ptr<Item> item(carried);
    auto* done = new Done(work(*item));
    handover.give();
    return done;
  };
  const auto writing = [&](Done* carried) SCHAKEL_UNSEEN {
    handover.take();
    const std::unique_ptr<Done> done(carried);
    write(std::move(*done));
    handover.give();
  };
  handover.give();
  tbb::parallel_pipeline(waiting, tbb::make_filter<void, Item*>(tbb::filter_mode::serial_in_order, reading) &
                                      tbb::make_filter<Item*, Done*>(tbb::filter_mode::parallel, working) &
                                      tbb::make_filter<Done*, void>(tbb::filter_mode::serial_in_order, writing));
  handover.take();
}

}  // namespace schakel
