#include "server/cli/account_changes.h"

#include <fmt/core.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <memory>

#include "server/access/accounts.h"
#include "server/access/names.h"
#include "server/access/purposes.h"
#include "server/access/token.h"
#include "server/audit/audit_log.h"
#include "server/cli/command.h"
#include "server/files/folder.h"

namespace schakel::cli {
namespace {

// Null, after a notice, when a service has the log: it records what changes in the file of accounts itself.
Result<std::unique_ptr<AuditLog>> open_log(const StoreLayout& layout) {
  auto log = AuditLog::open(layout.audit());
  if (log || log.error().code != ErrorCode::kBusy) return log;
  notice("The audit log is held by the service, which records the change when it reads the accounts again");
  return nullptr;
}

// A change that could not be recorded is not begun.
Result<void> change(const StoreLayout& layout, const std::string& name, std::string_view what,
                    const std::function<Result<void>(Accounts&)>& edit) {
  if (auto made = make_folder(layout.root); !made) return made;
  const auto log = open_log(layout);
  if (!log) return std::unexpected(log.error());
  if (auto changed = change_accounts(layout.accounts(), edit); !changed) return changed;
  if (*log == nullptr) return {};
  const auto logged = (*log)->append({.actor = machine_user(),
                                      .origin = "cli",
                                      .action = std::string(kActionAccounts),
                                      .objects = {name},
                                      .result = std::string(what)});
  if (!logged)
    return fail(logged.error().code,
                "the account was changed, but that is not in the audit log: " + logged.error().message);
  return {};
}

Error no_account(const std::string& name, const StoreLayout& layout) {
  return {ErrorCode::kNotFound,
          fmt::format("there is no account {}; see: schakel account list --store {}", name, layout.root.string())};
}

Result<void> change_one(const StoreLayout& layout, const std::string& name, std::string_view what,
                        const std::function<void(Account&)>& edit) {
  return change(layout, name, what, [&](Accounts& accounts) -> Result<void> {
    const Account* const found = accounts.find(name);
    if (found == nullptr) return std::unexpected(no_account(name, layout));
    Account account = *found;
    edit(account);
    if (const std::string wrong = accounts.replace(account); !wrong.empty()) return fail(ErrorCode::kBadUsage, wrong);
    return {};
  });
}

// As `openssl x509 -fingerprint -sha256` writes it, or without the colons.
std::string plain_fingerprint(std::string text) {
  std::erase(text, ':');
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

Result<std::vector<std::string>> chosen_purposes(const StoreLayout& layout, const NewAccount& asked, Role role) {
  const auto purposes = Purposes::load(layout.purposes());
  if (!purposes) return std::unexpected(purposes.error());
  const auto codes = purposes->codes_for(role);
  if (asked.purposes.empty()) return codes;
  for (const std::string& code : asked.purposes)
    if (std::ranges::find(codes, code) == codes.end())
      return fail(ErrorCode::kBadUsage, fmt::format("--purpose {} is not one that {} may have; those are: {}", code,
                                                    role_name(role), fmt::join(codes, ", ")));
  return asked.purposes;
}

Result<Account> account_of(const StoreLayout& layout, const NewAccount& asked) {
  const auto role = role_of(asked.role);
  if (!role)
    return fail(ErrorCode::kBadUsage, fmt::format("--role {} is none, expected {}", asked.role, list_of_roles()));
  auto purposes = chosen_purposes(layout, asked, *role);
  if (!purposes) return std::unexpected(purposes.error());
  const auto valid_until = parse_date(asked.valid_until);
  if (!asked.valid_until.empty() && !valid_until)
    return fail(ErrorCode::kBadUsage, "--valid-until " + asked.valid_until + " is not a date, as in 2027-12-31");
  return Account{.name = asked.name,
                 .role = *role,
                 .organisation = asked.organisation,
                 .purposes = *std::move(purposes),
                 .certificate = plain_fingerprint(asked.certificate),
                 .valid_until = valid_until.value_or(Date{}),
                 .persons_per_hour = asked.persons_per_hour};
}

}  // namespace

std::string machine_user() {
  const passwd* const user = getpwuid(geteuid());
  return user == nullptr ? fmt::format("cli:{}", geteuid()) : fmt::format("cli:{}", user->pw_name);
}

Result<AddedAccount> add_new_account(const StoreLayout& layout, const NewAccount& asked) {
  auto account = account_of(layout, asked);
  if (!account) return std::unexpected(account.error());
  AddedAccount added{*std::move(account), ""};
  if (!asked.no_token) {
    auto token = make_token();
    if (!token) return std::unexpected(token.error());
    added.account.token_key = token->key;
    added.account.token_hash = token->hash;
    added.token = token->token;
  }
  const auto changed = change(layout, asked.name, "added", [&](Accounts& accounts) -> Result<void> {
    if (const std::string wrong = accounts.add(added.account); !wrong.empty()) return fail(ErrorCode::kBadUsage, wrong);
    return {};
  });
  if (!changed) return std::unexpected(changed.error());
  return added;
}

Result<std::string> renew_token(const StoreLayout& layout, const std::string& name) {
  const auto token = make_token();
  if (!token) return std::unexpected(token.error());
  const auto changed = change_one(layout, name, "changed", [&](Account& account) {
    account.token_key = token->key;
    account.token_hash = token->hash;
  });
  if (!changed) return std::unexpected(changed.error());
  return token->token;
}

Result<void> set_disabled(const StoreLayout& layout, const std::string& name, bool disabled) {
  return change_one(layout, name, disabled ? "disabled" : "changed",
                    [&](Account& account) { account.disabled = disabled; });
}

Result<void> remove_account(const StoreLayout& layout, const std::string& name) {
  return change(layout, name, "removed", [&](Accounts& accounts) -> Result<void> {
    if (!accounts.remove(name)) return std::unexpected(no_account(name, layout));
    return {};
  });
}

}  // namespace schakel::cli
