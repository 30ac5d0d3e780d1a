#include "bench/server/load/report.h"

#include <fmt/core.h>

#include <cstdio>

#include "server/json_writer.h"

namespace schakel::load {
namespace {

void print_row(const Measured& measured, std::string_view what, double rate, const Answers& answers) {
  const Histogram& times = answers.done;
  if (rate <= 0) return;
  fmt::print("{:<18} {:<8} {:>8.0f} {:>9.1f} {:>8} {:>7} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f}\n", measured.name,
             what, rate, static_cast<double>(times.count()) / measured.seconds, answers.refused.count(),
             answers.failed + answers.broken, times.quantile_ms(.5), times.quantile_ms(.9), times.quantile_ms(.99),
             times.quantile_ms(.999), times.most_ms());
  if (answers.refused.count() > 0)
    fmt::print("{:<18} {:<8} refused in ms: p50 {:.2f}, p99 {:.2f}, max {:.2f}\n", "", "",
               answers.refused.quantile_ms(.5), answers.refused.quantile_ms(.99), answers.refused.most_ms());
  if (!answers.first_failure.empty()) fmt::print("  first failure: {}\n", answers.first_failure);
}

void write_times(JsonWriter& json, std::string_view name, const Histogram& times) {
  json.key(name).begin_object().field("count", times.count()).field("meanMs", times.mean_ms());
  json.field("p50Ms", times.quantile_ms(.5)).field("p90Ms", times.quantile_ms(.9));
  json.field("p99Ms", times.quantile_ms(.99)).field("p999Ms", times.quantile_ms(.999));
  json.field("maxMs", times.most_ms()).end_object();
}

void write_answers(JsonWriter& json, std::string_view name, double rate, const Answers& answers) {
  json.key(name).begin_object().field("rate", rate);
  write_times(json, "done", answers.done);
  write_times(json, "refused", answers.refused);
  json.field("failed", answers.failed).field("broken", answers.broken).field("bytes", answers.bytes);
  json.field("firstFailure", std::string_view(answers.first_failure)).end_object();
}

void write_stretch(JsonWriter& json, const Measured& measured) {
  json.begin_object().field("name", std::string_view(measured.name)).field("seconds", measured.seconds);
  write_answers(json, "queries", measured.rates.queries, measured.queries);
  write_answers(json, "updates", measured.rates.updates, measured.updates);
  json.field("left", measured.left).field("connections", measured.connections);
  json.field("serverCores", measured.server_cpu).field("generatorCores", measured.generator_cpu);
  json.field("serverKib", measured.server_kib).end_object();
}

}  // namespace

void Report::add(const std::shared_ptr<Measured>& measured) {
  stretches.push_back(measured);
  print_row(*measured, "queries", measured->rates.queries, measured->queries);
  print_row(*measured, "updates", measured->rates.updates, measured->updates);
  fmt::print("{:<18} server {:.2f} cores, generator {:.2f}; server {:.0f} MiB; {} connections{}\n", "",
             measured->server_cpu, measured->generator_cpu, static_cast<double>(measured->server_kib) / 1024,
             measured->connections, measured->left > 0 ? fmt::format("; {} without an answer", measured->left) : "");
  std::fflush(stdout);
}

void Report::add(std::string_view figure, double value) {
  figures.emplace_back(figure, value);
  fmt::print("{}: {:.3f}\n", figure, value);
}

void print_heading() {
  fmt::print("{:<18} {:<8} {:>8} {:>9} {:>8} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "stretch", "what", "asked/s",
             "done/s", "refused", "failed", "p50 ms", "p90", "p99", "p99.9", "max");
}

std::string to_json(const Report& report) {
  JsonWriter json;
  json.begin_object().field("mode", std::string_view(report.mode)).key("stretches").begin_array();
  for (const auto& measured : report.stretches) write_stretch(json, *measured);
  json.end_array().key("figures").begin_object();
  for (const auto& [name, value] : report.figures) json.field(name, value);
  json.end_object().field("failure", std::string_view(report.failure)).end_object();
  return json.text();
}

}  // namespace schakel::load
