#include "server/access/accounts.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cassert>
#include <cerrno>

#include "index/seal/file.h"
#include "index/seal/seal.h"
#include "loaders/format/utf8.h"
#include "server/access/config_lines.h"
#include "server/access/names.h"
#include "server/access/token.h"

namespace schakel {
namespace {

constexpr std::uint64_t kMostPersonsPerHour = 1'000'000;

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void take_date(JsonFields& fields, Account& account) {
  const std::string text = fields.text("validUntil", false);
  const auto date = parse_date(text);
  if (!text.empty() && !date) fields.object("validUntil", text, "a day as in 2027-12-31");
  account.valid_until = date.value_or(Date{});
}

Account take_account(JsonFields& fields) {
  Account account;
  account.name = fields.text("name");
  const std::string role = fields.text("role");
  if (const auto known = role_of(role))
    account.role = *known;
  else
    fields.object("role", role, list_of_roles());
  account.organisation = fields.text("organisation", false);
  account.purposes = fields.texts("purposes");
  account.token_key = fields.text("tokenKey", false);
  account.token_hash = fields.text("tokenHash", false);
  account.certificate = fields.text("certificate", false);
  take_date(fields, account);
  const std::uint64_t persons = fields.number("personsPerHour");
  if (persons > kMostPersonsPerHour) fields.object("personsPerHour", std::to_string(persons), "at most 1000000");
  account.persons_per_hour = static_cast<std::uint32_t>(std::min(persons, kMostPersonsPerHour));
  account.disabled = fields.truth("disabled");
  return account;
}

// What is wrong with an account, whatever others there are.
std::string objection(const Account& account) {
  if (!is_name(account.name)) return "field name: found \"" + account.name + "\", expected " + std::string(kNameWords);
  if (account.organisation.size() > 200 || valid_utf8_bytes(account.organisation) != account.organisation.size())
    return "field organisation: expected at most 200 bytes of UTF-8";
  for (const std::string& code : account.purposes)
    if (!is_name(code)) return "field purposes: found \"" + code + "\", expected " + std::string(kNameWords);
  if (account.token_key.empty() != account.token_hash.empty())
    return "fields tokenKey and tokenHash: expected both or neither";
  if (!account.token_key.empty() && !is_token_key(account.token_key))
    return "field tokenKey: expected the 8 characters behind \"schakel_\" of the token";
  if (!account.token_hash.empty() && !is_token_hash(account.token_hash))
    return "field tokenHash: expected scrypt$COST$8$1$SALT$HASH, as schakel account add writes it";
  if (!account.certificate.empty() && !is_sha256(account.certificate))
    return "field certificate: found \"" + account.certificate + "\", expected a SHA-256 of 64 characters 0-9, a-f";
  if (account.token_key.empty() && account.certificate.empty())
    return "account " + account.name + " has neither a token nor a certificate, expected one of them";
  return "";
}

std::string taken(std::string_view what, const std::string& value, const Account& by) {
  return std::string(what) + " \"" + value + "\" is taken by account " + by.name;
}

std::string line_of(const Account& account) {
  std::string line = "{";
  append_text_field("name", account.name, line);
  append_text_field("role", role_name(account.role), line);
  append_text_field("organisation", account.organisation, line);
  append_texts_field("purposes", account.purposes, line);
  if (!account.token_key.empty()) append_text_field("tokenKey", account.token_key, line);
  if (!account.token_hash.empty()) append_text_field("tokenHash", account.token_hash, line);
  if (!account.certificate.empty()) append_text_field("certificate", account.certificate, line);
  if (account.valid_until.known()) append_text_field("validUntil", format_date(account.valid_until), line);
  if (account.persons_per_hour > 0) line += ",\"personsPerHour\":" + std::to_string(account.persons_per_hour);
  if (account.disabled) line += ",\"disabled\":true";
  return line + "}\n";
}

}  // namespace

Result<Accounts> Accounts::parse(std::string_view text, std::string_view name) {
  Accounts accounts;
  const auto read = read_config_lines(text, name, [&](JsonFields& fields) -> std::string {
    Account account = take_account(fields);
    return fields.trouble().empty() ? accounts.add(std::move(account)) : "";
  });
  if (!read) return std::unexpected(read.error());
  return accounts;
}

Result<Accounts> Accounts::load(const std::filesystem::path& file) {
  const auto handle = open_file(file, O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  struct stat facts{};
  if (fstat(handle->get(), &facts) != 0) return fail_errno("look at", file, errno);
  if ((facts.st_mode & 077U) != 0)
    return fail(ErrorCode::kNoPermission, file.string() +
                                              " may be read or written by others than its owner, expected "
                                              "mode 0600: chmod 600 " +
                                              file.string());
  const auto text = read_whole_file(file);
  if (!text) return std::unexpected(text.error());
  return parse(*text, file.string());
}

std::string Accounts::text() const {
  std::string lines;
  for (const auto& [name, account] : accounts_) lines += line_of(account);
  return lines;
}

Result<void> Accounts::save(const std::filesystem::path& file) const {
  return write_file_atomically(file, text(), 0600);
}

const Account* Accounts::find(std::string_view name) const {
  const auto found = accounts_.find(name);
  return found == accounts_.end() ? nullptr : &found->second;
}

const Account* Accounts::by_token_key(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : find(found->second);
}

const Account* Accounts::by_certificate(std::string_view sha256) const {
  const auto found = by_certificate_.find(sha256);
  return found == by_certificate_.end() ? nullptr : find(found->second);
}

std::string Accounts::add(Account account) {
  if (std::string wrong = objection(account); !wrong.empty()) return wrong;
  if (find(account.name) != nullptr) return "there is an account " + account.name + " already";
  if (const Account* other = by_token_key(account.token_key)) return taken("token key", account.token_key, *other);
  if (const Account* other = by_certificate(account.certificate))
    return taken("certificate", account.certificate, *other);
  if (!account.token_key.empty()) by_key_.emplace(account.token_key, account.name);
  if (!account.certificate.empty()) by_certificate_.emplace(account.certificate, account.name);
  const std::string name = account.name;
  accounts_.emplace(name, std::move(account));
  return "";
}

std::string Accounts::replace(const Account& account) {
  const Account* const found = find(account.name);
  if (found == nullptr) return "there is no account " + account.name;
  const Account old = *found;
  remove(old.name);
  std::string wrong = add(account);
  if (wrong.empty()) return wrong;
  [[maybe_unused]] const std::string again = add(old);
  assert(again.empty());
  return wrong;
}

bool Accounts::remove(std::string_view name) {
  const auto found = accounts_.find(name);
  if (found == accounts_.end()) return false;
  by_key_.erase(found->second.token_key);
  by_certificate_.erase(found->second.certificate);
  accounts_.erase(found);
  return true;
}

Result<void> change_accounts(const std::filesystem::path& file, const std::function<Result<void>(Accounts&)>& change) {
  const std::filesystem::path lock_file = file.string() + ".lock";
  const auto lock = open_file(lock_file, O_RDWR | O_CREAT, 0600);
  if (!lock) return std::unexpected(lock.error());
  if (flock(lock->get(), LOCK_EX) != 0) return fail_errno("lock", lock_file, errno);
  auto accounts = Accounts::load(file);
  if (!accounts && accounts.error().code != ErrorCode::kNotFound) return std::unexpected(accounts.error());
  if (!accounts) accounts = Accounts();
  if (auto changed = change(*accounts); !changed) return changed;
  return accounts->save(file);
}

}  // namespace schakel
