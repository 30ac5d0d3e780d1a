// Any bytes as a line of the audit log: refused as corrupt, or the very bytes that its content is written as. And any
// bytes as the texts of a line: it is one line, and comes back.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/audit/audit_line.h"
#include "server/audit/review/check_audit.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

void read_line(std::string_view text) {
  auto line = parse_audit_line(text);
  if (!line) {
    require(line.error().code == ErrorCode::kCorrupt && !line.error().message.empty());
    return;
  }
  std::string again;
  append_audit_line(*line, again);
  require(again == std::string(text) + "\n");
}

void write_line(std::string_view text) {
  const std::size_t half = text.size() / 2;
  AuditLine line{.sequence = text.size(),
                 .actor = audit_text(text.substr(0, half)),
                 .object = audit_text(text),
                 .purpose = audit_text(text.substr(half)),
                 .previous = std::string(kNoLineBefore)};
  std::string written;
  append_audit_line(line, written);
  require(std::ranges::count(written, '\n') == 1 && written.size() <= kMaxAuditLineBytes);
  written.pop_back();
  require(parse_audit_line(written) == line);
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  schakel::read_line(text);
  schakel::write_line(text);
  if (const auto anchor = schakel::parse_anchor(text)) require(schakel::anchor_text(*anchor).size() <= text.size());
  return 0;
}
