// Any bytes as a file of accounts, and as a list of purposes: refused with a line, or read as what is written again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "server/access/accounts.h"
#include "server/access/purposes.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

void read_accounts(std::string_view text) {
  const auto accounts = Accounts::parse(text, "fuzz");
  if (!accounts) {
    require(accounts.error().code == ErrorCode::kBadInput && accounts.error().message.starts_with("fuzz"));
    return;
  }
  const auto again = Accounts::parse(accounts->text(), "again");
  require(again && again->text() == accounts->text() && again->all() == accounts->all());
  for (const auto& [name, account] : accounts->all()) {
    require(account.name == name && !(account.token_key.empty() && account.certificate.empty()));
    require(account.token_key.empty() || accounts->by_token_key(account.token_key) == &account);
    require(account.certificate.empty() || accounts->by_certificate(account.certificate) == &account);
  }
}

void read_purposes(std::string_view text) {
  const auto purposes = Purposes::parse(text, "fuzz");
  if (!purposes) return;
  const auto again = Purposes::parse(purposes->text(), "again");
  require(again && again->text() == purposes->text() && again->list().size() == purposes->list().size());
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  schakel::read_accounts(text);
  schakel::read_purposes(text);
  return 0;
}
