#include "server/cli/command.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <system_error>

#include "server/files/folder.h"

namespace schakel::cli {

CLI::App* add_command(CLI::App& program, Session& session, std::string_view name, std::string_view description,
                      std::string_view examples, std::function<Result<void>()> run) {
  CLI::App* command = program.add_subcommand(std::string(name), std::string(description));
  command->add_flag("--json", session.json, "Answer in JSON, for machines");
  command->footer(fmt::format("\nExamples:\n{}", examples));
  command->callback([&session, run = std::move(run)] { session.run = run; });
  return command;
}

void add_store_option(CLI::App& command, StoreLayout& layout) {
  command.add_option("--store", layout.root, "Folder of the store")->required()->type_name("DIR");
}

Result<std::unique_ptr<RecordStore>> open_records(const StoreLayout& layout, OpenMode mode) {
  std::error_code error;
  if (mode == OpenMode::kReadWrite) {
    if (auto made = make_folder(layout.root); !made) return std::unexpected(made.error());
  } else if (!std::filesystem::exists(layout.records(), error)) {
    const std::string root = layout.root.string();
    return fail(ErrorCode::kNotFound,
                fmt::format("there is no store in {0}; make one with: schakel load --store {0} FILE...", root));
  }
  return RecordStore::open(layout.records(), mode);
}

int exit_code(ErrorCode code) { return code == ErrorCode::kBadUsage ? 2 : 1; }

std::string_view error_code_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadInput:
      return "bad-input";
    case ErrorCode::kBadUsage:
      return "bad-usage";
    case ErrorCode::kNotFound:
      return "not-found";
    case ErrorCode::kCorrupt:
      return "corrupt";
    case ErrorCode::kBusy:
      return "busy";
    case ErrorCode::kNoSpace:
      return "no-space";
    case ErrorCode::kNoPermission:
      return "no-permission";
    case ErrorCode::kStale:
      return "stale";
    case ErrorCode::kIo:
      return "io";
  }
  return "io";
}

void print_json(const JsonWriter& json) { fmt::print("{}\n", json.text()); }

void notice(std::string_view sentence) { fmt::print(stderr, "{}\n", sentence); }

}  // namespace schakel::cli
