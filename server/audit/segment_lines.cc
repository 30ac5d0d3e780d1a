#include "server/audit/segment_lines.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include "index/seal/file.h"

namespace schakel {
namespace {

// Puts lines together from pieces.
class LineSplitter {
 public:
  explicit LineSplitter(const std::function<bool(const SegmentLine&)>& take) : take_(take) {}

  // False when no more is wanted.
  bool add(std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t end = piece.find('\n');
      keep(piece.substr(0, end));
      if (end == std::string_view::npos) break;
      piece.remove_prefix(end + 1);
      if (!hand_over(true)) return false;
    }
    return true;
  }

  void finish() {
    if (size_ > 0) hand_over(false);
  }

 private:
  void keep(std::string_view bytes) {
    size_ += bytes.size();
    if (line_.size() <= kMaxAuditLineBytes) line_.append(bytes.substr(0, kMaxAuditLineBytes + 1 - line_.size()));
  }

  bool hand_over(bool ended) {
    const bool more = take_({line_, ++number_, offset_, ended && size_ <= kMaxAuditLineBytes});
    offset_ += size_ + 1;
    size_ = 0;
    line_.clear();
    return more;
  }

  const std::function<bool(const SegmentLine&)>& take_;
  std::string line_;  // what there is of the line, up to the bound
  std::uint64_t size_ = 0, number_ = 0, offset_ = 0;
};

}  // namespace

Result<std::uint64_t> read_segment_lines(const std::filesystem::path& file,
                                         const std::function<bool(const SegmentLine&)>& take) {
  const auto handle = open_file(file, O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  std::vector<char> buffer(std::size_t{1} << 16);
  LineSplitter splitter(take);
  std::uint64_t size = 0;
  for (;;) {
    const auto count = read(handle->get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail_errno("read", file, errno);
    if (count == 0) break;
    size += static_cast<std::uint64_t>(count);
    if (!splitter.add({buffer.data(), static_cast<std::size_t>(count)})) return size;
  }
  splitter.finish();
  return size;
}

Result<std::optional<AuditLine>> first_line_of(const std::filesystem::path& file) {
  std::optional<AuditLine> first;
  const auto read = read_segment_lines(file, [&](const SegmentLine& line) {
    if (auto parsed = parse_audit_line(line.text); line.whole && parsed) first = *std::move(parsed);
    return false;
  });
  if (!read) return std::unexpected(read.error());
  return first;
}

}  // namespace schakel
