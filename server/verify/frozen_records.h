// Records of an epoch as they were frozen, parsed.
#pragma once

#include <vector>

#include "index/epoch/strings.h"

namespace schakel {

// Of Epoch::concept_records() or place_records(), in their order.
template <class Message>
[[nodiscard]] std::vector<Message> parsed(const StringSpans& bytes) {
  std::vector<Message> records(bytes.size());
  for (std::size_t i = 0; i < records.size(); ++i)
    records[i].ParseFromArray(bytes[i].data(), static_cast<int>(bytes[i].size()));
  return records;
}

}  // namespace schakel
