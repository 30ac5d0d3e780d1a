// schakel: matches vacancies and jobseekers. One program; each subcommand is a file in server/cli.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <exception>

#include "server/cli/command.h"

namespace {

using schakel::cli::Session;

constexpr const char* kAbout =
    "Schakel matches vacancies and jobseekers, exactly and with reasons.\n"
    "Exit codes: 0 done, 1 failed, 2 wrong usage.";

// The hint names the subcommand when the line got that far.
int explain_usage(const CLI::App& program, const CLI::ParseError& wrong) {
  const auto chosen = program.get_subcommands();
  const std::string name = chosen.empty() ? "schakel" : "schakel " + chosen.front()->get_name();
  fmt::print(stderr, "{}: {}\nHint: {} --help\n", name, wrong.what(), name);
  return 2;
}

int report(const Session& session, const std::string& name, const schakel::Error& error) {
  if (session.json) {
    schakel::JsonWriter json;
    json.begin_object().key("error").begin_object();
    json.field("code", schakel::cli::error_code_name(error.code)).field("message", std::string_view(error.message));
    json.end_object().end_object();
    schakel::cli::print_json(json);
  }
  fmt::print(stderr, "schakel {}: {}\n", name, error.message);
  const int code = schakel::cli::exit_code(error.code);
  if (code == 2) fmt::print(stderr, "Hint: schakel {} --help\n", name);
  return code;
}

int run(int argc, char** argv) {
  CLI::App program(kAbout, "schakel");
  program.require_subcommand(1);
  program.set_help_all_flag("--help-all", "Print the help of all subcommands and exit");
  Session session;
  schakel::cli::add_generate(program, session);
  schakel::cli::add_load(program, session);
  schakel::cli::add_erase(program, session);
  schakel::cli::add_index(program, session);
  schakel::cli::add_rematch(program, session);
  schakel::cli::add_match(program, session);
  schakel::cli::add_explain(program, session);
  schakel::cli::add_why_not(program, session);
  schakel::cli::add_questions(program, session);
  schakel::cli::add_what_if(program, session);
  schakel::cli::add_clinic(program, session);
  schakel::cli::add_position(program, session);
  schakel::cli::add_market(program, session);
  schakel::cli::add_export(program, session);
  schakel::cli::add_verify(program, session);
  schakel::cli::add_search(program, session);
  schakel::cli::add_strategy(program, session);
  schakel::cli::add_recognise(program, session);
  schakel::cli::add_status(program, session);
  schakel::cli::add_quarantine(program, session);
  schakel::cli::add_account(program, session);
  schakel::cli::add_audit(program, session);
  schakel::cli::add_serve(program, session);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& asked_for_help) {
    return program.exit(asked_for_help);
  } catch (const CLI::ParseError& wrong) {
    return explain_usage(program, wrong);
  }
  const auto done = session.run();
  return done ? 0 : report(session, program.get_subcommands().front()->get_name(), done.error());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& unexpected) {  // no memory, say
    fmt::print(stderr, "schakel: {}\n", unexpected.what());
    return 1;
  }
}
