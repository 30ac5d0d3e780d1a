#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/files/folder.h"
#include "server/text_generation.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel status --store night\n"
    "  schakel status --store night --json | jq .records.seekers\n";

struct Options {
  bool json = false;
  StoreLayout layout;
};

struct Status {
  StoreCounts counts;
  Sequence sequence = 0;
  std::vector<DeliveryState> deliveries;
  std::optional<Sequence> text_sequence;
  std::uint64_t text_bytes = 0;
};

struct KindName {
  RecordKind kind;
  std::string_view name;
};
constexpr std::array kKinds{KindName{RecordKind::kSeeker, "seekers"}, KindName{RecordKind::kVacancy, "vacancies"},
                            KindName{RecordKind::kConcept, "concepts"}, KindName{RecordKind::kPlace, "places"}};

Result<Status> gather(const StoreLayout& layout) {
  const auto store = open_records(layout, OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  auto counts = (*store)->counts();
  if (!counts) return std::unexpected(counts.error());
  auto deliveries = (*store)->deliveries();
  if (!deliveries) return std::unexpected(deliveries.error());
  return Status{*counts, (*store)->sequence(), std::move(*deliveries), newest_text(layout),
                folder_bytes(layout.texts())};
}

void print_text(const Status& status) {
  for (const auto& [kind, name] : kKinds)
    fmt::print("{:<12}{:>14}\n", name, thousands(status.counts.records[static_cast<std::size_t>(kind)]));
  fmt::print("{:<12}{:>14}\n", "quarantine", thousands(status.counts.quarantined));
  fmt::print("{:<12}{:>14}\n", "sequence", thousands(status.sequence));
  fmt::print("{:<12}{:>14}\n", "records", human_bytes(status.counts.bytes_on_disk));
  if (status.text_sequence)
    fmt::print("{:<12}{:>14}  at sequence {}\n", "text index", human_bytes(status.text_bytes),
               thousands(*status.text_sequence));
  else
    fmt::print("{:<12}{:>14}\n", "text index", "none");
  fmt::print("{:<12}{:>14}\n", "deliveries", thousands(status.deliveries.size()));
  for (const DeliveryState& delivery : status.deliveries)
    fmt::print("  {}  {}: {} accepted, {} refused{}\n", delivery.sha256.substr(0, 12), delivery.name,
               thousands(delivery.accepted), thousands(delivery.refused),
               delivery.done ? "" : fmt::format("; not complete, stopped after row {}", delivery.next_row - 1));
}

JsonWriter to_json(const Status& status) {
  JsonWriter json;
  json.begin_object().key("records").begin_object();
  for (const auto& [kind, name] : kKinds) json.field(name, status.counts.records[static_cast<std::size_t>(kind)]);
  json.end_object();
  json.field("quarantined", status.counts.quarantined).field("sequence", status.sequence);
  json.field("recordBytes", status.counts.bytes_on_disk);
  if (status.text_sequence) {
    json.key("text").begin_object();
    json.field("sequence", *status.text_sequence).field("bytes", status.text_bytes).end_object();
  }
  json.key("deliveries").begin_array();
  for (const DeliveryState& delivery : status.deliveries) {
    json.begin_object().field("id", std::string_view(delivery.sha256)).field("name", std::string_view(delivery.name));
    json.field("accepted", delivery.accepted).field("refused", delivery.refused);
    json.field("complete", delivery.done).field("rows", delivery.next_row - 1).end_object();
  }
  json.end_array().end_object();
  return json;
}

Result<void> run(const Options& options) {
  const auto status = gather(options.layout);
  if (!status) return std::unexpected(status.error());
  options.json ? print_json(to_json(*status)) : print_text(*status);
  return {};
}

}  // namespace

void add_status(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "status", "What is in a store, and how far everything is",
                                  kExamples, [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
}

}  // namespace schakel::cli
