#include "server/cli/asking.h"

#include <CLI/CLI.hpp>

namespace schakel::cli {

void add_asking_options(CLI::App& command, Asking& asking, std::string_view hint) {
  add_store_option(command, asking.layout);
  const auto choose = [&asking, hint = std::string(hint)](const std::string& code) {
    const auto known = language_of(code);
    if (!known) return "\"" + code + "\" is not nl or en" + hint;
    asking.language = *known;
    return std::string();
  };
  command.add_option("--language", "The language of what is told: nl (default) or en")
      ->type_name("nl|en")
      ->expected(1)
      ->check(choose);
}

void add_vacancy_option(CLI::App& command, std::string& id) {
  command.add_option("--vacancy", id, "The vacancy's id")->required()->type_name("ID");
}

void add_seeker_option(CLI::App& command, std::string& id) {
  command.add_option("--seeker", id, "The seeker's id")->required()->type_name("ID");
}

}  // namespace schakel::cli
