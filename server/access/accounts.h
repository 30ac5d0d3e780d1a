// The accounts of a store: a file of one JSON object a line, for people to read and for `schakel account` to write.
//
//   {"name":"jansen","role":"wsp-adviser","organisation":"WSP Rijnmond","purposes":["vacaturevervulling"],
//    "tokenKey":"q3V0...","tokenHash":"scrypt$15$8$1$...","certificate":"ab12...","validUntil":"2027-12-31",
//    "personsPerHour":200,"disabled":true}      (on one line)
//
// Left out where they say nothing: tokenKey and tokenHash (together), certificate, validUntil, personsPerHour,
// disabled. An account has a token or a certificate; with both it must show both.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "data/error.h"
#include "server/access/account.h"

namespace schakel {

// Names, token keys and certificates are each unique. Not thread-safe while it changes.
class Accounts {
 public:
  // kBadInput names `name`, the line, the field and what was expected.
  [[nodiscard]] static Result<Accounts> parse(std::string_view text, std::string_view name);

  // kNotFound where there is no file; kNoPermission when others than its owner may read or write it.
  [[nodiscard]] static Result<Accounts> load(const std::filesystem::path& file);

  // As parse() reads it, sorted by name.
  [[nodiscard]] std::string text() const;

  // The whole file at once, mode 0600, durable.
  [[nodiscard]] Result<void> save(const std::filesystem::path& file) const;

  // Null when there is none. Valid until the next change. O(log n).
  [[nodiscard]] const Account* find(std::string_view name) const;
  [[nodiscard]] const Account* by_token_key(std::string_view key) const;
  [[nodiscard]] const Account* by_certificate(std::string_view sha256) const;

  // What is wrong with it on its own or beside the others, in words; then it is not added. Empty when it was.
  [[nodiscard]] std::string add(Account account);
  // Replaces the account of that name, or says what is wrong with the new one and leaves the old.
  [[nodiscard]] std::string replace(const Account& account);
  // Whether there was one.
  bool remove(std::string_view name);

  [[nodiscard]] const std::map<std::string, Account, std::less<>>& all() const { return accounts_; }  // by name

 private:
  using Names = std::map<std::string, std::string, std::less<>>;  // of accounts, by what they are known by

  std::map<std::string, Account, std::less<>> accounts_;
  Names by_key_, by_certificate_;
};

// Reads the file (none: no accounts), lets `change` change them, and saves, while no other process does the same. An
// error of `change` leaves the file as it was.
[[nodiscard]] Result<void> change_accounts(const std::filesystem::path& file,
                                           const std::function<Result<void>(Accounts&)>& change);

}  // namespace schakel
