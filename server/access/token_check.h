// Whether a token is that of an account: by scrypt once, and then by a keyed hash that lives in memory only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "data/error.h"
#include "server/access/account.h"
#include "server/access/accounts.h"

namespace schakel {

enum class TokenVerdict : std::uint8_t {
  kFits,
  kWrong,            // counted as an attempt
  kTooManyAttempts,  // with the key of this account: not looked at
  kBusy,             // as many other tokens as may are being hashed: nothing is known of this one yet
};

inline constexpr std::uint32_t kAttemptsPerMinute = 20;  // wrong tokens with the key of one account
inline constexpr std::uint32_t kHashingAtOnce = 2;       // tokens that are hashed or wait to be

// Thread-safe. Cost: 2 microseconds for a token that is known. One that is not is hashed, 60 ms, one at a time; whoever
// shows the same one meanwhile waits for the same verdict.
class TokenCheck {
 public:
  using Now = std::function<std::chrono::system_clock::time_point()>;

  // kIo where the system gives no random bytes.
  [[nodiscard]] static Result<std::unique_ptr<TokenCheck>> make(Now now);

  // Requires an account with a token.
  [[nodiscard]] TokenVerdict check(const Account& account, std::string_view token);

  // Forgets the tokens and attempts of whoever is not among these.
  void keep_only(const Accounts& accounts);

 private:
  // A token as it was shown, by its keyed hash, and the stored hash that it is to fit.
  using Shown = std::pair<std::string, std::string>;
  struct Attempts {
    std::chrono::system_clock::time_point since;
    std::uint32_t wrong = 0;
  };

  explicit TokenCheck(Now now) : now_(std::move(now)) {}
  TokenVerdict hash(const Account& account, std::string_view token, const Shown& shown);
  TokenVerdict wrong(const Account& account);
  Attempts& attempts_now(const Account& account);

  const Now now_;
  std::string process_key_;  // chance, known to this process only

  std::mutex mutex_;                                      // guards what follows
  std::unordered_map<std::string, std::string> fitting_;  // of each Shown that fits
  std::map<Shown, std::shared_future<TokenVerdict>> in_hashing_;
  std::map<std::string, Attempts, std::less<>> attempts_;  // by token key

  std::mutex hashing_;  // one scrypt at a time: it takes memory
};

}  // namespace schakel
