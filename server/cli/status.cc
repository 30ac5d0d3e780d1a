#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "server/cli/command.h"
#include "server/cli/figures.h"
#include "server/epochs.h"
#include "server/files/folder.h"
#include "server/runs.h"
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

struct RunStatus {
  std::uint32_t top = 0;
  std::uint64_t bytes = 0;
};

// The epoch that answers, by what it says of itself; `verify` looks at every byte.
struct EpochStatus {
  Manifest manifest;
  std::uint64_t bytes = 0;
  std::vector<RunStatus> runs;
};

struct Status {
  StoreCounts counts;
  Sequence sequence = 0;
  std::vector<DeliveryState> deliveries;
  std::optional<Sequence> text_sequence;
  std::uint64_t text_bytes = 0;
  std::optional<EpochStatus> epoch;
  std::string no_epoch;  // why there is none
};

struct KindName {
  RecordKind kind;
  std::string_view name;
};
constexpr std::array kKinds{KindName{RecordKind::kSeeker, "seekers"}, KindName{RecordKind::kVacancy, "vacancies"},
                            KindName{RecordKind::kConcept, "concepts"}, KindName{RecordKind::kPlace, "places"}};

Result<EpochStatus> gather_epoch(const StoreLayout& layout) {
  const auto current = read_current(layout);
  if (!current) return std::unexpected(current.error());
  auto manifest = read_manifest(layout.epoch(current->id));
  if (!manifest) return std::unexpected(manifest.error());
  EpochStatus epoch{std::move(*manifest), folder_bytes(layout.epoch(current->id)), {}};
  for (const std::uint32_t top : runs_of(layout, current->id))
    epoch.runs.push_back({top, folder_bytes(layout.run(run_name(current->id, top)))});
  return epoch;
}

Result<Status> gather(const StoreLayout& layout) {
  const auto store = open_records(layout, OpenMode::kReadOnly);
  if (!store) return std::unexpected(store.error());
  auto counts = (*store)->counts();
  if (!counts) return std::unexpected(counts.error());
  auto deliveries = (*store)->deliveries();
  if (!deliveries) return std::unexpected(deliveries.error());
  Status status{
      *counts, (*store)->sequence(), std::move(*deliveries), newest_text(layout), folder_bytes(layout.texts()), {}, {}};
  if (auto epoch = gather_epoch(layout))
    status.epoch = std::move(*epoch);
  else
    status.no_epoch = epoch.error().message;
  return status;
}

void print_epoch(const Status& status) {
  if (!status.epoch) {
    fmt::print("{:<12}{:>14}  {}\n", "epoch", "none", status.no_epoch);
    return;
  }
  const Manifest& manifest = status.epoch->manifest;
  const auto fact = [&](const std::string& name) {
    const auto found = manifest.facts.find(name);
    return found == manifest.facts.end() ? std::string("?") : found->second;
  };
  const auto number = [&](const std::string& name) {
    return thousands(std::strtoull(fact(name).c_str(), nullptr, 10));
  };
  fmt::print("{:<12}{:>14}  {} of {}, at sequence {}: {} seekers, {} vacancies\n", "epoch",
             human_bytes(status.epoch->bytes), manifest.id, fact("date"), number("sequence"), number("seekers"),
             number("vacancies"));
  fmt::print("{:<12}{:>14}  {}\n", "strategy", fact("strategy"), fact("strategyHash"));
  for (const RunStatus& run : status.epoch->runs)
    fmt::print("{:<12}{:>14}  the {} best of each\n", "lists", human_bytes(run.bytes), run.top);
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
  print_epoch(status);
  fmt::print("{:<12}{:>14}\n", "deliveries", thousands(status.deliveries.size()));
  for (const DeliveryState& delivery : status.deliveries)
    fmt::print("  {}  {}: {} accepted, {} refused{}\n", delivery.sha256.substr(0, 12), delivery.name,
               thousands(delivery.accepted), thousands(delivery.refused),
               delivery.done ? "" : fmt::format("; not complete, stopped after row {}", delivery.next_row - 1));
}

void add_epoch(JsonWriter& json, const EpochStatus& epoch) {
  json.key("epoch").begin_object().field("id", std::string_view(epoch.manifest.id));
  json.field("bytes", epoch.bytes).key("facts").begin_object();
  for (const auto& [name, value] : epoch.manifest.facts) json.field(name, std::string_view(value));
  json.end_object().key("runs").begin_array();
  for (const RunStatus& run : epoch.runs)
    json.begin_object().field("top", run.top).field("bytes", run.bytes).end_object();
  json.end_array().end_object();
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
  if (status.epoch) add_epoch(json, *status.epoch);
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
