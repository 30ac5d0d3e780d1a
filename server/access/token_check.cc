#include "server/access/token_check.h"

#include <openssl/rand.h>

#include <algorithm>
#include <exception>
#include <vector>

#include "index/seal/sha256.h"
#include "server/access/token.h"

namespace schakel {

Result<std::unique_ptr<TokenCheck>> TokenCheck::make(Now now) {
  std::unique_ptr<TokenCheck> made(new TokenCheck(std::move(now)));
  made->process_key_.resize(32);
  if (RAND_bytes(reinterpret_cast<unsigned char*>(made->process_key_.data()), 32) != 1)
    return fail(ErrorCode::kIo, "the system gives no random bytes");
  return made;
}

TokenVerdict TokenCheck::check(const Account& account, std::string_view token) {
  Sha256 digest;
  digest.update(process_key_);
  digest.update(token);
  const Shown shown{digest.finish(), account.token_hash};
  std::promise<TokenVerdict> told;
  {
    std::unique_lock lock(mutex_);
    if (const auto known = fitting_.find(shown.first); known != fitting_.end() && known->second == shown.second)
      return TokenVerdict::kFits;
    if (const auto found = in_hashing_.find(shown); found != in_hashing_.end()) {
      const auto awaited = found->second;
      lock.unlock();
      const TokenVerdict verdict = awaited.get();
      lock.lock();
      return verdict == TokenVerdict::kWrong ? wrong(account) : verdict;
    }
    if (in_hashing_.size() >= kHashingAtOnce) return TokenVerdict::kBusy;
    in_hashing_.emplace(shown, told.get_future().share());
  }
  TokenVerdict verdict = TokenVerdict::kBusy;
  try {
    verdict = hash(account, token, shown);
  } catch (const std::exception&) {  // no memory, say
    verdict = TokenVerdict::kBusy;
  }
  const std::lock_guard lock(mutex_);
  in_hashing_.erase(shown);
  told.set_value(verdict);
  return verdict;
}

TokenVerdict TokenCheck::hash(const Account& account, std::string_view token, const Shown& shown) {
  const std::lock_guard one_at_a_time(hashing_);
  {
    const std::lock_guard lock(mutex_);
    if (attempts_now(account).wrong >= kAttemptsPerMinute) return TokenVerdict::kTooManyAttempts;
  }
  const bool fits = token_fits(token, account.token_hash);
  const std::lock_guard lock(mutex_);
  if (!fits) return wrong(account);
  fitting_.insert(shown);
  return TokenVerdict::kFits;
}

TokenVerdict TokenCheck::wrong(const Account& account) {
  ++attempts_now(account).wrong;
  return TokenVerdict::kWrong;
}

TokenCheck::Attempts& TokenCheck::attempts_now(const Account& account) {
  Attempts& counted = attempts_[account.token_key];
  const auto now = now_();
  if (now - counted.since >= std::chrono::minutes(1) || now < counted.since) counted = {now, 0};
  return counted;
}

void TokenCheck::keep_only(const Accounts& accounts) {
  std::vector<std::string> hashes;
  for (const auto& [name, account] : accounts.all()) hashes.push_back(account.token_hash);
  std::ranges::sort(hashes);
  const std::lock_guard lock(mutex_);
  std::erase_if(fitting_, [&](const auto& entry) { return !std::ranges::binary_search(hashes, entry.second); });
  std::erase_if(attempts_, [&](const auto& entry) { return accounts.by_token_key(entry.first) == nullptr; });
}

}  // namespace schakel
