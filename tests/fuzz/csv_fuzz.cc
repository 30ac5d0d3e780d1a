// Any bytes as CSV: rows and lines rise, every row is a part of the text, and what was read survives being written.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/format/csv.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows read(std::string_view text) {
  CsvReader reader(text, ',');
  Rows rows;
  std::uint64_t line = 0;
  while (reader.next()) {
    require(reader.line() > line);
    line = reader.line();
    require(reader.raw().data() >= text.data() &&
            reader.raw().data() + reader.raw().size() <= text.data() + text.size());
    require(reader.problem().empty() != reader.fields().empty());
    if (reader.problem().empty()) rows.emplace_back(reader.fields().begin(), reader.fields().end());
  }
  return rows;
}

std::string written(const Rows& rows) {
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    for (const std::string& cell : row) {
      text += '"';
      for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
      text += &cell == &row.back() ? "\"\n" : "\",";
    }
  }
  return text;
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const schakel::Rows rows = schakel::read(text);
  require(schakel::read(schakel::written(rows)) == rows);
  require(std::string_view(",;\t").contains(schakel::guess_separator(text)));
  return 0;
}
