// One sample record from JSON and to JSON, beside protobuf's own mapping. The checksum is the size of the record on the
// wire, or of its line.
#include <benchmark/benchmark.h>
#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "bench/support/labelled.h"
#include "data/schema/seeker.pb.h"
#include "loaders/format/json_line.h"
#include "loaders/format/json_record.h"

namespace schakel {
namespace {

std::string sample_line() {
  std::ifstream file(std::filesystem::path(SCHAKEL_SAMPLE) / "seekers.ndjson");
  std::string line;
  std::getline(file, line);
  return line;
}

Seeker sample_seeker() {
  Seeker seeker;
  JsonReader reader;
  if (reader.read(sample_line(), seeker)) std::abort();
  return seeker;
}

void finish(benchmark::State& state, std::size_t checksum) {
  bench::label(state, "records", 1, checksum);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sample_line().size()));
}

void json_read(benchmark::State& state) {
  const std::string line = sample_line();
  JsonReader reader;
  std::size_t checksum = 0;
  for (auto _ : state) {
    Seeker seeker;
    if (reader.read(line, seeker)) std::abort();
    checksum = seeker.ByteSizeLong();
  }
  finish(state, checksum);
}

void json_read_protobuf(benchmark::State& state) {
  const std::string line = sample_line();
  std::size_t checksum = 0;
  for (auto _ : state) {
    Seeker seeker;
    if (!google::protobuf::util::JsonStringToMessage(line, &seeker).ok()) std::abort();
    checksum = seeker.ByteSizeLong();
  }
  finish(state, checksum);
}

void json_write(benchmark::State& state) {
  const Seeker seeker = sample_seeker();
  std::string line;
  for (auto _ : state) {
    line.clear();
    append_json_line(seeker, line);
    benchmark::DoNotOptimize(line.data());
  }
  finish(state, line.size());
}

void json_write_protobuf(benchmark::State& state) {
  const Seeker seeker = sample_seeker();
  std::string line;
  for (auto _ : state) {
    line.clear();
    if (!google::protobuf::util::MessageToJsonString(seeker, &line).ok()) std::abort();
  }
  finish(state, line.size());
}

BENCHMARK(json_read);
BENCHMARK(json_read_protobuf);
BENCHMARK(json_write);
BENCHMARK(json_write_protobuf);

}  // namespace
}  // namespace schakel
