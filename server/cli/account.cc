#include <fmt/core.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "server/access/accounts.h"
#include "server/access/names.h"
#include "server/access/purposes.h"
#include "server/cli/account_changes.h"
#include "server/cli/command.h"
#include "server/cli/table.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel account add jansen --role wsp-adviser --organisation \"WSP Rijnmond\" --store night\n"
    "  schakel account add loader --role batch --no-token --certificate \"$(openssl x509 -noout -fingerprint -sha256 "
    "\\\n"
    "      -in loader.pem | cut -d= -f2)\" --store night\n"
    "  schakel account list --store night\n"
    "  schakel account renew jansen --store night          another token; the old one ends\n"
    "  schakel account disable jansen --store night        within a second, also in a service that runs\n"
    "  schakel account purposes --json > night/purposes    to start a list of your own from\n";

struct Options : NewAccount {
  bool json = false;
  StoreLayout layout;
};

void add_facts(JsonWriter& json, const Account& account) {
  json.field("name", std::string_view(account.name)).field("role", role_name(account.role));
  json.field("organisation", std::string_view(account.organisation)).key("purposes").begin_array();
  for (const std::string& code : account.purposes) json.value(std::string_view(code));
  json.end_array().field("hasToken", !account.token_key.empty());
  if (!account.certificate.empty()) json.field("certificate", std::string_view(account.certificate));
  if (account.valid_until.known()) json.field("validUntil", std::string_view(format_date(account.valid_until)));
  if (account.persons_per_hour > 0) json.field("personsPerHour", account.persons_per_hour);
  json.field("disabled", account.disabled);
}

void tell_token(const Options& options, const std::string& name, const std::string& token) {
  if (options.json) {
    JsonWriter json;
    json.begin_object().field("name", std::string_view(name)).field("token", std::string_view(token)).end_object();
    return print_json(json);
  }
  fmt::print("The token of {}, which is shown this once and kept nowhere:\n\n  {}\n", name, token);
}

Result<void> add(const Options& options) {
  const auto added = add_new_account(options.layout, options);
  if (!added) return std::unexpected(added.error());
  if (options.json) {
    JsonWriter json;
    json.begin_object();
    add_facts(json, added->account);
    if (!added->token.empty()) json.field("token", std::string_view(added->token));
    json.end_object();
    print_json(json);
    return {};
  }
  fmt::print("Account {} was added: {}, for {}\n", added->account.name, role_name(added->account.role),
             fmt::join(added->account.purposes, ", "));
  if (!added->token.empty()) tell_token(options, added->account.name, added->token);
  return {};
}

Result<void> list(const Options& options) {
  auto accounts = Accounts::load(options.layout.accounts());
  if (!accounts && accounts.error().code != ErrorCode::kNotFound) return std::unexpected(accounts.error());
  if (!accounts) accounts = Accounts();
  if (options.json) {
    JsonWriter json;
    json.begin_object().key("accounts").begin_array();
    for (const auto& [name, account] : accounts->all()) {
      json.begin_object();
      add_facts(json, account);
      json.end_object();
    }
    json.end_array().end_object();
    print_json(json);
    return {};
  }
  for (const auto& [name, account] : accounts->all()) {
    const std::string known_by = account.certificate.empty() ? "token"
                                 : account.token_key.empty() ? "certificate"
                                                             : "both";
    std::string state = account.disabled ? "disabled" : "";
    if (!account.disabled && account.valid_until.known()) state = "until " + format_date(account.valid_until);
    fmt::print("{} {} {} {} {} {}\n", fit(name, 20), fit(role_name(account.role), 11), fit(account.organisation, 20),
               fit(fmt::format("{}", fmt::join(account.purposes, ", ")), 30), fit(known_by, 11), state);
  }
  fmt::print("{} account{}\n", accounts->all().size(), accounts->all().size() == 1 ? "" : "s");
  return {};
}

Result<void> renew(const Options& options) {
  const auto token = renew_token(options.layout, options.name);
  if (!token) return std::unexpected(token.error());
  tell_token(options, options.name, *token);
  return {};
}

