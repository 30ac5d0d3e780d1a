// Chunks of NDJSON through the door, on one thread: records and bytes per second. The checksum is the sum of
// the sizes of the accepted records on the wire.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "bench/support/labelled.h"
#include "loaders/records/ndjson.h"

namespace schakel {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

// The sample records again and again, about a chunk of them.
Chunk sample_chunk(RecordType type) {
  const std::string name = std::string(record_type_name(type)) + ".ndjson";
  std::ifstream file(std::filesystem::path(SCHAKEL_SAMPLE) / name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  Chunk chunk;
  while (chunk.bytes.size() < kChunkBytes) chunk.bytes += text.str();
  return chunk;
}

void parse_chunk(benchmark::State& state, RecordType type) {
  const Chunk chunk = sample_chunk(type);
  Parsed parsed;
  for (auto _ : state) {
    parsed = parse_ndjson(chunk, type, "bench.ndjson");
    benchmark::DoNotOptimize(parsed.accepted.data());
  }
  std::size_t checksum = 0;
  for (const Record& record : parsed.accepted) checksum += message_of(record).ByteSizeLong();
  bench::label(state, "records", parsed.accepted.size(), checksum);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(chunk.bytes.size()));
}

void ndjson_seekers(benchmark::State& state) { parse_chunk(state, RecordType::kSeeker); }
void ndjson_vacancies(benchmark::State& state) { parse_chunk(state, RecordType::kVacancy); }

BENCHMARK(ndjson_seekers)->Unit(benchmark::kMillisecond);
BENCHMARK(ndjson_vacancies)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schakel
