// Open-loop load on `schakel serve --demo`, over the loopback only: bench_load MODE --store DIR --port N --server PID.
#include <fmt/core.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "bench/server/load/modes.h"

namespace schakel::load {
namespace {

namespace asio = boost::asio;

struct Options {
  std::string mode, out;
  StoreLayout layout;
  std::uint16_t port = 0;
  pid_t server = 0;
  std::size_t connections = 512;
  RequestOptions requests;
  ModeOptions chosen{.rates = {.queries = -1, .updates = -1}};
};

void raise_file_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

Rates usual_rates(const std::string& mode) {
  if (mode == "match") return {.queries = 200, .updates = 200};
  if (mode == "soak") return {.queries = 100, .updates = 50};
  return {.queries = 100};
}

asio::awaitable<void> run(Options options, asio::io_context& context, Report& report) {
  const asio::ip::tcp::endpoint server(asio::ip::address_v4::loopback(), options.port);
  LoadClient client(context, server, options.connections);
  const Reply session = co_await client.ask_now(Requests::session());
  auto tokens = read_tokens(session.text);
  if (!tokens) {
    report.failure = tokens.error().message;
    co_return;
  }
  auto requests = Requests::open(options.layout, *std::move(tokens), options.requests);
  if (!requests) {
    report.failure = requests.error().message;
    co_return;
  }
  Bench bench{context, client, *requests, options.server};
  options.chosen.server = server;
  const Rates usual = usual_rates(options.mode);
  if (options.chosen.rates.queries < 0) options.chosen.rates.queries = usual.queries;
  if (options.chosen.rates.updates < 0) options.chosen.rates.updates = usual.updates;
  print_heading();
  if (options.mode == "match") co_await run_match(bench, options.chosen, report);
  if (options.mode == "overload") co_await run_overload(bench, options.chosen, report);
  if (options.mode == "slow") co_await run_slow(bench, options.chosen, report);
  if (options.mode == "soak") co_await run_soak(bench, options.chosen, report);
  context.stop();
}

int finish(const Options& options, const Report& report) {
  if (!options.out.empty()) std::ofstream(options.out) << to_json(report) << "\n";
  if (report.failure.empty()) return 0;
  fmt::print(stderr, "bench_load: {}\n", report.failure);
  return 1;
}

}  // namespace
}  // namespace schakel::load

int main(int argc, char** argv) {
  using namespace schakel::load;
  Options options;
  CLI::App program("Open-loop load on schakel serve --demo, over the loopback");
  program.add_option("mode", options.mode, "What to find out")
      ->required()
      ->check(CLI::IsMember({"match", "overload", "slow", "soak"}));
  program.add_option("--store", options.layout.root, "The store that is served")->required();
  program.add_option("--port", options.port, "Of the server")->required();
  program.add_option("--server", options.server, "Its process")->required();
  program.add_option("--queries", options.chosen.rates.queries, "A second");
  program.add_option("--updates", options.chosen.rates.updates, "A second");
  program.add_option("--seconds", options.chosen.seconds, "Of a stretch (30)")->check(CLI::Range(1, 3600));
  program.add_option("--slow", options.chosen.slow_clients, "Slow connections (10000)")->check(CLI::Range(1, 40'000));
  program.add_option("--minutes", options.chosen.minutes, "Of a soak (60)")->check(CLI::Range(1, 600));
  program.add_option("--switch-minutes", options.chosen.switch_minutes, "Between two epochs of a soak (10)")
      ->check(CLI::Range(1, 600));
  program.add_option("--connections", options.connections, "Keep-alive connections at most (512)");
  program.add_option("--top", options.requests.top, "Rows of a list (50)");
  program.add_option("--explanation", options.requests.explanation, "NONE, DATA, SHORT or FULL (DATA)");
  program.add_flag("--protobuf", options.requests.protobuf_answers, "Answers in protobuf instead of JSON");
  program.add_option("--out", options.out, "The report as JSON");
  CLI11_PARSE(program, argc, argv);
  raise_file_limit();
  boost::asio::io_context context{1};
  Report report{.mode = options.mode};
  boost::asio::co_spawn(context, run(options, context, report), boost::asio::detached);
  context.run();
  return finish(options, report);
}
