#include "server/service/guard.h"

#include <chrono>
#include <future>
#include <utility>

#include "server/audit/folded_result.h"
#include "server/audit/recent_lines.h"

namespace schakel {
namespace {

using std::chrono::duration_cast;

std::string_view code_of(Denial why) {
  switch (why) {
    case Denial::kNoCredentials:
      return "no-credentials";
    case Denial::kUnknown:
      return "unknown-credentials";
    case Denial::kTooManyAttempts:
      return "too-many-attempts";
    case Denial::kBusy:
      return "busy";
    case Denial::kDisabled:
      return "account-disabled";
    case Denial::kExpired:
      return "account-expired";
    case Denial::kAction:
      return "action";
    case Denial::kNoPurpose:
      return "no-purpose";
    case Denial::kUnknownPurpose:
      return "unknown-purpose";
    case Denial::kPurpose:
      return "purpose";
  }
  return "refused";
}

// Whether anyone can be refused so, as often as they like.
bool proves_nothing(Denial why) {
  return why == Denial::kNoCredentials || why == Denial::kUnknown || why == Denial::kTooManyAttempts;
}

std::unexpected<Failure> refuse_denied(const Denied& denied) {
  if (denied.why == Denial::kBusy) {
    auto busy = refuse(503, std::string(code_of(denied.why)), denied.message);
    busy.error().headers.push_back({"Retry-After", "1"});
    return busy;
  }
  const bool credentials = about_credentials(denied.why);
  const bool attempts = denied.why == Denial::kTooManyAttempts;
  auto refused = refuse(attempts ? 429 : credentials ? 401 : 403, std::string(code_of(denied.why)), denied.message);
  if (attempts) refused.error().headers.push_back({"Retry-After", "60"});
  if (credentials && !attempts) refused.error().headers.push_back({"WWW-Authenticate", "Bearer realm=\"schakel\""});
  return refused;
}

AuditEvent event_of(const HttpRequest& request, const Caller& caller, std::string_view action,
                    std::string_view result) {
  return {.actor = caller.account,
          .role = std::string(role_name(caller.role)),
          .organisation = caller.organisation,
          .origin = request.origin,
          .action = std::string(action),
          .objects = {},
          .result = std::string(result),
          .purpose = audit_text(request.header(kPurposeHeader)),
          .match = {},
          .epoch = {}};
}

}  // namespace

std::string_view bearer_token(const HttpRequest& request) {
  std::string_view value = request.header("authorization");
  constexpr std::string_view kScheme = "bearer ";
  if (value.size() < kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = value[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != kScheme[i]) return {};
  }
  value.remove_prefix(kScheme.size());
  while (value.starts_with(' ')) value.remove_prefix(1);
  return value;
}

Result<std::unique_ptr<Guard>> Guard::open(GuardOptions options) {
  std::unique_ptr<Guard> guard(new Guard(std::move(options)));
  const StoreLayout& layout = guard->options_.layout;
  auto purposes = Purposes::load(layout.purposes());
  if (!purposes) return std::unexpected(purposes.error());
  guard->purposes_ = *std::move(purposes);
  auto audit = AuditLog::open(layout.audit(), {.now = guard->options_.now});
  if (!audit) return std::unexpected(audit.error());
  guard->audit_ = *std::move(audit);

  const auto now = duration_cast<std::chrono::milliseconds>(guard->options_.now().time_since_epoch()).count();
  const auto remembered = read_recent_lines(layout.audit(), now - 3'600'000, [&](const AuditLine& line) {
    if (line.result == kResultShown && is_about_person(line))
      guard->quota_.remember(line.actor, line.object, std::chrono::seconds(line.time_ms / 1000));
  });
  if (!remembered) return std::unexpected(remembered.error());

  auto access =
      Access::open({.accounts = layout.accounts(),
                    .purposes = layout.purposes(),
                    .now = guard->options_.now,
                    .on_change = [self = guard.get()](const auto& changes) { self->accounts_changed(changes); }});
  if (!access) return std::unexpected(access.error());
  guard->access_ = *std::move(access);
  return guard;
}

void Guard::log_later(AuditEvent event) {
  audit_->append(std::move(event), [](const Result<std::uint64_t>&) {});
}

void Guard::accounts_changed(const Result<std::vector<AccountChange>>& changes) {
  if (!changes) {
    if (options_.tell) options_.tell("The accounts are as they were: " + changes.error().message);
    return;
  }
  for (const AccountChange& change : *changes) note_account(change.account, change.what);
}

void Guard::note_account(std::string_view account, std::string_view what) {
  log_later({.actor = {},
             .role = {},
             .organisation = {},
             .origin = "service",
             .action = std::string(kActionAccounts),
             .objects = {std::string(account)},
             .result = std::string(what),
             .purpose = {},
             .match = {},
             .epoch = {}});
}

Answered<Caller> Guard::identify(const HttpRequest& request) {
  log_counts(refusals_.over(options_.now()));
  auto caller = access_->identify({.token = bearer_token(request), .certificate = request.certificate});
  if (caller) return *std::move(caller);
  const Denied& denied = caller.error();
  if (denied.why == Denial::kBusy) return refuse_denied(denied);  // overload says nothing about who asks
  ++counts_.refused_credentials;
  AuditEvent event = event_of(request, {}, "", audit_result(denied.why));
  event.actor = denied.account;
  event.role.clear();
  if (proves_nothing(denied.why))
    log_folded(std::move(event));
  else
    log_later(std::move(event));
  return refuse_denied(denied);
}

void Guard::log_folded(AuditEvent event) {
  if (refusals_.singly(event.origin, event.actor, options_.now())) log_later(std::move(event));
}

void Guard::log_counts(const std::vector<RefusalFold::Count>& counts) {
  for (const RefusalFold::Count& count : counts)
    log_later({.actor = count.account,
               .role = {},
               .organisation = {},
               .origin = count.origin,
               .action = {},
               .objects = {},
               .result = folded_result(audit_result(Denial::kUnknown), count.times),
               .purpose = {},
               .match = {},
               .epoch = {}});
}

Result<void> Guard::close() {
  log_counts(refusals_.all());
  return audit_->close();
}

Answered<void> Guard::authorise(const HttpRequest& request, const Caller& caller, Action action) {
  const auto allowed = access_->authorise(caller, action, request.header(kPurposeHeader));
  if (allowed) return {};
  ++counts_.refused_rights;
  log_later(event_of(request, caller, action_name(action), audit_result(allowed.error().why)));
  return refuse_denied(allowed.error());
}

Answered<void> Guard::within_quota(const HttpRequest& request, const Caller& caller, const Deed& deed) {
  if (deed.result != kResultShown || deed.persons.empty()) return {};
  const auto now = duration_cast<std::chrono::seconds>(options_.now().time_since_epoch());
  const QuotaAnswer answer = quota_.ask(caller.account, caller.persons_per_hour, deed.persons, now);
  if (answer.alarm) {
    log_later(event_of(request, caller, deed.action, kResultAlarmQuota));
    if (options_.tell)
      options_.tell("Account " + caller.account + " was shown " + std::to_string(answer.persons) + " of " +
                    std::to_string(answer.limit) + " persons in an hour");
  }
  if (answer.granted) return {};
  ++counts_.refused_quota;
  note(request, caller, deed.action, kResultRefusedQuota, deed.persons);
  auto refused = refuse(429, "quota",
                        "This account may be shown " + std::to_string(answer.limit) + " different persons in an hour");
  if (answer.retry_after.count() > 0)
    refused.error().headers.push_back({"Retry-After", std::to_string(answer.retry_after.count())});
  return refused;
}

Answered<void> Guard::without_log() {
  ++counts_.refused_log;
  if (options_.tell) options_.tell("An answer was refused: the audit log cannot be written");
  auto refused = refuse(503, "log", "Who sees or changes what cannot be written down now, so nothing is shown");
  refused.error().headers.push_back({"Retry-After", "5"});
  return refused;
}

Answered<void> Guard::release(const HttpRequest& request, const Caller& caller, Deed deed,
                              const std::function<Answered<void>()>& meanwhile) {
  if (auto granted = within_quota(request, caller, deed); !granted) return granted;
  AuditEvent event = event_of(request, caller, deed.action, deed.result);
  event.objects = deed.persons;
  event.match = std::move(deed.match);
  event.epoch = std::move(deed.epoch);
  // Shared with the thread that writes: `meanwhile` may leave by an exception, and this frame with it.
  const auto written = std::make_shared<std::promise<bool>>();
  const auto is_written = written->get_future().share();
  audit_->append(std::move(event),
                 [written](const Result<std::uint64_t>& sequence) { written->set_value(sequence.has_value()); });
  const bool known = is_written.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  if (known && !is_written.get()) return without_log();
  const auto note_failure = [&] { note(request, caller, deed.action, kResultFailed, std::move(deed.persons)); };
  Answered<void> done;
  try {
    if (meanwhile) done = meanwhile();
  } catch (...) {
    note_failure();
    throw;
  }
  if (!is_written.get()) return without_log();
  if (!done) note_failure();
  return done;
}

void Guard::note(const HttpRequest& request, const Caller& caller, std::string_view action, std::string_view result,
                 std::vector<std::string> persons) {
  AuditEvent event = event_of(request, caller, action, result);
  event.objects = std::move(persons);
  log_later(std::move(event));
}

std::uint32_t Guard::persons_per_hour(const Caller& caller) const {
  return caller.persons_per_hour != 0 ? caller.persons_per_hour : options_.quota.persons_per_hour;
}

}  // namespace schakel
