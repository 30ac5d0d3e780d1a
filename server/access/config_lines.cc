#include "server/access/config_lines.h"

#include <algorithm>

namespace schakel {

Result<void> read_config_lines(std::string_view text, std::string_view name,
                               const std::function<std::string(JsonFields&)>& take) {
  if (text.size() > kMaxConfigBytes)
    return fail(ErrorCode::kBadInput, std::string(name) + " has " + std::to_string(text.size()) +
                                          " bytes, expected at most " + std::to_string(kMaxConfigBytes));
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    JsonFields fields(line);
    const std::string wrong = take(fields);
    const std::string trouble = fields.trouble();  // comes first: what it spoils may be `wrong`
    if (trouble.empty() && wrong.empty()) continue;
    return fail(ErrorCode::kBadInput,
                std::string(name) + ", line " + std::to_string(number) + ": " + (trouble.empty() ? wrong : trouble));
  }
  return {};
}

}  // namespace schakel
