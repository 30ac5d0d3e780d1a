// The slow, obvious store: maps in memory, edits one by one.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "index/store/record_store.h"

namespace schakel {

class Twin {
 public:
  Applied apply(const Batch& batch);

  struct Record {
    std::uint64_t revision = 0;
    std::string bytes;
    friend bool operator==(const Record&, const Record&) = default;
  };
  std::map<std::pair<RecordKind, std::string>, Record> records;
  std::vector<Change> changes;
  std::vector<Refusal> quarantine;
  std::map<std::string, DeliveryState> deliveries;

 private:
  void put(const Put& put, Applied& applied);
};

// What differs between a store and its twin, in words; empty when nothing does. Reads everything.
[[nodiscard]] Result<std::string> difference(const RecordStore& store, const Twin& twin);

}  // namespace schakel
