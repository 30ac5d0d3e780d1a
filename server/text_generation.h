// Which generation of the text index answers, and how one comes to be.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "data/error.h"
#include "index/store/record_store.h"
#include "index/text/text_index.h"
#include "server/layout.h"

namespace schakel {

struct TextGeneration {
  std::unique_ptr<TextIndex> index;
  Sequence sequence = 0;             // of the records that it knows
  std::vector<std::string> damaged;  // why newer generations do not answer
};

// The sequence of the newest generation in the folder, whole or not.
[[nodiscard]] std::optional<Sequence> newest_text(const StoreLayout& layout);

// The newest generation whose seal is good; nothing when there is none.
[[nodiscard]] Result<std::optional<TextGeneration>> open_newest_text(const StoreLayout& layout);

// Builds the generation of the snapshot's sequence, puts it in its place at once, and removes the others; waits for
// another process that is doing so. `progress` is that of TextIndex::build().
[[nodiscard]] Result<void> build_text(const StoreLayout& layout, const RecordSnapshot& snapshot,
                                      const std::function<void(std::uint64_t)>& progress);

}  // namespace schakel
