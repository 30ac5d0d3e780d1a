#include "loaders/format/json_keys.h"

#include <simdjson.h>

namespace schakel {

std::vector<std::string> json_keys(std::string_view text) {
  simdjson::dom::parser parser;
  simdjson::dom::object members;
  std::vector<std::string> keys;
  if (parser.parse(text.data(), text.size()).get(members) != simdjson::SUCCESS) return keys;
  for (const auto member : members) keys.emplace_back(member.key);
  return keys;
}

}  // namespace schakel
