// Gathers parsed rows of one delivery, in order, into durable batches.
#pragma once

#include <optional>
#include <vector>

#include "server/ingest/ingest.h"

namespace schakel {

// A chunk, ready to be written.
struct ParsedRows {
  std::uint64_t next_row = 1;  // the first row after it
  std::uint64_t bytes = 0;
  std::vector<Put> puts;
  std::vector<Refusal> refusals;
  UnknownCodes unknown;
  TextCoverages texts;
  std::optional<Error> failed;  // preparing went wrong: nothing of these rows may be written
};

// Not thread-safe; rows come in order.
class DeliveryWriter {
 public:
  // `options` must outlive the writer.
  DeliveryWriter(RecordStore& store, DeliveryState state, std::uint64_t total_bytes, const IngestOptions& options);

  // Rows that an earlier attempt brought in are passed over. False when the store failed: then nothing more is written.
  [[nodiscard]] bool add(ParsedRows rows);

  // Writes what is left, marks the delivery done unless the input stopped early, and reports.
  [[nodiscard]] Result<IngestReport> finish(std::optional<Error> stopped);

 private:
  [[nodiscard]] bool write();
  [[nodiscard]] Result<void> merge_concepts();

  RecordStore& store_;
  const IngestOptions& options_;
  IngestReport report_;
  IngestProgress progress_;
  Batch batch_;
  std::optional<Error> failed_;
};

}  // namespace schakel
