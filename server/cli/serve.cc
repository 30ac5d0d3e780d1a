#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <optional>
#include <string>

#include "server/cli/command.h"
#include "server/http/server.h"
#include "server/serve/listen_address.h"
#include "server/serve/server_log.h"
#include "server/serve/serving.h"
#include "server/serve/signals.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel serve --store night                                  on http://127.0.0.1:8642, for this machine only\n"
    "  schakel serve --store night --socket /run/schakel.sock       for a proxy on this machine, without TCP\n"
    "  schakel serve --store night --listen 0.0.0.0:443 --tls-certificate chain.pem --tls-key key.pem\n"
    "  schakel serve --store night --listen 0.0.0.0:443 --tls-certificate chain.pem --tls-key key.pem \\\n"
    "      --client-ca partners.pem                                 other systems show a certificate\n";

constexpr const char* kDefaultListen = "127.0.0.1:8642";

struct Options {
  StoreLayout layout;
  std::string listen, socket, socket_mode = "0600";
  TlsFiles tls;
  bool behind_proxy = false, demo = false;
  std::uint32_t keep_matches_days = 184;
  HttpServerOptions http;
  std::uint32_t body_mib = 8;
  bool json = false;
};

Result<void> check_tls(const Options& options, const std::optional<ListenAddress>& address) {
  const bool certificate = !options.tls.certificate.empty(), key = !options.tls.key.empty();
  if (certificate != key)
    return fail(ErrorCode::kBadUsage, "--tls-certificate and --tls-key belong together: found only one of them");
  if (!options.tls.client_ca.empty() && !certificate)
    return fail(ErrorCode::kBadUsage, "--client-ca needs TLS: give --tls-certificate and --tls-key too");
  if (certificate && !address) return fail(ErrorCode::kBadUsage, "TLS is for TCP: give --listen too");
  if (address && !address->loopback && !certificate && !options.behind_proxy)
    return fail(ErrorCode::kBadUsage,
                fmt::format("{} can be reached from elsewhere, and without TLS tokens and persons could be read on the "
                            "way; give --tls-certificate and --tls-key, or --plain-behind-proxy where a proxy before "
                            "it speaks TLS",
                            options.listen));
  return {};
}

// Anyone who reaches a demonstration is given its accounts.
Result<void> check_demo(const Options& options, const std::optional<ListenAddress>& address) {
  if (!options.demo) return {};
  const bool elsewhere = (address && !address->loopback) || options.behind_proxy;
  const bool others = !options.socket.empty() && options.socket_mode != "0600";
  if (!elsewhere && !others) return {};
  return fail(ErrorCode::kBadUsage,
              "--demo gives an account to anyone, and so it is for its owner on this machine only; listen on 127.0.0.1 "
              "or [::1], without --plain-behind-proxy, and give a socket mode 0600");
}

// The address, or nothing without TCP.
Result<std::optional<ListenAddress>> address_of(const Options& options) {
  if (options.listen.empty() && !options.socket.empty()) return std::nullopt;
  auto parsed = parse_listen_address(options.listen.empty() ? kDefaultListen : options.listen);
  if (!parsed) return std::unexpected(parsed.error());
  return *std::move(parsed);
}

HttpServerOptions http_options(const Options& options, const std::optional<ListenAddress>& address) {
  HttpServerOptions http = options.http;
  if (address) {
    http.address = address->address;
    http.port = address->port;
    if (!options.tls.certificate.empty()) http.tls = options.tls;
  }
  http.socket = options.socket;
  http.socket_mode = static_cast<unsigned>(std::stoul(options.socket_mode, nullptr, 8));
  http.limits.body_bytes = std::size_t{options.body_mib} << 20;
  http.limits.bodies_bytes = std::max(http.limits.bodies_bytes, 4 * http.limits.body_bytes);
  http.cheap_paths = {"/v1/health/live", "/v1/health/ready"};
  http.api_version = "1.0.0";
  return http;
}

void tell_where(const Options& options, const std::optional<ListenAddress>& address, const HttpServer& server) {
  const std::string url = address ? url_of(*address, server.port(), !options.tls.certificate.empty()) : std::string();
  if (options.json) {
    JsonWriter json;
    json.begin_object();
    if (address) json.field("url", std::string_view(url)).field("port", server.port());
    if (!options.socket.empty()) json.field("socket", std::string_view(options.socket));
    print_json(json.end_object());
  } else {
    if (address) fmt::print("Listening on {}\n", url);
    if (!options.socket.empty()) fmt::print("Listening on {}\n", options.socket);
  }
  std::fflush(stdout);
}

HttpMetrics metrics_of(const HttpServer* server) { return server == nullptr ? HttpMetrics{} : server->metrics(); }

