// A source whose records are all in memory: for inputs that must be read whole before the first record is complete (a
// taxonomy joined from many files, a table of places).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loaders/source.h"

namespace schakel {

// What a whole input came to. Rows are the records and the refused rows together.
struct Listed {
  std::vector<Record> records;
  std::vector<Refusal> refused;
  std::vector<std::string> notes;  // what a person should know: absent files, guesses, rows left out
  std::uint64_t bytes = 0;         // size of the input
};

// Hands out the records, then the refusals, in chunks of 1000 rows.
[[nodiscard]] std::unique_ptr<Source> make_listed_source(Listed listed);

}  // namespace schakel
