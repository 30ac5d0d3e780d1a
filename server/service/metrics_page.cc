#include "server/service/metrics_page.h"

#include <fmt/format.h>

#include "server/service/routes.h"

namespace schakel {
namespace {

std::string labels_of(const Route& route) { return fmt::format("method=\"{}\",path=\"{}\"", route.method, route.path); }

void add_routes(const Metrics& metrics, PrometheusText& text) {
  const auto table = routes();
  text.family("schakel_requests_total", "counter", "Answers by route and class of status.");
  for (std::size_t i = 0; i < table.size(); ++i)
    for (std::size_t status = 2; status < 6; ++status)
      if (const std::uint64_t count = metrics.route(i).statuses[status]; count > 0)
        text.add(fmt::format("{},status=\"{}xx\"", labels_of(table[i]), status), static_cast<double>(count));
  text.family("schakel_unrouted_requests_total", "counter",
              "Requests for no path, or with a method that it does not take.");
  text.add("", static_cast<double>(metrics.unrouted()));
  text.family("schakel_request_seconds", "histogram", "Time in the service, from the request read to the answer made.");
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Metrics::Route& route = metrics.route(i);
    std::uint64_t sum = 0;
    for (const auto& count : route.latencies) sum += count;
    if (sum == 0) continue;
    std::uint64_t below = 0;
    for (std::size_t bucket = 0; bucket < kLatencyBounds.size(); ++bucket) {
      below += route.latencies[bucket];
      text.add(fmt::format("{},le=\"{}\"", labels_of(table[i]), kLatencyBounds[bucket]), static_cast<double>(below),
               "_bucket");
    }
    text.add(labels_of(table[i]) + ",le=\"+Inf\"", static_cast<double>(sum), "_bucket");
    text.add(labels_of(table[i]), static_cast<double>(route.nanoseconds) / 1e9, "_sum");
    text.add(labels_of(table[i]), static_cast<double>(sum), "_count");
  }
}

void add_one(PrometheusText& text, std::string_view name, std::string_view type, std::string_view help, auto value) {
  text.family(name, type, help);
  text.add("", static_cast<double>(value));
}

void add_guard(const Guard& guard, PrometheusText& text) {
  const AuditLogCounts audit = guard.audit_counts();
  add_one(text, "schakel_audit_lines_total", "counter", "Lines written to the audit log since the start.", audit.lines);
  add_one(text, "schakel_audit_groups_total", "counter", "Synced writes to the audit log since the start.",
          audit.groups);
  add_one(text, "schakel_audit_sequence", "gauge", "Number of the last line.", audit.sequence);
  text.family("schakel_refusals_total", "counter", "Calls that were refused, by the reason.");
  text.add("reason=\"credentials\"", static_cast<double>(guard.counts().refused_credentials));
  text.add("reason=\"rights\"", static_cast<double>(guard.counts().refused_rights));
  text.add("reason=\"quota\"", static_cast<double>(guard.counts().refused_quota));
  text.add("reason=\"log\"", static_cast<double>(guard.counts().refused_log));
}

void add_live(const LiveStatus& live, Market market, PrometheusText& text) {
  add_one(text, "schakel_seekers", "gauge", "Active seekers in the market.", market.active_seekers());
  add_one(text, "schakel_vacancies", "gauge", "Active vacancies in the market.", market.active_vacancies());
  add_one(text, "schakel_epoch_sequence", "gauge", "Change that the epoch was made of.", live.epoch_sequence);
  add_one(text, "schakel_sequence", "gauge", "Change up to which answers go.", live.sequence);
  add_one(text, "schakel_delta_records", "gauge", "Records that changed since the epoch was frozen.",
          live.delta_seekers + live.delta_vacancies + live.gone_seekers + live.gone_vacancies);
  add_one(text, "schakel_kept_epochs", "gauge", "Epochs that still answer.", live.kept.size());
  const bool running = !live.jobs.empty() && live.jobs.front().state == EpochJob::State::kRunning;
  add_one(text, "schakel_epoch_job_running", "gauge", "1 while an epoch is being made.", running ? 1 : 0);
  add_one(text, "schakel_text_index_sequence", "gauge", "Change up to which full text search goes.",
          live.text_sequence.value_or(0));
}

void add_http(const HttpMetrics& http, PrometheusText& text) {
  add_one(text, "schakel_http_connections", "gauge", "Connections now.", http.connections);
  add_one(text, "schakel_http_body_bytes", "gauge", "Bytes now of bodies that are read or worked.", http.body_bytes);
  add_one(text, "schakel_http_connections_total", "counter", "Connections since the start.", http.accepted_connections);
  add_one(text, "schakel_http_queued", "gauge", "Requests that wait for a worker.", http.queued);
  add_one(text, "schakel_http_working", "gauge", "Requests that a worker has.", http.working);
  add_one(text, "schakel_http_workers", "gauge", "Workers.", http.workers);
  add_one(text, "schakel_http_timeouts_total", "counter", "Requests or answers that took too long.", http.timeouts);
  add_one(text, "schakel_http_malformed_total", "counter", "Requests that were no HTTP, or too large.", http.malformed);
  add_one(text, "schakel_http_tls_failures_total", "counter", "Connections that TLS refused.", http.tls_failures);
  text.family("schakel_http_refused_total", "counter", "Requests that overload refused, by where.");
  text.add("where=\"queue\"", static_cast<double>(http.refused_queue_full));
  text.add("where=\"wait\"", static_cast<double>(http.refused_waited_too_long));
  text.add("where=\"bodies\"", static_cast<double>(http.refused_bodies));
  text.add("where=\"connections\"", static_cast<double>(http.refused_connections));
}

}  // namespace

std::string metrics_page(Shared& shared, const HttpMetricsSource& http) {
  PrometheusText text;
  text.family("schakel_info", "gauge", "Version and epoch.");
  const auto open = shared.live.market();
  text.add(fmt::format("version=\"{}\",epoch=\"{}\"", shared.version, open->id()), 1);
  add_routes(shared.metrics, text);
  add_guard(shared.guard, text);
  add_live(shared.live.status(), open->market(), text);
  if (http) add_http(http(), text);
  return text.text();
}

}  // namespace schakel
