// Any bytes as a query of the text search: refused with a sentence, or read as words that stand in it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "index/text/text_query.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

void check(const QueryNode& node, std::string_view query) {
  if (node.kind == QueryNode::Kind::kAtom) {
    require(!node.atom.words.empty() && (!node.atom.wildcard || node.atom.words.size() == 1));
    for (const QueryWord& word : node.atom.words)
      require(!word.word.empty() && word.begin < word.end && word.end <= query.size());
    return;
  }
  require(!node.children.empty());
  for (const QueryNode& child : node.children) check(child, query);
  for (const QueryNode& refused : node.refused) check(refused, query);
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  const auto parsed = schakel::parse_text_query(query);
  if (parsed)
    schakel::check(*parsed, query);
  else
    require(parsed.error().code == schakel::ErrorCode::kBadInput && !parsed.error().message.empty());
  return 0;
}
