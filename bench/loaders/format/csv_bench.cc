// CSV as ESCO's relation files (short plain cells) and its concept files (long quoted ones): bytes and rows per second.
// The checksum is the number of bytes in all cells.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "bench/support/labelled.h"
#include "loaders/format/csv.h"

namespace schakel {
namespace {

constexpr int kRows = 50'000;

std::string relations() {
  std::string text = "occupationUri,relationType,skillType,skillUri\n";
  for (int i = 0; i < kRows; ++i)
    text += "http://data.europa.eu/esco/occupation/" + std::to_string(i * 7919) +
            ",essential,knowledge,http://data.europa.eu/esco/skill/" +
            std::to_string(std::int64_t{i} * 104729 % 15485863) + "\r\n";
  return text;
}

std::string concepts() {
  std::string text = "conceptUri,preferredLabel,altLabels,description\n";
  for (int i = 0; i < kRows; ++i)
    text += "urn:" + std::to_string(i) +
            ",lasser,\"constructielasser\nmig-mag-lasser\",\"Voegt delen, \"\"heet\"\" van " + std::string(300, 'x') +
            " metaal samen.\"\n";
  return text;
}

void read_csv(benchmark::State& state, const std::string& text) {
  std::size_t checksum = 0;
  for (auto _ : state) {
    checksum = 0;
    CsvReader reader(text);
    while (reader.next())
      for (const std::string_view cell : reader.fields()) checksum += cell.size();
    benchmark::DoNotOptimize(checksum);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  bench::label(state, "rows", kRows, checksum);
}

void csv_relations(benchmark::State& state) { read_csv(state, relations()); }
void csv_concepts(benchmark::State& state) { read_csv(state, concepts()); }

BENCHMARK(csv_relations)->Unit(benchmark::kMillisecond);
BENCHMARK(csv_concepts)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace schakel
