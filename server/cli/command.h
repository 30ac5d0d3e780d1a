// What the subcommands share. Each subcommand is one file, which adds it to the program; main() parses and runs.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "data/error.h"
#include "index/store/record_store.h"
#include "server/json_writer.h"
#include "server/layout.h"

namespace CLI {
class App;
}

namespace schakel::cli {

// The chosen subcommand's work. An error goes to standard error in one line, and sets the exit code.
struct Session {
  bool json = false;
  std::function<Result<void>()> run;
};

void add_generate(CLI::App& program, Session& session);
void add_load(CLI::App& program, Session& session);
void add_index(CLI::App& program, Session& session);
void add_rematch(CLI::App& program, Session& session);
void add_match(CLI::App& program, Session& session);
void add_explain(CLI::App& program, Session& session);
void add_why_not(CLI::App& program, Session& session);
void add_questions(CLI::App& program, Session& session);
void add_what_if(CLI::App& program, Session& session);
void add_clinic(CLI::App& program, Session& session);
void add_position(CLI::App& program, Session& session);
void add_market(CLI::App& program, Session& session);
void add_export(CLI::App& program, Session& session);
void add_erase(CLI::App& program, Session& session);
void add_verify(CLI::App& program, Session& session);
void add_search(CLI::App& program, Session& session);
void add_strategy(CLI::App& program, Session& session);
void add_recognise(CLI::App& program, Session& session);
void add_status(CLI::App& program, Session& session);
void add_quarantine(CLI::App& program, Session& session);
void add_account(CLI::App& program, Session& session);
void add_audit(CLI::App& program, Session& session);
void add_serve(CLI::App& program, Session& session);

// A subcommand with --json and its examples under the help; `run` is what it does.
CLI::App* add_command(CLI::App& program, Session& session, std::string_view name, std::string_view description,
                      std::string_view examples, std::function<Result<void>()> run);

// --store DIR, required.
void add_store_option(CLI::App& command, StoreLayout& layout);

// The record store of a layout. kReadOnly: kNotFound, saying how to make one, where there is none. kReadWrite: made
// where there is none.
[[nodiscard]] Result<std::unique_ptr<RecordStore>> open_records(const StoreLayout& layout, OpenMode mode);

// 0 done, 1 failed, 2 wrong usage.
[[nodiscard]] int exit_code(ErrorCode code);

// "busy", "bad-input" ...: the error's code for machines.
[[nodiscard]] std::string_view error_code_name(ErrorCode code);

// One JSON document and a line end on standard output.
void print_json(const JsonWriter& json);

// A line on standard error: something to know that is no failure.
void notice(std::string_view sentence);

}  // namespace schakel::cli
