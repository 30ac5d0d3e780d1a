// Whether everything of a store is sound: the records, the epoch that answers, its lists, the text index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/error.h"
#include "engine/match_lists.h"
#include "index/epoch/epoch.h"
#include "server/layout.h"

namespace schakel {

struct CheckedPart {
  std::string name;            // "records", "epoch", "lists", "text index"
  std::string says;            // what is there, when it is sound: "26000 at sequence 26412"
  std::optional<Error> wrong;  // nothing: it is sound
};

struct CheckedStore {
  std::vector<CheckedPart> parts;
  std::unique_ptr<const Epoch> epoch;  // null when it cannot be opened
  std::unique_ptr<const Run> run;      // null when it cannot be opened, or there is no epoch
};

// Looks at every byte, and mends nothing: reads every record, which checks its block's checksum; verifies the SHA-256
// of every file of the epoch that answers, of all its lists, and of the newest text index. Opens the lists with `top`
// rows; without, the longest. What was not made yet is wrong too, except the text index.
[[nodiscard]] CheckedStore check_store(const StoreLayout& layout, std::optional<std::uint32_t> top);

}  // namespace schakel
