#include "server/access/access.h"

#include <sys/stat.h>

#include <algorithm>
#include <mutex>
#include <tuple>
#include <utility>

#include "server/access/account_changes.h"
#include "server/access/accounts.h"
#include "server/access/purposes.h"
#include "server/access/token.h"
#include "server/access/token_check.h"

namespace schakel {
namespace {

using std::chrono::system_clock;

// By what a file that was replaced or written to is told from the one before.
using FileMark = std::tuple<std::uint64_t, std::int64_t, std::int64_t, std::int64_t>;

FileMark mark_of(const std::filesystem::path& file) {
  struct stat facts{};
  if (stat(file.c_str(), &facts) != 0) return {};
  return {facts.st_ino, facts.st_size, facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec};
}

struct Loaded {
  Accounts accounts;
  Purposes purposes;
};

Result<std::shared_ptr<const Loaded>> load(const AccessOptions& options) {
  auto accounts = Accounts::load(options.accounts);
  if (!accounts && accounts.error().code == ErrorCode::kNotFound)
    return fail(ErrorCode::kNotFound,
                "there is no file of accounts " + options.accounts.string() + "; make one with: schakel account add");
  if (!accounts) return std::unexpected(accounts.error());
  auto purposes = Purposes::load(options.purposes);
  if (!purposes) return std::unexpected(purposes.error());
  return std::make_shared<const Loaded>(*std::move(accounts), *std::move(purposes));
}

std::unexpected<Denied> deny(Denial why, std::string message, std::string account = "") {
  return std::unexpected(Denied{why, std::move(account), std::move(message)});
}

std::unexpected<Denied> deny_unknown() { return deny(Denial::kUnknown, "the credentials are not those of an account"); }

Date day_of(system_clock::time_point time) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(time));
  return {static_cast<int>(day.year()) * 10000 + static_cast<std::int32_t>(static_cast<unsigned>(day.month())) * 100 +
          static_cast<std::int32_t>(static_cast<unsigned>(day.day()))};
}

}  // namespace

struct Access::State {
  AccessOptions options;
  std::unique_ptr<TokenCheck> tokens;

  std::mutex loading;  // held by who looks at the files
  system_clock::time_point looked_at;
  FileMark accounts_mark, purposes_mark;

  std::mutex mutex;  // guards what follows
  std::shared_ptr<const Loaded> loaded;

  std::shared_ptr<const Loaded> current() {
    const std::lock_guard lock(mutex);
    return loaded;
  }

  void refresh();
  std::expected<void, Denied> check_token(const Account& account, std::string_view token);
};

void Access::State::refresh() {
  const std::unique_lock lock(loading, std::try_to_lock);
  if (!lock.owns_lock()) return;
  const auto now = options.now();
  if (now >= looked_at && now - looked_at < std::chrono::seconds(1)) return;
  looked_at = now;
  const FileMark accounts_now = mark_of(options.accounts), purposes_now = mark_of(options.purposes);
  if (accounts_now == accounts_mark && purposes_now == purposes_mark) return;
  accounts_mark = accounts_now;
  purposes_mark = purposes_now;
  auto fresh = load(options);
  if (!fresh) {
    if (options.on_change) options.on_change(std::unexpected(fresh.error()));
    return;
  }
  const auto changes = changes_between(current()->accounts, (*fresh)->accounts);
  {
    const std::lock_guard in_use(mutex);
    loaded = *fresh;
  }
  tokens->keep_only((*fresh)->accounts);
  if (options.on_change) options.on_change(changes);
}

std::expected<void, Denied> Access::State::check_token(const Account& account, std::string_view token) {
  switch (tokens->check(account, token)) {
    case TokenVerdict::kFits:
      return {};
    case TokenVerdict::kBusy:
      return deny(Denial::kBusy, "other tokens are being checked; come again", account.name);
    case TokenVerdict::kTooManyAttempts:
      return deny(Denial::kTooManyAttempts, "too many wrong tokens; wait a minute", account.name);
    case TokenVerdict::kWrong:
      break;
  }
  return deny_unknown();
}

Access::Access(std::unique_ptr<State> state) : state_(std::move(state)) {}
Access::~Access() = default;

