// The epoch that answers: which one it is, and how it is opened, mended and made.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/date.h"
#include "data/error.h"
#include "index/epoch/epoch.h"
#include "index/epoch/epoch_steps.h"
#include "index/store/record_store.h"
#include "server/files/folder_maker.h"
#include "server/layout.h"

namespace schakel {

// What DIR/CURRENT says: the epoch that answers, and what it was made of besides the records, so that it can be made
// again when its folder is damaged.
struct CurrentEpoch {
  std::string id;
  Date date;
  Strategy strategy;
  std::string base;  // the epoch that it lies over, or empty
};

// kNotFound when no epoch was made yet, saying how to make one; kCorrupt when the file is damaged.
[[nodiscard]] Result<CurrentEpoch> read_current(const StoreLayout& layout);

// Told what a person should know and what is no failure, a sentence at a time.
using Tell = std::function<void(std::string_view)>;

// The current epoch, every file of it verified. Where one is damaged or missing, or it is of another format, the epoch
// is built again from the records, with the same date and strategy, and takes its place; `tell` hears of it, also when
// the records changed meanwhile, so that it is another epoch. One that lies over a base that is damaged becomes a whole
// one. Errors: those of read_current(), and those of the record store.
[[nodiscard]] Result<std::unique_ptr<const Epoch>> open_current_epoch(const StoreLayout& layout, const Tell& tell);

// Builds an epoch with a maker of DIR/epochs and publishes it, without making it current. Its manifest. In parallel, on
// the threads of TBB's current arena.
[[nodiscard]] Result<Manifest> make_epoch(
    FolderMaker& maker, const RecordSnapshot& snapshot, const EpochOptions& options,
    const OnEpochStep& told = [](EpochStep) {});

// From now on the epoch answers. Atomic and durable.
[[nodiscard]] Result<void> make_current(const StoreLayout& layout, const CurrentEpoch& epoch);

struct RemovedEpochs {
  std::vector<std::string> epochs;
  std::vector<std::string> runs;  // of epochs that are no longer there
};

// Removes all epochs but those, and the runs of epochs that are gone. What cannot be removed stays.
RemovedEpochs remove_epochs_but(const StoreLayout& layout, const std::vector<std::string>& kept);

// The name of a run in DIR/runs: of which epoch, and how many rows per list.
[[nodiscard]] std::string run_name(std::string_view epoch_id, std::uint32_t top);

}  // namespace schakel
