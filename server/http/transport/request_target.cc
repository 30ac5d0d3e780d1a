#include "server/http/transport/request_target.h"

#include <algorithm>

namespace schakel {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool well_formed(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c <= ' ' || c > '~' || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>') return false;
    if (c == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
  }
  return true;
}

bool same_start(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) {
           return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
         });
}

// Cuts scheme and authority off. What is left of "http://host" and "http://host?x" has no '/' to begin with.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_start(target, scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    return end == 0 ? std::string_view() : target.substr(end);
  }
  return target;
}

}  // namespace

std::optional<RequestTarget> parse_request_target(std::string_view target) {
  if (target == "*") return RequestTarget{target, {}};
  if (!well_formed(target)) return std::nullopt;
  const std::string_view local = without_authority(target);
  if (!local.starts_with('/')) return std::nullopt;
  const std::size_t mark = std::min(local.find('?'), local.size());
  return RequestTarget{local.substr(0, mark), local.substr(std::min(mark + 1, local.size()))};
}

}  // namespace schakel
