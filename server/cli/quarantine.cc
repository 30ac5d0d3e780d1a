#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "loaders/format/json_line.h"
#include "loaders/format/utf8.h"
#include "server/cli/command.h"
#include "server/cli/figures.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel quarantine --store night                    the first refused rows, with their reasons\n"
    "  schakel quarantine --store night --from 100 --top 50\n"
    "  schakel quarantine --store night --top 1000 --json | jq '.rows[].code'\n";

struct Options {
  bool json = false;
  StoreLayout layout;
  std::size_t from = 0;
  std::size_t top = 20;
};

// The start of the row as it stood, on one line of text.
std::string excerpt(std::string_view row) {
  std::string text;
  while (!row.empty() && text.size() < 120) {
    const auto valid = utf8_prefix(row.substr(0, valid_utf8_bytes(row)), 120 - text.size());
    text += valid;
    row.remove_prefix(valid.size());
    if (row.empty() || text.size() + 4 > 120) break;
    text += "\uFFFD";
    row.remove_prefix(1);
  }
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return row.empty() ? text : text + "...";
}

void print_text(const std::vector<Refusal>& rows, const Options& options, std::uint64_t total) {
  for (const Refusal& row : rows) {
    fmt::print("{}, row {}, line {}: {}{}{}\n  {}\n  {}\n", row.file(), row.row(), row.line(), row.code(),
               row.field().empty() ? "" : " in ", row.field(), row.message(), excerpt(row.source_row()));
  }
  fmt::print("{} of {} refused rows\n", thousands(rows.size()), thousands(total));
  if (options.from + rows.size() < total)
    fmt::print("The next ones: schakel quarantine --store {} --from {} --top {}\n", options.layout.root.string(),
               options.from + rows.size(), options.top);
}

// The rows in protobuf's JSON mapping, source_row as base64.
JsonWriter to_json(const std::vector<Refusal>& rows, const Options& options, std::uint64_t total) {
  JsonWriter json;
  json.begin_object().field("total", total).field("from", options.from).key("rows").begin_array();
  for (const Refusal& row : rows) json.raw(to_json_line(row));
  json.end_array().end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto store = open_records(options.layout, OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  const auto counts = (*store)->counts();
  if (!counts) return std::unexpected(counts.error());
  const auto rows = (*store)->quarantine(options.from, options.top);
  if (!rows) return std::unexpected(rows.error());
  if (options.json)
    print_json(to_json(*rows, options, counts->quarantined));
  else
    print_text(*rows, options, counts->quarantined);
  return {};
}

}  // namespace

void add_quarantine(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "quarantine", "Show the rows that could not come in, and why",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("--from", options->from, "Number of rows to pass over")->check(CLI::NonNegativeNumber);
  command->add_option("--top", options->top, "Number of rows to show (20)")->check(CLI::Range(1, 1000000));
}

}  // namespace schakel::cli
