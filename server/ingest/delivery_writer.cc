#include "server/ingest/delivery_writer.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "server/ingest/merge_concept.h"

namespace schakel {

DeliveryWriter::DeliveryWriter(RecordStore& store, DeliveryState state, std::uint64_t total_bytes,
                               const IngestOptions& options)
    : store_(store), options_(options) {
  report_.resumed = state.next_row - 1;
  report_.delivery = std::move(state);
  progress_.total_bytes = total_bytes;
}

bool DeliveryWriter::add(ParsedRows rows) {
  if (rows.failed) {
    failed_ = std::move(rows.failed);
    return false;
  }
  progress_.bytes += rows.bytes;
  DeliveryState& delivery = report_.delivery;
  if (rows.next_row <= delivery.next_row) return true;
  delivery.next_row = rows.next_row;
  delivery.accepted += rows.puts.size();
  delivery.refused += rows.refusals.size();
  for (const Refusal& refusal : rows.refusals) ++report_.refusals[refusal.code()];
  report_.unknown.add(rows.unknown);
  report_.texts.add(rows.texts);
  std::ranges::move(rows.puts, std::back_inserter(batch_.puts));
  std::ranges::move(rows.refusals, std::back_inserter(batch_.refusals));
  return batch_.puts.size() + batch_.refusals.size() < options_.batch_rows || write();
}

// Concepts of the batch become what they and the stored ones are together; one per URI is left.
Result<void> DeliveryWriter::merge_concepts() {
  const auto is_concept = [](const Put& put) { return put.kind == RecordKind::kConcept; };
  if (std::ranges::none_of(batch_.puts, is_concept)) return {};
  std::unordered_map<std::string, Concept> merged;
  for (const Put& put : batch_.puts) {
    if (!is_concept(put)) continue;
    const auto [entry, first_here] = merged.try_emplace(put.key);
    Concept& together = entry->second;
    if (first_here) {
      const auto stored = store_.get(put.kind, put.key);
      if (!stored) return std::unexpected(stored.error());
      if (*stored && !together.ParseFromString(**stored))
        return fail(ErrorCode::kCorrupt, "the stored concept " + put.key + " cannot be read");
      together.set_uri(put.key);
    }
    Concept newer;
    newer.ParseFromString(put.bytes);
    merge_concept(together, newer);
  }
  std::vector<Put> puts;
  for (Put& put : batch_.puts) {
    if (is_concept(put)) {
      const auto together = merged.extract(put.key);
      if (together.empty()) continue;
      put.bytes = together.mapped().SerializeAsString();
    }
    puts.push_back(std::move(put));
  }
  batch_.puts = std::move(puts);
  return {};
}

bool DeliveryWriter::write() {
  if (failed_) return false;
  batch_.delivery = report_.delivery;
  const auto merged = merge_concepts();
  const auto applied = merged ? store_.apply(batch_) : Result<Applied>(std::unexpected(merged.error()));
  batch_ = {};
  if (!applied) {
    failed_ = applied.error();
    return false;
  }
  Applied& sum = report_.applied;
  sum.stored += applied->stored;
  sum.replaced += applied->replaced;
  sum.unchanged += applied->unchanged;
  sum.stale += applied->stale;
  sum.sequence = applied->sequence;
  progress_.rows = report_.delivery.next_row - 1;
  if (options_.progress) options_.progress(progress_);
  return true;
}

Result<IngestReport> DeliveryWriter::finish(std::optional<Error> stopped) {
  report_.delivery.done = !stopped;
  if (!write()) return std::unexpected(*failed_);
  report_.stopped = std::move(stopped);
  report_.rows = report_.delivery.accepted + report_.delivery.refused;
  return std::move(report_);
}

}  // namespace schakel
