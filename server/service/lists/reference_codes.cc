#include "server/service/lists/reference_codes.h"

#include <algorithm>
#include <utility>

#include "data/reference/reference.h"

namespace schakel {

bool is_code(const CodeTable& table, std::string_view code) {
  bool heading = true;
  for (std::string_view rest = reference_text(table.file); !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty() || line[0] == '#' || std::exchange(heading, false)) continue;
    if (line.substr(0, line.find('\t')) == code) return true;
  }
  return false;
}

Answered<void> check_code(const CodeTable& table, std::string_view code, std::string field) {
  if (is_code(table, code)) return {};
  return refuse_field(std::move(field), "unknown-value", "expected " + std::string(table.expected));
}

}  // namespace schakel
