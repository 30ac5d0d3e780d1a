// Stands between a call and its answer: who asks, whether they may, how many persons they have seen, and a durable line
// for every person before the answer leaves.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "server/access/access.h"
#include "server/access/purposes.h"
#include "server/access/quota.h"
#include "server/audit/audit_log.h"
#include "server/epochs.h"
#include "server/http/handler.h"
#include "server/layout.h"
#include "server/service/failure.h"
#include "server/service/refusal_fold.h"

namespace schakel {

struct GuardOptions {
  StoreLayout layout;
  QuotaOptions quota;
  Tell tell;  // refusals of the files of accounts, alarms; may be empty
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;
};

// What is written about an answer.
struct Deed {
  std::string_view action;           // as action_name() says it
  std::string_view result;           // kResultShown, kResultDone, kResultFailed
  std::vector<std::string> persons;  // opaque ids; with kResultShown they count for the quota
  std::string match, epoch;
};

struct GuardCounts {
  std::atomic<std::uint64_t> refused_credentials{0}, refused_rights{0}, refused_quota{0}, refused_log{0};
};

// Thread-safe.
class Guard {
 public:
  // Opens accounts, purposes and the audit log, and remembers the persons of the last hour. Errors: those of Access and
  // AuditLog.
  [[nodiscard]] static Result<std::unique_ptr<Guard>> open(GuardOptions options);

  // 401, with 429 for too many attempts and 503 where too many tokens are checked at once; refusals are logged, those
  // beyond a few a minute as a count (refusal_fold.h).
  [[nodiscard]] Answered<Caller> identify(const HttpRequest& request);

  // 403; refusals are logged.
  [[nodiscard]] Answered<void> authorise(const HttpRequest& request, const Caller& caller, Action action);

  // Comes back when the lines are durable; `meanwhile` runs while they are being written. Where that fails, its failure
  // (or its exception) is the answer, and a line says that it failed. 429 when the quota says no: then `meanwhile` did
  // not run. 503 when it cannot be written: the answer must not leave. Where the log refused at once `meanwhile` did
  // not run; where it failed while writing, `meanwhile` may have run.
  [[nodiscard]] Answered<void> release(const HttpRequest& request, const Caller& caller, Deed deed,
                                       const std::function<Answered<void>()>& meanwhile = {});

  // A line about a call that failed, for each person whom it asked for, without waiting for it.
  void note(const HttpRequest& request, const Caller& caller, std::string_view action, std::string_view result,
            std::vector<std::string> persons);

  // A line about an account that the service itself made or changed.
  void note_account(std::string_view account, std::string_view what);

  [[nodiscard]] const Purposes& purposes() const { return purposes_; }
  [[nodiscard]] std::uint32_t persons_per_hour(const Caller& caller) const;
  [[nodiscard]] AuditLogCounts audit_counts() const { return audit_->counts(); }
  [[nodiscard]] const GuardCounts& counts() const { return counts_; }

  // Writes what waits; nothing is released any more.
  Result<void> close();

 private:
  explicit Guard(GuardOptions options) : options_(std::move(options)), quota_(options_.quota) {}
  [[nodiscard]] Answered<void> within_quota(const HttpRequest& request, const Caller& caller, const Deed& deed);
  [[nodiscard]] Answered<void> without_log();
  void accounts_changed(const Result<std::vector<AccountChange>>& changes);
  void log_later(AuditEvent event);
  void log_folded(AuditEvent event);
  void log_counts(const std::vector<RefusalFold::Count>& counts);

  GuardOptions options_;
  Quota quota_;
  RefusalFold refusals_;
  Purposes purposes_;
  std::unique_ptr<AuditLog> audit_;
  std::unique_ptr<Access> access_;
  GuardCounts counts_;
};

// The token behind "Authorization: Bearer "; empty without one.
[[nodiscard]] std::string_view bearer_token(const HttpRequest& request);

// The header in which a call names its purpose.
inline constexpr std::string_view kPurposeHeader = "purpose";

}  // namespace schakel
