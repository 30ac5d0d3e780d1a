// The reference tables of the project (regions, municipalities, ISCO groups, starter taxonomy, strategy ...) as they
// stand in data/reference, carried inside the program so that it needs no file beside it.
#pragma once

#include <span>
#include <string_view>

namespace schakel {

struct ReferenceFile {
  std::string_view name;  // "regions.tsv"
  std::string_view text;  // UTF-8, '\n' line ends; lives as long as the program
};

// All tables, in order of name.
[[nodiscard]] std::span<const ReferenceFile> reference_files();

// The text of one table. Requires that it exists: a name is a constant of the program, not input.
[[nodiscard]] std::string_view reference_text(std::string_view name);

}  // namespace schakel
