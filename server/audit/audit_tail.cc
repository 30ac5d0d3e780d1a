#include "server/audit/audit_tail.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "index/seal/seal.h"
#include "server/audit/audit_chain.h"
#include "server/audit/audit_line.h"
#include "server/audit/segment_lines.h"

namespace schakel {
namespace {

// A segment as it was walked through.
struct Walked {
  std::uint64_t good_bytes = 0;  // up to the end of the last whole line that follows the one before
  std::uint64_t bytes = 0;
  std::string trouble;     // of the first line that does not; empty: none
  std::uint64_t line = 0;  // its number in the file
};

std::unexpected<Error> broken(const std::filesystem::path& file, const std::string& what) {
  return fail(ErrorCode::kCorrupt, "the audit log is broken: " + file.string() + ": " + what + kBrokenLogHint);
}

// Where to begin: the last segment whose first line is not behind the mark, with what comes before that line.
struct Beginning {
  std::size_t segment = 0;  // index
  AuditHead before{0, std::string(kNoLineBefore)};
};

Result<Beginning> find_beginning(const AuditFolder& folder, const std::vector<std::uint32_t>& segments,
                                 const AuditHead& mark) {
  for (std::size_t i = segments.size(); i-- > 0;) {
    const auto first = first_line_of(folder.segment(segments[i]));
    if (!first) return std::unexpected(first.error());
    if (*first && (*first)->sequence >= 1 && (*first)->sequence <= mark.sequence)
      return Beginning{i, {(*first)->sequence - 1, (*first)->previous}};
  }
  return Beginning{};
}

Result<Walked> walk(const std::filesystem::path& file, const AuditHead& mark, AuditChain& chain) {
  Walked walked;
  const auto read = read_segment_lines(file, [&](const SegmentLine& line) {
    walked.line = line.number;
    const auto parsed = parse_audit_line(line.text);
    if (!line.whole)
      walked.trouble = "it breaks off";
    else if (!parsed)
      walked.trouble = parsed.error().message;
    else if (AuditChain ahead = chain; auto wrong = ahead.follow(*parsed))
      walked.trouble = *wrong;
    else if (parsed->sequence == mark.sequence && parsed->hash != mark.hash)
      walked.trouble = "it is not the line that was acknowledged under this number";
    else
      chain = std::move(ahead);
    if (!walked.trouble.empty()) return false;
    walked.good_bytes = line.offset + line.text.size() + 1;
    return true;
  });
  if (!read) return std::unexpected(read.error());
  std::error_code error;
  walked.bytes = std::filesystem::file_size(file, error);
  if (error) return fail_errno("look up the size of", file, error.value());
  return walked;
}

// Takes off what stands behind the good bytes, after it was copied away.
Result<void> cut(const AuditFolder& folder, std::uint64_t good_bytes, AuditTail& tail) {
  const std::filesystem::path file = folder.segment(tail.segment);
  const auto whole = read_whole_file(file);
  if (!whole) return std::unexpected(whole.error());
  if (auto kept =
          write_file_atomically(folder.torn(tail.segment, tail.head.sequence + 1), whole->substr(good_bytes), 0600);
      !kept)
    return kept;
  if (ftruncate(tail.file.get(), static_cast<off_t>(good_bytes)) != 0) return fail_errno("cut", file, errno);
  if (fsync(tail.file.get()) != 0) return fail_errno("sync", file, errno);
  return {};
}

Result<void> create_segment(const AuditFolder& folder, AuditTail& tail) {
  const std::filesystem::path file = folder.segment(tail.segment);
  auto handle = open_file(file, O_RDWR | O_CREAT | O_EXCL, 0600);
  if (!handle) return std::unexpected(handle.error());
  if (fsync(handle->get()) != 0) return fail_errno("sync", file, errno);
  if (auto synced = sync_path(folder.root); !synced) return synced;
  tail.file = *std::move(handle);
  tail.size = 0;
  tail.first_time_ms.reset();
  return {};
}

}  // namespace

Result<AuditTail> open_audit_tail(const AuditFolder& folder, const AuditHead& mark) {
  const auto segments = audit_segments(folder);
  if (!segments) return std::unexpected(segments.error());
  AuditTail tail{.head = {0, std::string(kNoLineBefore)}};
  if (segments->empty()) {
    if (mark.sequence > 0) return broken(folder.root, "its segments are gone");
    if (auto created = create_segment(folder, tail); !created) return std::unexpected(created.error());
    return tail;
  }

  const auto beginning = find_beginning(folder, *segments, mark);
  if (!beginning) return std::unexpected(beginning.error());
  AuditChain chain(beginning->before);
  Walked walked;
  for (std::size_t i = beginning->segment; i < segments->size(); ++i) {
    const std::filesystem::path file = folder.segment((*segments)[i]);
    auto next = walk(file, mark, chain);
    if (!next) return std::unexpected(next.error());
    walked = *std::move(next);
    const bool torn = i + 1 == segments->size() && chain.head().sequence >= mark.sequence;
    if (!walked.trouble.empty() && !torn)
      return broken(file, "line " + std::to_string(walked.line) + ": " + walked.trouble);
  }
  tail.segment = segments->back();
  const std::filesystem::path file = folder.segment(tail.segment);
  if (chain.head().sequence < mark.sequence)
    return broken(file, "it ends at line " + std::to_string(chain.head().sequence) + " of the log, and line " +
                            std::to_string(mark.sequence) + " was acknowledged: the end was cut off");
  auto handle = open_file(file, O_RDWR);
  if (!handle) return std::unexpected(handle.error());
  tail.file = *std::move(handle);
  tail.size = walked.good_bytes;
  tail.head = chain.head();
  tail.adopted = tail.head.sequence - mark.sequence;
  tail.cut_bytes = walked.bytes - walked.good_bytes;
  const auto first = first_line_of(file);
  if (!first) return std::unexpected(first.error());
  if (*first) tail.first_time_ms = (*first)->time_ms;
  if (tail.cut_bytes > 0)
    if (auto done = cut(folder, walked.good_bytes, tail); !done) return std::unexpected(done.error());
  return tail;
}

Result<void> begin_next_segment(const AuditFolder& folder, AuditTail& tail) {
  ++tail.segment;
  auto created = create_segment(folder, tail);
  if (!created) --tail.segment;
  return created;
}

}  // namespace schakel
