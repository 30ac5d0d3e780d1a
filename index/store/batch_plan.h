// What a batch will do to the database, decided before anything is written.
#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <string>

#include "index/store/layout.h"
#include "index/store/record_store.h"

namespace schakel {

// Per kind a key that no stored record's key is greater than; empty: none is stored. What is greater than it is new and
// need not be looked up, which is what makes a load of sorted records fast.
using GreatestKeys = std::array<std::string, kRecordKinds + 1>;

[[nodiscard]] Result<GreatestKeys> read_greatest_keys(rocksdb::DB& database);

struct BatchPlan {
  rocksdb::WriteBatch writes;  // empty when the batch changes nothing; else with the totals
  layout::Totals totals;
  Applied applied;
};

// Decides as if the puts came one by one and then the erases. `greatest` is raised over the keys that will be written;
// it may be raised whether or not they are. Errors: kBadUsage for a batch that breaks its contract; those of reading.
[[nodiscard]] Result<BatchPlan> plan_batch(const Batch& batch, const layout::Totals& totals, GreatestKeys& greatest,
                                           rocksdb::DB& database);

}  // namespace schakel
