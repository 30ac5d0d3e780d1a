// What a rematch has done, kept where its next attempt finds it.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "data/error.h"
#include "engine/rematch.h"

namespace schakel {

// A chunk is one sealed folder that is renamed into place, so its results and the mark that it is done are there
// together or not at all. One thread at a time.
class ChunkFolder {
 public:
  // `plan`: what the rematch is of, beside its epoch and k; chunks of another plan are not taken. Whoever changes what
  // a score comes to changes the format in chunk_folder.cc.
  ChunkFolder(std::filesystem::path folder, std::string plan, Rematch& rematch)
      : folder_(std::move(folder)), plan_(std::move(plan)), rematch_(rematch) {}

  // Lets the rematch take the chunks that follow each other from its start, and removes all others: those that are
  // damaged, or of another epoch, k or plan.
  void resume();
  // Keeps what the rematch did since, which may go on meanwhile. Errors: those of writing; kBusy when another process
  // is at it.
  [[nodiscard]] Result<void> keep();

 private:
  std::filesystem::path folder_;
  std::string plan_;
  Rematch& rematch_;
};

}  // namespace schakel