// The answer to a change of which there is nothing more to tell.
Result<void> tell_done(const Options& options, const Result<void>& done, std::string_view what) {
  if (!done) return done;
  if (options.json) {
    JsonWriter json;
    json.begin_object().field("name", std::string_view(options.name)).field("done", what).end_object();
    print_json(json);
  } else {
    fmt::print("Account {} was {}\n", options.name, what);
  }
  return {};
}

Result<void> disable(const Options& options) {
  return tell_done(options, set_disabled(options.layout, options.name, true), "disabled");
}

Result<void> enable(const Options& options) {
  return tell_done(options, set_disabled(options.layout, options.name, false), "enabled");
}

Result<void> remove(const Options& options) {
  return tell_done(options, remove_account(options.layout, options.name), "removed");
}

// With --json as the file of a store's own list has it: one object a line.
Result<void> purposes(const Options& options) {
  const auto list =
      options.layout.root.empty() ? Result<Purposes>(Purposes::standard()) : Purposes::load(options.layout.purposes());
  if (!list) return std::unexpected(list.error());
  if (options.json) {
    fmt::print("{}", list->text());
    return {};
  }
  for (const Purpose& purpose : list->list()) {
    std::vector<std::string_view> roles;
    for (const Role role : purpose.roles) roles.push_back(role_name(role));
    fmt::print("{} {} {}\n", fit(purpose.code, 24), fit(purpose.dutch, 54), fmt::join(roles, ", "));
    if (!purpose.basis.empty()) fmt::print("{} {}\n", fit("", 24), purpose.basis);
  }
  return {};
}

void add_new_account_options(CLI::App& command, NewAccount& asked) {
  command.add_option("--role", asked.role, fmt::format("What it may do: {}", list_of_roles()))
      ->required()
      ->type_name("ROLE");
  command.add_option("--organisation", asked.organisation, "Stands in the audit log")->type_name("TEXT");
  command.add_option("--purpose", asked.purposes, "What it may ask for (all that its role may have)")
      ->type_name("CODE...");
  CLI::Option* certificate =
      command.add_option("--certificate", asked.certificate, "SHA-256 of its client certificate")->type_name("HEX");
  command.add_flag("--no-token", asked.no_token, "The certificate alone will do")->needs(certificate);
  command.add_option("--valid-until", asked.valid_until, "Its last day")->type_name("YYYY-MM-DD");
  command.add_option("--persons-per-hour", asked.persons_per_hour, "Its own bound, in place of the service's")
      ->check(CLI::Range(1, 1'000'000));
}

}  // namespace

void add_account(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  using Work = Result<void> (*)(const Options&);
  CLI::App* group = program.add_subcommand("account", "Who may use the service, as what, and for which purposes");
  group->footer(fmt::format("\nExamples:\n{}", kExamples));
  group->require_subcommand(1);
  const auto make = [&](std::string_view name, std::string_view description, Work work) {
    return add_command(*group, session, name, description, kExamples, [options, &session, work] {
      options->json = session.json;
      return work(*options);
    });
  };
  const auto make_for_one = [&](std::string_view name, std::string_view description, Work work) {
    CLI::App* command = make(name, description, work);
    command->add_option("name", options->name, std::string("Its name: ") + std::string(kNameWords))
        ->required()
        ->type_name("NAME");
    add_store_option(*command, options->layout);
    return command;
  };
  add_new_account_options(*make_for_one("add", "Make an account, and show its token once", add), *options);
  add_store_option(*make("list", "Show the accounts", list), options->layout);
  make_for_one("renew", "Give it another token in place of the one it has", renew);
  make_for_one("disable", "Keep it out until it is enabled", disable);
  make_for_one("enable", "Let it in again", enable);
  make_for_one("remove", "Remove it", remove);
  make("purposes", "Show what there is to ask for", purposes)
      ->add_option("--store", options->layout.root, "Those of this store; the standard ones without")
      ->type_name("DIR");
}

}  // namespace schakel::cli
