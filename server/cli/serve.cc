#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

#include "server/audit/review/local_time.h"
#include "server/cli/command.h"
#include "server/http/server.h"
#include "server/serve/listen_address.h"
#include "server/serve/server_log.h"
#include "server/serve/serving.h"
#include "server/serve/signals.h"
#include "server/service/body_bounds.h"

namespace schakel::cli {
namespace {

constexpr const char* kExamples =
    "  schakel serve --store night                                  on http://127.0.0.1:8642, for this machine only\n"
    "  schakel serve --store night --socket /run/schakel.sock       for a proxy on this machine, without TCP\n"
    "  schakel serve --store night --listen 0.0.0.0:443 --tls-certificate chain.pem --tls-key key.pem\n"
    "  schakel serve --store night --listen 0.0.0.0:443 --tls-certificate chain.pem --tls-key key.pem \\\n"
    "      --client-ca partners.pem                                 other systems show a certificate\n";

constexpr const char* kDefaultListen = "127.0.0.1:8642";
constexpr std::uint32_t kMostBodyMib = kMostProtobufBytes >> 20;  // no path takes more

struct Options {
  StoreLayout layout;
  std::string listen, socket, socket_mode = "0600";
  TlsFiles tls;
  bool behind_proxy = false, demo = false;
  std::uint32_t keep_matches_days = 184, keep_epochs_minutes = 60;
  std::string epoch_at;
  HttpServerOptions http;
  std::uint32_t body_mib = kMostBodyMib;
  ApiContact contact;
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

// Minutes of the day, or nothing where no time is given.
Result<std::optional<int>> epoch_at(const Options& options) {
  if (options.epoch_at.empty()) return std::nullopt;
  const auto minute = parse_minute(options.epoch_at);
  if (minute && *minute < 24 * 60) return minute;
  return fail(ErrorCode::kBadUsage,
              "--epoch-at is a time of the day from 00:00 to 23:59, such as 03:30; found '" + options.epoch_at + "'");
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

Result<void> check_contact(const ApiContact& contact) {
  if (contact.name.empty() == contact.url.empty() && contact.url.empty() == contact.email.empty()) return {};
  return fail(ErrorCode::kBadUsage,
              "--contact-name, --contact-url and --contact-email belong together: found only some");
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
  http.cheap_paths = {"/v1/health/live", "/v1/health/ready"};
  http.api_version = kApiVersion;
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
  const auto whole_at = epoch_at(options);
  if (!whole_at) return std::unexpected(whole_at.error());
  if (auto checked = check_contact(options.contact); !checked) return checked;
  ServerSignals signals;
  const auto log = make_server_log();
  const Tell tell = [log](std::string_view sentence) { log->warn("{}", sentence); };
  std::atomic<const HttpServer*> counted = nullptr;
  auto serving = Serving::open({.layout = options.layout,
                                .demo = options.demo,
                                .keep_matches_days = options.keep_matches_days,
                                .whole_at = *whole_at,
                                .keep_epochs = std::chrono::minutes(options.keep_epochs_minutes),
                                .contact = options.contact,
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
  command.add_option("--max-body", options.body_mib, "MiB of one request's body, at most (16)")
      ->check(CLI::Range(1U, kMostBodyMib))
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

void add_contact(CLI::App& command, ApiContact& contact) {
  const auto group = "Whom to ask about the API (in the OpenAPI document)";
  command.add_option("--contact-name", contact.name, "Who answers questions")->type_name("TEXT")->group(group);
  command.add_option("--contact-url", contact.url, "Their page")->type_name("URL")->group(group);
  command.add_option("--contact-email", contact.email, "Their address")->type_name("ADDRESS")->group(group);
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
  command
      ->add_option("--keep-epochs", options->keep_epochs_minutes,
                   "Minutes that an epoch which was replaced still answers cursors (60), of the last three")
      ->check(CLI::Range(0, 7 * 24 * 60))
      ->type_name("MINUTES");
  command->add_option("--epoch-at", options->epoch_at, "Make a whole epoch every day at this time, in Amsterdam")
      ->type_name("HH:MM");
  command->add_flag("--demo", options->demo, "A made-up market: accounts for anyone, and a day that stands still");
  add_limits(*command, *options);
  add_contact(*command, options->contact);
}

}  // namespace schakel::cli
