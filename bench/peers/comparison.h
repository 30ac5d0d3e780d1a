// Answers first, times after: each peer's rows against ours, and milliseconds only of who answered as we do.
#pragma once

#include <string>
#include <vector>

#include "bench/peers/answers.h"
#include "bench/peers/question.h"
#include "data/error.h"
#include "index/epoch/epoch.h"

namespace schakel::bench {

struct Compared {
  std::string name;
  Setup setup;
  std::size_t questions = 0;  // that it answered
  std::uint64_t rows = 0;     // ours, of those questions
  std::uint64_t equal = 0;    // seeker and total the same at the same place
  std::size_t lists_equal = 0;
  std::string first_difference;  // the first row that is another: whose list, and which row of either
  double median_ms = 0, p99_ms = 0, max_ms = 0;
  double ratio = 0;  // of its median to ours, over the same questions

  // Only then are its times those of an answer to the question.
  [[nodiscard]] bool answers_as_we_do() const { return questions > 0 && lists_equal == questions; }
};

// `ours` must have answered all questions. Peers that return everybody with the total of the k-th get the order among
// equals from us: they have the scores, not the hash. The fastest first, and at the end who answered otherwise.
[[nodiscard]] std::vector<Compared> compare(const Epoch& epoch, const std::vector<Question>& questions,
                                            const PeerResult& ours, const std::vector<PeerResult>& peers,
                                            std::uint32_t k);

// kCorrupt when a peer answered otherwise, naming each that did with its first difference.
[[nodiscard]] Result<void> all_answer_as_we_do(const std::vector<Compared>& rows);

// A table for people and, with tabs, one for programs. Neither has times of a peer that answered otherwise.
[[nodiscard]] std::string as_text(const std::vector<Compared>& rows);
[[nodiscard]] std::string as_tsv(const std::vector<Compared>& rows);

}  // namespace schakel::bench
