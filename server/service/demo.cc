#include "server/service/demo.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>

#include "index/parallel/for_all.h"
#include "server/access/accounts.h"
#include "server/access/purposes.h"
#include "server/access/token.h"

namespace schakel {
namespace {

constexpr std::string_view kMadeUp = "synthetisch", kOrganisation = "Demonstratie";
constexpr std::uint32_t kPersonsPerHour = 1'000'000;  // nobody of them exists

struct Part {
  std::string_view account;
  Role role;
  std::string_view dutch, english, purpose;
};

constexpr std::array kParts{
    Part{"demo-adviseur", Role::kWspAdviser, "Adviseur WSP", "WSP adviser", "vacaturevervulling"},
    Part{"demo-werkcoach", Role::kWerkcoach, "Werkcoach", "Werkcoach", "arbeidsbemiddeling"},
    Part{"demo-beheer", Role::kAdmin, "Beheerder", "Administrator", "beheer"},
    Part{"demo-toezicht", Role::kAuditor, "Auditor", "Auditor", "toezicht"},
    Part{"demo-systeem", Role::kBatch, "Ander systeem", "Another system", "gegevenslevering"},
};

template <class Id>
bool all_made_up(Market market, std::uint32_t numbers) {
  constexpr std::uint32_t kPart = 4096;
  std::atomic<bool> all = true;
  for_all((numbers + kPart - 1) / kPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    for (std::uint32_t i = first; all && i < std::min(numbers, first + kPart); ++i)
      if (market.has(Id{i}) && market.record(Id{i}).source() != kMadeUp) all = false;
  });
  return all;
}

// Those of a demonstration; an account that only has the name of one is somebody's own.
std::vector<std::string> accounts_of_demo(const Accounts& accounts) {
  std::vector<std::string> names;
  for (const Part& part : kParts) {
    const Account* const account = accounts.find(part.account);
    if (account != nullptr && account->organisation == kOrganisation) names.emplace_back(part.account);
  }
  return names;
}

}  // namespace

Result<Demo> open_demo(const StoreLayout& layout, Market market) {
  if (!all_made_up<SeekerId>(market, market.seekers()) || !all_made_up<VacancyId>(market, market.vacancies()))
    return fail(ErrorCode::kBadUsage,
                "there are records in " + layout.root.string() +
                    " that schakel generate did not make up; a demonstration is for a made-up market only");
  const auto purposes = Purposes::load(layout.purposes());
  if (!purposes) return std::unexpected(purposes.error());
  Demo demo;
  auto changed = change_accounts(layout.accounts(), [&](Accounts& accounts) -> Result<void> {
    for (const std::string& name : accounts_of_demo(accounts)) accounts.remove(name);
    for (const Part& part : kParts) {
      auto token = make_token();
      if (!token) return std::unexpected(token.error());
      const std::string wrong = accounts.add({.name = std::string(part.account),
                                              .role = part.role,
                                              .organisation = std::string(kOrganisation),
                                              .purposes = purposes->codes_for(part.role),
                                              .token_key = token->key,
                                              .token_hash = token->hash,
                                              .certificate = {},
                                              .valid_until = {},
                                              .persons_per_hour = kPersonsPerHour});
      if (!wrong.empty()) return fail(ErrorCode::kBadUsage, wrong);
      demo.logins.push_back({std::string(part.account), std::string(role_name(part.role)), std::string(part.dutch),
                             std::string(part.english), std::string(part.purpose), std::move(token->token)});
    }
    return {};
  });
  if (!changed) return std::unexpected(changed.error());
  return demo;
}

Result<std::vector<std::string>> end_demo(const StoreLayout& layout) {
  const auto accounts = Accounts::load(layout.accounts());
  if (!accounts && accounts.error().code == ErrorCode::kNotFound) return {};
  if (!accounts) return std::unexpected(accounts.error());
  auto removed = accounts_of_demo(*accounts);
  if (removed.empty()) return removed;
  const auto changed = change_accounts(layout.accounts(), [&](Accounts& now) -> Result<void> {
    removed = accounts_of_demo(now);
    for (const std::string& name : removed) now.remove(name);
    return {};
  });
  if (!changed) return std::unexpected(changed.error());
  return removed;
}

}  // namespace schakel
