// What a rematch has done, kept where its next attempt finds it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "data/error.h"
#include "engine/rematch.h"

namespace schakel {

// How far a rematch is, by the chunks that it keeps.
struct KeptProgress {
  std::uint32_t done = 0;   // blocks
  std::uint32_t total = 0;  // of the whole run; 0: nothing is kept that says it
  std::filesystem::file_time_type written = std::filesystem::file_time_type::min();  // when something came or went
};

// Of the chunks in one folder, whether they are whole or not. Cost: reads the folder's names and one manifest.
[[nodiscard]] KeptProgress kept_progress(const std::filesystem::path& folder);

// A chunk is one sealed folder that is renamed into place, so its results and the mark that it is done are there
// together or not at all. One thread at a time.
class ChunkFolder {
 public:
  // `plan`: what the rematch is of, beside its epoch and k; chunks of another plan are not taken. Whoever changes what
  // a score comes to changes the format in chunk_folder.cc. `run_blocks`: of all rematches of the run together, for who
  // asks how far it is.
  ChunkFolder(std::filesystem::path folder, std::string plan, std::uint32_t run_blocks, Rematch& rematch)
      : folder_(std::move(folder)), plan_(std::move(plan)), run_blocks_(run_blocks), rematch_(rematch) {}

  // Lets the rematch take the chunks that follow each other from its start, and removes all others: those that are
  // damaged, or of another epoch, k or plan.
  void resume();
  // Keeps what the rematch did since, which may go on meanwhile. Errors: those of writing; kBusy when another process
  // is at it.
  [[nodiscard]] Result<void> keep();

 private:
  std::filesystem::path folder_;
  std::string plan_;
  std::uint32_t run_blocks_;
  Rematch& rematch_;
};

}  // namespace schakel
