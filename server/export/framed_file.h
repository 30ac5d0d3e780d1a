// A compressed file that many threads write at once.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "data/error.h"

namespace schakel {

// Appends the text of one piece to `text`, which is empty. Called from any thread, for several pieces at once.
using PieceText = std::function<Result<void>(std::size_t piece, std::string& text)>;

// Told that pieces 0..piece are written: in order, by one thread at a time.
using PieceDone = std::function<void(std::size_t piece)>;

// How many pieces of `each` things hold them all. At least one: a file without any frame is no zstd file.
[[nodiscard]] constexpr std::size_t piece_count(std::size_t things, std::size_t each) {
  return things == 0 ? 1 : (things + each - 1) / each;
}

// Writes pieces 0..pieces-1, in order, each as a zstd frame of its own, which every reader takes for one text. The
// bytes follow from the texts alone, whatever the threads. Pieces of some megabytes compress well; about eight per
// thread are in memory. Uses the threads of TBB's current arena. The file is there whole or not at all. Errors: the
// first one of `text`, and those of writing.
[[nodiscard]] Result<void> write_framed_file(const std::filesystem::path& file, std::size_t pieces,
                                             const PieceText& text, const PieceDone& done);

}  // namespace schakel
