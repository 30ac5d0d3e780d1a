#include "server/http/accept.h"

#include <algorithm>

namespace schakel {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Cuts the part before the first `mark` off `text`.
std::string_view next_part(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool same_word(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// "q=0", "q=0.000": the weight that says no. "q=0.001" and "q=1" are yes; anything else is no weight, and no.
bool is_yes_weight(std::string_view text) {
  if (!text.starts_with("q=") && !text.starts_with("Q=")) return false;
  const std::string_view weight = text.substr(2);
  if (weight.empty() || weight.size() > 5 || (weight[0] != '0' && weight[0] != '1')) return false;
  if (weight.size() > 1 && weight[1] != '.') return false;
  const std::string_view decimals = weight.substr(std::min<std::size_t>(weight.size(), 2));
  if (decimals.find_first_not_of("0123456789") != std::string_view::npos) return false;
  const bool any = decimals.find_first_not_of('0') != std::string_view::npos;
  return weight[0] == '1' ? !any : any;
}

}  // namespace

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    std::string_view part = next_part(accept_encoding, ',');
    const bool weighed = part.contains(';');
    if (!same_word(next_part(part, ';'), coding)) continue;
    return !weighed || is_yes_weight(trimmed(part));
  }
  return false;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (etag.empty()) return false;
  if (trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    std::string_view tag = next_part(if_none_match, ',');
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == etag) return true;
  }
  return false;
}

}  // namespace schakel
