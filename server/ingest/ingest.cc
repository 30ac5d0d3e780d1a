#include "server/ingest/ingest.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "index/parallel/pipeline.h"
#include "index/seal/sha256.h"
#include "server/ingest/delivery_writer.h"
#include "server/on_threads.h"

namespace schakel {
namespace {

Put put_of(const Record& record) {
  struct {
    Put operator()(const Seeker& r) const { return {RecordKind::kSeeker, r.id(), r.revision(), r.SerializeAsString()}; }
    Put operator()(const Vacancy& r) const {
      return {RecordKind::kVacancy, r.id(), r.revision(), r.SerializeAsString()};
    }
    Put operator()(const Concept& r) const { return {RecordKind::kConcept, r.uri(), 0, r.SerializeAsString()}; }
    Put operator()(const Place& r) const { return {RecordKind::kPlace, r.postcode(), 0, r.SerializeAsString()}; }
  } to_put;
  return std::visit(to_put, record);
}

// What the store knows when a load starts.
struct Knowledge {
  KnownCodes codes;
  TextCodes& texts;
};

ParsedRows prepare(const Source& source, const Knowledge& known, const Chunk& chunk, std::uint64_t next_row) {
  Parsed parsed = source.parse(chunk);
  ParsedRows rows{.next_row = chunk.first_row + parsed.rows, .bytes = parsed.bytes};
  if (rows.next_row <= next_row) return rows;  // an earlier attempt brought these in
  rows.puts.reserve(parsed.accepted.size());
  for (Record& record : parsed.accepted) {
    if (auto filled = known.texts.fill(record, rows.texts); !filled) {
      rows.failed = std::move(filled.error());
      return rows;
    }
    known.codes.count_unknown(record, rows.unknown);
    rows.puts.push_back(put_of(record));
  }
  rows.refusals = std::move(parsed.refused);
  return rows;
}

// Reads in order, prepares on all threads, writes in order. Nothing when the source came to its end.
std::optional<Error> bring_in(Source& source, const Knowledge& known, DeliveryWriter& writer, std::uint64_t next_row,
                              int threads) {
  std::optional<Error> stopped;
  std::atomic<bool> write_failed{false};
  const auto read = [&]() -> std::optional<Chunk> {
    if (write_failed) return std::nullopt;
    auto next = source.next();
    if (next) return std::move(*next);
    stopped = std::move(next.error());
    return std::nullopt;
  };
  const auto parse = [&](const Chunk& chunk) { return prepare(source, known, chunk, next_row); };
  const auto write = [&](ParsedRows rows) {
    if (!write_failed && !writer.add(std::move(rows))) write_failed = true;
  };
  run_pipeline<Chunk, ParsedRows>(4 * static_cast<std::size_t>(threads), read, parse, write);
  return stopped;
}

std::string display_name(const Input& input) {
  const std::string name = input.path.filename().string();
  return name.empty() ? input.path.parent_path().filename().string() : name;
}

Result<DeliveryState> earlier_state(const RecordStore& store, const Input& input) {
  auto id = delivery_id(input);
  if (!id) return std::unexpected(id.error());
  auto earlier = store.delivery(*id);
  if (!earlier) return std::unexpected(earlier.error());
  if (*earlier) return std::move(**earlier);
  return DeliveryState{.sha256 = std::move(*id), .name = display_name(input)};
}

}  // namespace

Result<std::string> delivery_id(const Input& input) {
  Sha256 hash;
  hash.update(input_kind_name(input.kind));
  for (const auto& file : input.files) {
    auto content = sha256_file(file);
    if (!content) return std::unexpected(content.error());
    hash.update("\n" + *content);
  }
  return hash.finish();
}

Result<IngestReport> ingest(RecordStore& store, const Input& input, const IngestOptions& options) {
  auto state = earlier_state(store, input);
  if (!state) return std::unexpected(state.error());
  if (state->done) {
    const std::uint64_t rows = state->next_row - 1;
    return IngestReport{.delivery = std::move(*state), .rows = rows, .loaded_before = true, .resumed = rows};
  }
  const auto snapshot = store.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  auto codes = KnownCodes::read(**snapshot);
  if (!codes) return std::unexpected(codes.error());
  TextCodes texts(**snapshot, options.texts);
  const Knowledge known{std::move(*codes), texts};
  auto source = open_input(input);
  if (!source) return std::unexpected(source.error());

  const std::uint64_t next_row = state->next_row;
  const int threads = thread_count(options.threads);
  DeliveryWriter writer(store, std::move(*state), (*source)->total_bytes(), options);
  auto stopped = on_threads(threads, [&] { return bring_in(**source, known, writer, next_row, threads); });
  auto report = writer.finish(std::move(stopped));
  if (!report) return report;
  report->notes = (*source)->notes();
  return report;
}

}  // namespace schakel
