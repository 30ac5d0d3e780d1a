#include "server/audit/audit_reader.h"

#include <optional>

#include "server/audit/audit_chain.h"
#include "server/audit/audit_folder.h"
#include "server/audit/prune_audit.h"
#include "server/audit/segment_lines.h"

namespace schakel {
namespace {

class LogReader {
 public:
  LogReader(AuditFolder folder, AuditHead mark, std::optional<AuditHead> begin,
            const std::function<void(const AuditLine&)>& take)
      : folder_(std::move(folder)), take_(take), begin_(std::move(begin)) {
    if (begin_) chain_ = AuditChain(*begin_);
    reading_.mark = std::move(mark);
    reading_.live = audit_folder_is_live(folder_);
  }

  Result<void> read_segment(std::uint32_t number, bool last) {
    const std::filesystem::path file = folder_.segment(number);
    std::uint64_t unfinished_from = 0;
    const auto size = read_segment_lines(file, [&](const SegmentLine& line) {
      auto parsed =
          line.whole ? parse_audit_line(line.text) : fail(ErrorCode::kCorrupt, "it breaks off: its end is missing");
      if (parsed) return take(file, line.number, *parsed);
      if (last && !chain_.lost() && chain_.head().sequence >= reading_.mark.sequence) {
        unfinished_from = line.offset;
        unfinished_ = true;
        return false;
      }
      add_fault(file, line.number, parsed.error().message);
      chain_.lose();
      return true;
    });
    if (!size) return std::unexpected(size.error());
    ++reading_.segments;
    std::error_code ignored;
    reading_.bytes += unfinished_ ? std::filesystem::file_size(file, ignored) : *size;
    if (unfinished_) reading_.unfinished_bytes = std::filesystem::file_size(file, ignored) - unfinished_from;
    return {};
  }

  void miss_segment(std::uint32_t number) {
    add_fault(folder_.segment(number), 0, "it is missing");
    chain_.lose();
  }

  AuditReading finish() {
    reading_.head = chain_.head();
    const AuditHead& mark = reading_.mark;
    if (reading_.head.sequence < mark.sequence)
      add_fault(folder_.mark(), 0,
                "line " + std::to_string(mark.sequence) + " was acknowledged, but the log ends at line " +
                    std::to_string(reading_.head.sequence) + ": its end was cut off");
    return std::move(reading_);
  }

 private:
  bool take(const std::filesystem::path& file, std::uint64_t number, const AuditLine& line) {
    // A removal of old segments that was stopped has left some: the chain is known from `begin` on.
    if (begin_ && reading_.lines == 0 && line.sequence <= begin_->sequence) chain_.lose();
    if (begin_ && line.sequence == begin_->sequence && line.hash != begin_->hash)
      add_fault(file, number, "it is not the line up to which the log was said to be removed");
    if (const auto wrong = chain_.follow(line)) add_fault(file, number, *wrong);
    const AuditHead& mark = reading_.mark;
    if (line.sequence == mark.sequence && line.hash != mark.hash)
      add_fault(file, number, "it is not the line that was acknowledged under this number: the log was written anew");
    if (reading_.lines++ == 0) reading_.first_time_ms = line.time_ms;
    reading_.last_time_ms = line.time_ms;
    if (line.sequence > mark.sequence) ++reading_.lines_behind_mark;
    take_(line);
    return true;
  }

  void add_fault(const std::filesystem::path& file, std::uint64_t line, std::string what) {
    if (reading_.fault_count++ < kFaultsKept) reading_.faults.push_back({file, line, std::move(what)});
  }

  AuditFolder folder_;
  const std::function<void(const AuditLine&)>& take_;
  std::optional<AuditHead> begin_;
  AuditReading reading_;
  AuditChain chain_;
  bool unfinished_ = false;
};

}  // namespace

std::string words_of(const AuditFault& fault) {
  return fault.file.filename().string() + (fault.line > 0 ? ", line " + std::to_string(fault.line) : "") + ": " +
         fault.what;
}

Result<AuditReading> read_audit_log(const std::filesystem::path& folder,
                                    const std::function<void(const AuditLine&)>& take) {
  const AuditFolder paths{folder};
  const auto mark = AuditMark::open(paths.mark(), false);  // first: what it says is there afterwards
  const auto segments = audit_segments(paths);
  if (!segments && segments.error().code == ErrorCode::kNotFound)
    return fail(ErrorCode::kNotFound, "there is no audit log in " + folder.string());
  if (!segments) return std::unexpected(segments.error());
  if (!mark && mark.error().code == ErrorCode::kNotFound)
    return segments->empty()
               ? fail(ErrorCode::kNotFound, "there is no audit log in " + folder.string())
               : fail(ErrorCode::kCorrupt, paths.mark().string() + " is missing beside its log" + kBrokenLogHint);
  if (!mark) return std::unexpected(mark.error());

  const auto begin = read_begin(paths);
  if (!begin) return std::unexpected(begin.error());

  LogReader reader(paths, mark->head(), *begin, take);
  std::uint32_t expected = *begin && !segments->empty() ? segments->front() : 1;
  for (const std::uint32_t number : *segments) {
    if (number > expected) reader.miss_segment(expected);
    if (auto read = reader.read_segment(number, number == segments->back()); !read)
      return std::unexpected(read.error());
    expected = number + 1;
  }
  return reader.finish();
}

}  // namespace schakel
