// Cuts the bytes of a file into chunks of whole lines, numbered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "data/error.h"
#include "loaders/format/byte_input.h"
#include "loaders/source.h"

namespace schakel {

class LineChunks {
 public:
  explicit LineChunks(ByteInput input, std::size_t chunk_bytes = std::size_t{1} << 20);

  // The next whole lines, about chunk_bytes of them, each with its '\n' (the last line of the file may have none). A
  // byte order mark at the start of the file is dropped. Rows are the lines that are not blank. A line longer than
  // kMaxRowBytes is cut off just past that length, so that whoever parses it sees that it is too long. An error of
  // the input comes after the last whole line before it.
  [[nodiscard]] Result<std::optional<Chunk>> next();

  [[nodiscard]] std::uint64_t total_bytes() const { return input_.total_bytes(); }

 private:
  void fill();
  void drop_rest_of_long_line();
  [[nodiscard]] Chunk cut(std::size_t bytes);

  ByteInput input_;
  std::size_t chunk_bytes_;
  std::string pending_;  // read, not yet handed out
  std::uint64_t next_row_ = 1;
  std::uint64_t next_line_ = 1;
  std::optional<Error> error_;
  bool ended_ = false;
};

// Whether a line holds nothing but spaces, tabs and line ends.
[[nodiscard]] bool is_blank(std::string_view line);

}  // namespace schakel
