// Any bytes as the target of a request: what is taken is a path and a query that were in it, clean to the last byte.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/transport/request_target.h"
#include "tests/fuzz/target.h"

namespace {

bool is_clean(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto target = schakel::parse_request_target(text);
  if (!target) return 0;
  require(target->path == "*" || target->path.starts_with('/'));
  require(!target->path.contains('?') && is_clean(text));
  std::string local(target->path);
  if (text.substr(text.size() - std::min(text.size(), target->query.size() + 1)).starts_with('?'))
    local.append("?").append(target->query);
  require(text.ends_with(local));
  const auto again = schakel::parse_request_target(local);
  require(again && again->path == target->path && again->query == target->query);
  return 0;
}
