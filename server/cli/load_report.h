// What a load did, for people and for machines.
#pragma once

#include <vector>

#include "server/cli/command.h"
#include "server/ingest/ingest.h"

namespace schakel::cli {

struct LoadedInput {
  Input input;
  IngestReport report;
  double seconds = 0;
};

struct LoadReport {
  std::vector<LoadedInput> inputs;
  double seconds = 0;     // of all, the compaction afterwards included
  Sequence sequence = 0;  // of the store after it

  [[nodiscard]] bool changed() const;  // whether any record came in
};

// What stood without a code; nothing where nothing did.
void print_texts(const TextCoverages& texts);
void add_texts(JsonWriter& json, const TextCoverages& texts);  // "withoutCode"

void print_text(const LoadReport& report, const StoreLayout& layout);
[[nodiscard]] JsonWriter to_json(const LoadReport& report);

}  // namespace schakel::cli
