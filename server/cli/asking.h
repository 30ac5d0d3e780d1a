// What the commands share that tell about an epoch: which store, which language, and whose record.
#pragma once

#include <concepts>
#include <memory>
#include <string>
#include <string_view>

#include "server/answers/words.h"
#include "server/cli/command.h"
#include "server/layout.h"

namespace schakel::cli {

// What every such command is asked. Its own options derive from it.
struct Asking {
  bool json = false;
  StoreLayout layout;
  AnswerLanguage language = AnswerLanguage::kDutch;
};

// --store and --language. `hint` goes behind the complaint about any other language.
void add_asking_options(CLI::App& command, Asking& asking, std::string_view hint);

// --vacancy ID and --seeker ID, required.
void add_vacancy_option(CLI::App& command, std::string& id);
void add_seeker_option(CLI::App& command, std::string& id);

// A command and where its options go; both live as long as the program.
template <class Options>
struct AskingCommand {
  CLI::App& command;
  Options& options;
};

// A subcommand with --json, --store and --language and its examples under the help; `run` is what it does.
template <std::derived_from<Asking> Options>
AskingCommand<Options> add_asking_command(CLI::App& program, Session& session, std::string_view name,
                                          std::string_view description, std::string_view examples,
                                          Result<void> (*run)(const Options&), std::string_view language_hint = {}) {
  auto options = std::make_shared<Options>();
  CLI::App& command = *add_command(program, session, name, description, examples, [options, &session, run] {
    options->json = session.json;
    return run(*options);
  });
  add_asking_options(command, *options, language_hint);
  return {command, *options};
}

}  // namespace schakel::cli
