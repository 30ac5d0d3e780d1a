// Any bytes as an Accept-Encoding and an If-None-Match: understood as regular expressions of the RFC understand them.
#include <cstddef>
#include <cstdint>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/accept.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == mark)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

bool slowly_accepts(std::string_view header, const std::string& coding) {
  static const std::regex kName(R"([ \t]*([^;]*?)[ \t]*(;[\s\S]*)?)");
  static const std::regex kYes(R"([^;]*(;[ \t]*[qQ]=(0\.[0-9]{0,3}|1(\.0{0,3})?)[ \t]*)?)");
  static const std::regex kZero(R"([^;]*;[ \t]*[qQ]=0\.0*[ \t]*)");
  for (const std::string& part : split(header, ',')) {
    std::smatch match;
    if (!std::regex_match(part, match, kName)) continue;
    std::string name = match[1];
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (name == coding) return std::regex_match(part, kYes) && !std::regex_match(part, kZero);
  }
  return false;
}

bool slowly_names(std::string_view header, std::string_view tag) {
  static const std::regex kStar(R"([ \t]*\*[ \t]*)");
  if (std::regex_match(std::string(header), kStar)) return true;
  for (const std::string& part : split(header, ','))
    if (std::regex_match(part, std::regex("[ \\t]*(W/)?" + std::string(tag) + "[ \\t]*"))) return true;
  return false;
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 500) return 0;  // std::regex recurses
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const char* coding : {"br", "gzip"})
    require(schakel::accepts_encoding(text, coding) == schakel::slowly_accepts(text, coding));
  require(schakel::names_etag(text, "\"a\"") == schakel::slowly_names(text, "\"a\""));
  return 0;
}
