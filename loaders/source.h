// The one shape of every source of records: a file format, or the synthetic labour market.
//
// A source hands out chunks of raw rows one after another, and turns a chunk into records on any thread. So the rows of
// one file are read in order by one thread, parsed by all, and written in order again: the row numbers of a chunk are
// known before it is parsed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "data/error.h"
#include "data/schema/refusal.pb.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"

namespace schakel {

using Record = std::variant<Seeker, Vacancy, Concept, Place>;

// Some consecutive rows as they stood in the source.
struct Chunk {
  std::uint64_t first_row = 1;   // 1-based number of the first row in it; the next chunk's is this plus its rows
  std::uint64_t first_line = 1;  // 1-based line of the (decompressed) file where it starts
  std::string bytes;             // in the source's own form
};

// What became of a chunk. accepted.size() + refused.size() == rows, always.
struct Parsed {
  std::uint64_t rows = 0;  // data rows read; blank lines and headings are not rows
  std::vector<Record> accepted;
  std::vector<Refusal> refused;
  std::uint64_t bytes = 0;
};

class Source {
 public:
  virtual ~Source() = default;

  // The next chunk, or nothing at the end. One thread at a time. An error means that the source cannot be read on (a
  // truncated .zst, a missing column): what came before it is good, what comes after is unknown.
  [[nodiscard]] virtual Result<std::optional<Chunk>> next() = 0;

  // Rows to records. A bad row becomes a Refusal and never an error. Thread-safe.
  [[nodiscard]] virtual Parsed parse(const Chunk& chunk) const = 0;

  // Total size in bytes of the input where it is known, for the progress line; 0 otherwise.
  [[nodiscard]] virtual std::uint64_t total_bytes() const { return 0; }

  // What a person should know about the input as a whole, in sentences: absent files, guesses, rows left out.
  [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }
};

}  // namespace schakel