void tell_accounts(Serving& serving) {
  fmt::print(stderr, "A demonstration: nobody in it exists, and anyone may use these accounts until it stops.\n");
  for (const DemoAccountLine& line : serving.demo_accounts())
    fmt::print(stderr, "  {:<16} {:<12} Purpose: {:<20} {}\n", line.account, line.role, line.purpose, line.token);
}

void wait_for_end(const ServerSignals& signals, HttpServer& server, spdlog::logger& log) {
  while (signals.wait() == SIGHUP) {
    const auto reloaded = server.reload_tls();
    if (reloaded)
      log.info("read the TLS certificate again");
    else
      log.error("the TLS certificate stays as it was: {}", reloaded.error().message);
  }
}

Result<void> run(const Options& options) {
  const auto address = address_of(options);
  if (!address) return std::unexpected(address.error());
  if (auto checked = check_tls(options, *address); !checked) return checked;
  if (auto checked = check_demo(options, *address); !checked) return checked;
  ServerSignals signals;
  const auto log = make_server_log();
  const Tell tell = [log](std::string_view sentence) { log->warn("{}", sentence); };
  std::atomic<const HttpServer*> counted = nullptr;
  auto serving = Serving::open({.layout = options.layout,
                                .demo = options.demo,
                                .keep_matches_days = options.keep_matches_days,
                                .http_metrics = [&counted] { return metrics_of(counted); },
                                .tell = tell});
  if (!serving) return std::unexpected(serving.error());
  HttpServerOptions http = http_options(options, *address);
  http.log = tell;
  auto started = HttpServer::start(std::move(http),
                                   [&serving](const HttpRequest& request) { return (*serving)->answer(request); });
  if (!started) {
    if (const auto closed = (*serving)->close(); !closed) tell(closed.error().message);
    return std::unexpected(started.error());
  }
  const std::unique_ptr<HttpServer> server = *std::move(started);
  counted = server.get();
  tell_where(options, *address, *server);
  if (options.demo) tell_accounts(**serving);
  log->info("serving {}", options.layout.root.string());
  wait_for_end(signals, *server, *log);
  signals.release();
  log->info("stopping: what has begun is finished");
  (*serving)->stop();
  server->stop();
  return (*serving)->close();
}

void add_limits(CLI::App& command, Options& options) {
  HttpLimits& limits = options.http.limits;
  const auto group = "Limits";
  command.add_option("--threads", options.http.workers, "Threads that answer (two per core, at least 4)")
      ->check(CLI::Range(1, 1024))
      ->group(group);
  command.add_option("--io-threads", options.http.io_threads, "Threads that read and write (1)")
      ->check(CLI::Range(1, 64))
      ->group(group);
  command.add_option("--max-body", options.body_mib, "MiB of one request's body (8)")
      ->check(CLI::Range(1, 1024))
      ->group(group);
  command.add_option("--max-connections", limits.connections, "Connections in all (20000)")
      ->check(CLI::Range(1, 1'000'000))
      ->group(group);
  command.add_option("--max-connections-per-client", limits.connections_per_client, "Connections of one address (256)")
      ->check(CLI::Range(1, 1'000'000))
      ->group(group);
  command.add_option("--queue", limits.queue, "Requests that wait for a thread (1024)")
      ->check(CLI::Range(1, 1'000'000))
      ->group(group);
}

}  // namespace

void add_serve(CLI::App& program, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(program, session, "serve", "Answer over HTTP, until SIGTERM or SIGINT", kExamples,
                                  [options, &session] {
                                    options->json = session.json;
                                    return run(*options);
                                  });
  add_store_option(*command, options->layout);
  command->add_option("--listen", options->listen, "Where to listen (127.0.0.1:8642); port 0 is a free one")
      ->type_name("ADDRESS:PORT");
  command->add_option("--socket", options->socket, "Listen on a Unix socket; alone: without TCP")->type_name("PATH");
  command->add_option("--socket-mode", options->socket_mode, "Who may use the socket (0600)")
      ->check(CLI::IsMember({"0600", "0660", "0666"}));
  command->add_option("--tls-certificate", options->tls.certificate, "Speak TLS: the certificate and its chain, in PEM")
      ->type_name("FILE");
  command->add_option("--tls-key", options->tls.key, "Its private key, in PEM")->type_name("FILE");
  command->add_option("--client-ca", options->tls.client_ca, "Every client shows a certificate that this CA signed")
      ->type_name("FILE");
  command->add_flag("--plain-behind-proxy", options->behind_proxy,
                    "Without TLS on an address that others reach: a proxy before it speaks TLS");
  command
      ->add_option("--keep-matches", options->keep_matches_days,
                   "Days that an answered list can be played again (184); 0: for ever")
      ->check(CLI::Range(0, 36500))
      ->type_name("DAYS");
  command->add_flag("--demo", options->demo, "A made-up market: accounts for anyone, and a day that stands still");
  add_limits(*command, *options);
}

}  // namespace schakel::cli
