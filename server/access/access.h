// The door: who asks, and whether that is allowed. Whoever is not known, or whatever is not allowed in so many words,
// is refused.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "server/access/permissions.h"

namespace schakel {

// What a caller shows.
struct Credentials {
  std::string_view token;        // behind "Authorization: Bearer "; empty: none
  std::string_view certificate;  // SHA-256 (64 hex characters) of the client certificate that TLS accepted; empty: none
};

// Who asks. Stays what it was at that moment.
struct Caller {
  std::string account;
  Role role = Role::kWerkcoach;
  std::string organisation;
  std::vector<std::string> purposes;
  std::uint32_t persons_per_hour = 0;  // 0: the bound of everybody
};

enum class Denial : std::uint8_t {
  kNoCredentials,    // nothing was shown
  kUnknown,          // no account has these; says no more, to whoever is guessing
  kTooManyAttempts,  // wrong tokens for one account: wait a minute
  kBusy,             // as many tokens as may are being checked: nothing is known of this one yet
  kDisabled,         // the account is
  kExpired,          // so is its last day
  kAction,           // not for this role
  kNoPurpose,        // the call names none
  kUnknownPurpose,   // not on the list
  kPurpose,          // not a purpose of this account, or none for which persons may be looked at
};

struct Denied {
  Denial why = Denial::kUnknown;
  std::string account;  // where it is known whose it would be: for the audit log
  std::string message;  // for the caller
};

// "refused-credentials", "refused-account", "refused-action", "refused-purpose": the result in the audit log.
[[nodiscard]] std::string_view audit_result(Denial why);
// Whether it is about who asks (HTTP 401; 429 for too many attempts, 503 when busy), not about what is asked (403).
[[nodiscard]] bool about_credentials(Denial why);

// What a change of the accounts file changed, for the audit log.
struct AccountChange {
  std::string account;
  std::string what;  // "added", "changed", "disabled", "removed"
};

struct AccessOptions {
  std::filesystem::path accounts;
  std::filesystem::path purposes;  // may be absent: the standard list
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;
  // Told when the files were changed and are in use, by a thread that asks. A file that cannot be read any more is told
  // as an error, once, and what was read before stays in use.
  std::function<void(const Result<std::vector<AccountChange>>&)> on_change;
};

// Thread-safe. Looks whether its files have changed at most once a second, when somebody asks: what `schakel account`
// does counts within a second. A token is hashed by scrypt the first time that it is shown to this process (60 ms, one
// at a time, and one more may wait: to the others it is busy, so that different tokens nobody knows hold up no more
// threads than that); who shows the same token meanwhile waits for the same verdict, two times 60 ms at most. Then it
// is known by a keyed hash of its own that lives in memory only (2 microseconds).
class Access {
 public:
  // Errors of Accounts::load() and Purposes::load(); kIo where the system gives no random bytes.
  [[nodiscard]] static Result<std::unique_ptr<Access>> open(AccessOptions options);
  ~Access();

  [[nodiscard]] std::expected<Caller, Denied> identify(const Credentials& credentials);

  [[nodiscard]] std::expected<void, Denied> authorise(const Caller& caller, Action action,
                                                      std::string_view purpose) const;

 private:
  struct State;
  explicit Access(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace schakel