Result<std::unique_ptr<Access>> Access::open(AccessOptions options) {
  auto state = std::make_unique<State>();
  state->accounts_mark = mark_of(options.accounts);  // before reading: what changes meanwhile is read again
  state->purposes_mark = mark_of(options.purposes);
  state->looked_at = options.now();
  auto loaded = load(options);
  if (!loaded) return std::unexpected(loaded.error());
  state->loaded = *std::move(loaded);
  state->options = std::move(options);
  auto tokens = TokenCheck::make(state->options.now);
  if (!tokens) return std::unexpected(tokens.error());
  state->tokens = *std::move(tokens);
  return std::unique_ptr<Access>(new Access(std::move(state)));
}

std::expected<Caller, Denied> Access::identify(const Credentials& credentials) {
  state_->refresh();
  const auto loaded = state_->current();
  if (credentials.token.empty() && credentials.certificate.empty())
    return deny(Denial::kNoCredentials, "expected a bearer token or a client certificate");

  const auto key = token_key(credentials.token);
  const Account* const account = credentials.token.empty() ? loaded->accounts.by_certificate(credentials.certificate)
                                                           : loaded->accounts.by_token_key(key.value_or(""));
  if (account == nullptr) return deny_unknown();
  if (!account->certificate.empty() && account->certificate != credentials.certificate) return deny_unknown();
  if (!account->token_key.empty()) {
    if (credentials.token.empty()) return deny_unknown();
    if (auto checked = state_->check_token(*account, credentials.token); !checked)
      return std::unexpected(std::move(checked.error()));
  }
  if (account->disabled) return deny(Denial::kDisabled, "account " + account->name + " is disabled", account->name);
  if (account->valid_until.known() && day_of(state_->options.now()) > account->valid_until)
    return deny(Denial::kExpired, "account " + account->name + " was valid until " + format_date(account->valid_until),
                account->name);
  return Caller{account->name, account->role, account->organisation, account->purposes, account->persons_per_hour};
}

std::expected<void, Denied> Access::authorise(const Caller& caller, Action action, std::string_view purpose) const {
  if (!allowed(caller.role, action))
    return deny(Denial::kAction,
                "role " + std::string(role_name(caller.role)) + " may not " + std::string(action_name(action)),
                caller.account);
  std::string own;
  for (const std::string& code : caller.purposes) own += (own.empty() ? "" : ", ") + code;
  if (purpose.empty())
    return deny(Denial::kNoPurpose, "the call names no purpose, expected one of: " + own, caller.account);
  const auto loaded = state_->current();
  const Purpose* const known = loaded->purposes.find(purpose);
  if (known == nullptr)
    return deny(Denial::kUnknownPurpose, "there is no such purpose, expected one of: " + own, caller.account);
  if (std::ranges::find(caller.purposes, purpose) == caller.purposes.end() ||
      std::ranges::find(known->roles, caller.role) == known->roles.end())
    return deny(Denial::kPurpose, "purpose " + known->code + " is not one of this account, which has: " + own,
                caller.account);
  if (concerns_persons(action) && !known->persons)
    return deny(
        Denial::kPurpose,
        "for purpose " + known->code + " no persons may be looked at, as " + std::string(action_name(action)) + " does",
        caller.account);
  return {};
}

std::string_view audit_result(Denial why) {
  switch (why) {
    case Denial::kNoCredentials:
    case Denial::kUnknown:
    case Denial::kTooManyAttempts:
    case Denial::kBusy:
      return "refused-credentials";
    case Denial::kDisabled:
    case Denial::kExpired:
      return "refused-account";
    case Denial::kAction:
      return "refused-action";
    case Denial::kNoPurpose:
    case Denial::kUnknownPurpose:
    case Denial::kPurpose:
      return "refused-purpose";
  }
  return "refused-credentials";
}

bool about_credentials(Denial why) {
  switch (why) {
    case Denial::kNoCredentials:
    case Denial::kUnknown:
    case Denial::kTooManyAttempts:
    case Denial::kBusy:
    case Denial::kDisabled:
    case Denial::kExpired:
      return true;
    case Denial::kAction:
    case Denial::kNoPurpose:
    case Denial::kUnknownPurpose:
    case Denial::kPurpose:
      return false;
  }
  return true;
}

}  // namespace schakel
