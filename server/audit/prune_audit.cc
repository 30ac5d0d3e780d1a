#include "server/audit/prune_audit.h"

#include <unistd.h>

#include <cerrno>
#include <vector>

#include "index/seal/seal.h"
#include "server/audit/segment_lines.h"

namespace schakel {
namespace {

// How many segments from the front may go, and the last line of them.
struct Removable {
  std::size_t segments = 0;
  AuditHead last;
};

Result<Removable> find_removable(const AuditFolder& paths, const std::vector<std::uint32_t>& segments,
                                 std::int64_t before_ms) {
  Removable removable;
  for (std::size_t next = 1; next < segments.size(); ++next) {
    const auto first = first_line_of(paths.segment(segments[next]));
    if (!first) return std::unexpected(first.error());
    if (!*first || (*first)->time_ms >= before_ms) break;
    removable = {next, {(*first)->sequence - 1, (*first)->previous}};
  }
  return removable;
}

}  // namespace

Result<PrunedAudit> prune_audit_log(const std::filesystem::path& folder, AuditLog& log, std::int64_t before_ms,
                                    AuditEvent by) {
  const AuditFolder paths{folder};
  const auto segments = audit_segments(paths);
  if (!segments) return std::unexpected(segments.error());
  const auto removable = find_removable(paths, *segments, before_ms);
  if (!removable) return std::unexpected(removable.error());
  if (removable->segments == 0) return PrunedAudit{};

  by.action = kActionLogPrune;
  by.objects = {prune_text(removable->last)};
  by.result = kResultDone;
  if (auto logged = log.append(std::move(by)); !logged) return std::unexpected(logged.error());
  if (auto written = write_file_atomically(paths.begin(), anchor_text(removable->last) + "\n", 0600); !written)
    return std::unexpected(written.error());
  for (std::size_t i = 0; i < removable->segments; ++i) {
    const auto file = paths.segment((*segments)[i]);
    if (unlink(file.c_str()) != 0) return fail_errno("remove", file, errno);
  }
  if (auto synced = sync_path(folder); !synced) return std::unexpected(synced.error());
  return PrunedAudit{static_cast<std::uint32_t>(removable->segments), removable->last.sequence};
}

Result<std::optional<AuditHead>> read_begin(const AuditFolder& folder) {
  const auto text = read_whole_file(folder.begin());
  if (!text && text.error().code == ErrorCode::kNotFound) return std::nullopt;
  if (!text) return std::unexpected(text.error());
  auto begin = text->ends_with('\n') ? parse_anchor(std::string_view(*text).substr(0, text->size() - 1)) : std::nullopt;
  if (!begin)
    return fail(ErrorCode::kCorrupt,
                folder.begin().string() + " is damaged: it does not say where the log begins" + kBrokenLogHint);
  return begin;
}

std::string prune_text(const AuditHead& last_removed) { return "until=" + anchor_text(last_removed); }

}  // namespace schakel
