// Where an erased record still is in the folders of a store: for who asked to be forgotten.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "index/store/record_store.h"
#include "server/layout.h"

namespace schakel {

struct EpochRemains {
  std::string epoch;
  bool readable = true;  // false: nobody can tell whether it holds one of them

  // "epoch 0a16eb85988b401d and its lists", "epoch 0a16eb85988b401d and its lists, perhaps: it cannot be read"
  [[nodiscard]] std::string where() const;
};

// The epochs on the disk that hold one of the records, whether they answer or not, and those that cannot be read; by
// name. Seekers and vacancies only. Cost: opens no epoch; a look-up per folder and record (epoch_holds.h), together
// well within a millisecond for one record and a handful of epochs.
[[nodiscard]] std::vector<EpochRemains> epochs_that_hold(const StoreLayout& layout, std::span<const Erase> records);

}  // namespace schakel
