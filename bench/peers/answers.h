// What a peer answered, and how much CPU time each answer took (of the one thread that answers: waiting for other work
// on the machine does not count, and none of the peers waits for a disk); in memory and as files, for peers in other
// languages too.
//
// FOLDER/NAME.answers has one line per question, in order: milliseconds of CPU, a tab, and "seeker:total" with spaces
// between. FOLDER/NAME.setup: CPU seconds of set-up, bytes on disk, and what the peer is, with tabs between. A peer may
// return more than the k best, as long as nobody is left out who has the total of the k-th: peers that do not know the
// order among equals. A peer may answer only the first questions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bench/peers/question.h"
#include "data/error.h"

namespace schakel::bench {

struct Row {
  std::uint32_t seeker = 0;
  std::uint32_t total = 0;
  friend bool operator==(const Row&, const Row&) = default;
};

struct Answer {
  double ms = 0;
  std::vector<Row> rows;
};

struct Setup {
  double seconds = 0;
  std::uint64_t bytes = 0;
  std::string title;
};

struct PeerResult {
  std::string name;
  Setup setup;
  std::vector<Answer> answers;
};

// Asks all questions three times over, and takes the least CPU time of each.
[[nodiscard]] std::vector<Answer> timed(const std::vector<Question>& questions,
                                        const std::function<std::vector<Row>(const Question&)>& ask);

[[nodiscard]] Result<void> write_result(const PeerResult& result, const std::filesystem::path& folder);
// kInvalid names the file and the line.
[[nodiscard]] Result<PeerResult> read_result(const std::filesystem::path& folder, const std::string& name);
// All results of a folder, by name.
[[nodiscard]] Result<std::vector<PeerResult>> read_results(const std::filesystem::path& folder);

// Bytes of the files below a folder.
[[nodiscard]] std::uint64_t bytes_below(const std::filesystem::path& folder);

}  // namespace schakel::bench
