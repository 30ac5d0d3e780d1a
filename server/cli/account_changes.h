// What `schakel account` does to the accounts of a store, each change with its line in the audit log.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/error.h"
#include "server/access/account.h"
#include "server/layout.h"

namespace schakel::cli {

struct NewAccount {
  std::string name, role, organisation;
  std::vector<std::string> purposes;  // none: all that the role may have
  std::string certificate;            // SHA-256 as hex, with or without colons
  std::string valid_until;
  std::uint32_t persons_per_hour = 0;
  bool no_token = false;
};

struct AddedAccount {
  Account account;
  std::string token;  // to be shown once; empty without one
};

// "cli:pietersen": who works at this machine, as actor in the audit log.
[[nodiscard]] std::string machine_user();

// Errors: kBadUsage, saying which option and what was expected; those of the files and of the audit log.
[[nodiscard]] Result<AddedAccount> add_new_account(const StoreLayout& layout, const NewAccount& asked);

// A new token in place of the old one.
[[nodiscard]] Result<std::string> renew_token(const StoreLayout& layout, const std::string& name);

[[nodiscard]] Result<void> set_disabled(const StoreLayout& layout, const std::string& name, bool disabled);
[[nodiscard]] Result<void> remove_account(const StoreLayout& layout, const std::string& name);

}  // namespace schakel::cli
