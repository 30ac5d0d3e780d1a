#include "server/http/server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <mutex>
#include <string_view>
#include <thread>

#include "server/http/transport/connection.h"
#include "server/http/transport/dispatch.h"
#include "server/http/transport/listen.h"
#include "server/http/transport/response_head.h"
#include "server/http/transport/shard.h"

namespace schakel {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t kFilesForOthers = 256;  // stores, logs, the listening sockets

// Two per core: one may wait for a disk while another works. More would divide the cores among calls that are all late
// for it.
unsigned default_workers() { return 2 * std::max(2U, std::thread::hardware_concurrency()); }

}  // namespace

struct HttpServer::State {
  State(HttpServerOptions chosen, Handler handler, unsigned workers)
      : transport(std::move(chosen), std::move(handler), workers) {
    for (unsigned i = 0; i < std::max(1U, transport.options.io_threads); ++i)
      shards.push_back(std::make_unique<Shard>(transport));
  }

  Result<void> listen();
  void accept_all();
  void close_acceptors();

  template <class Acceptor>
  asio::awaitable<void> accept_from(Acceptor& acceptor);
  template <class Peer>
  void admit(Shard& shard, Peer peer);
  template <class Peer>
  void turn_away(Peer& peer);

  Transport transport;
  std::vector<std::unique_ptr<Shard>> shards;
  std::optional<TcpAcceptor> tcp;
  std::optional<LocalAcceptor> local;
  std::uint16_t port = 0;
  std::size_t next_shard = 0;
  std::mutex stop_mutex;
  bool stopped = false;
};

Result<void> HttpServer::State::listen() {
  const HttpServerOptions& options = transport.options;
  asio::io_context& context = shards.front()->context();
  if (!options.address.empty()) {
    auto acceptor = listen_tcp(context, options.address, options.port);
    if (!acceptor) return std::unexpected(acceptor.error());
    tcp.emplace(std::move(*acceptor));
    error_code error;
    port = tcp->local_endpoint(error).port();
  }
  if (!options.socket.empty()) {
    auto acceptor = listen_local(context, options.socket, options.socket_mode);
    if (!acceptor) return std::unexpected(acceptor.error());
    local.emplace(std::move(*acceptor));
  }
  return {};
}

void HttpServer::State::accept_all() {
  asio::io_context& context = shards.front()->context();
  if (tcp) asio::co_spawn(context, accept_from(*tcp), asio::detached);
  if (local) asio::co_spawn(context, accept_from(*local), asio::detached);
}

void HttpServer::State::close_acceptors() {
  error_code ignored;
  if (tcp) tcp->close(ignored);
  if (local) local->close(ignored);
}

template <class Acceptor>
asio::awaitable<void> HttpServer::State::accept_from(Acceptor& acceptor) {
  bool told = false;
  while (acceptor.is_open()) {
    Shard& shard = *shards[next_shard++ % shards.size()];
    error_code error;
    auto peer = co_await acceptor.async_accept(shard.context(), asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      told = false;
      admit(shard, std::move(peer));
      continue;
    }
    if (error == asio::error::operation_aborted || error == asio::error::connection_aborted) continue;
    if (!std::exchange(told, true)) transport.log("cannot take a connection: " + error.message());
    asio::steady_timer pause(shards.front()->context(), std::chrono::milliseconds(100));
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }
}

template <class Peer>
void HttpServer::State::admit(Shard& shard, Peer peer) {
  ++transport.counters.accepted_connections;
  std::string origin = "socket", client;
  std::shared_ptr<TlsContext> tls;
  if constexpr (std::is_same_v<typename Peer::protocol_type, asio::ip::tcp>) {
    error_code error;
    peer.set_option(asio::ip::tcp::no_delay(true), error);
    const auto address = peer.remote_endpoint(error).address();
    if (error) return;  // gone already
    origin = origin_of(address);
    client = client_of(address);
    tls = transport.tls();
  }
  auto slot = std::make_unique<ConnectionSlot>(transport, std::move(client));
  if (!slot->granted()) {
    ++transport.counters.refused_connections;
    if (!tls) turn_away(peer);
    return;
  }
  asio::post(shard.context(), [&shard, socket = Socket(std::move(peer)), tls = std::move(tls),
                               origin = std::move(origin), slot = std::move(slot)]() mutable {
    serve(shard, std::move(socket), std::move(tls), std::move(origin), std::move(slot));
  });
}

// As much as can be said without waiting.
template <class Peer>
void HttpServer::State::turn_away(Peer& peer) {
  const HttpResponse response = no_room(transport);
  const std::string text =
      response_head(response, {.keep_alive = false, .api_version = transport.options.api_version}) + response.body;
  transport.counters.answered(response.status);
  error_code ignored;
  peer.non_blocking(true, ignored);
  peer.send(asio::buffer(text), 0, ignored);
}

HttpServer::HttpServer(std::unique_ptr<State> state) : state_(std::move(state)) {}

HttpServer::~HttpServer() { stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(HttpServerOptions options, Handler handler) {
  const std::size_t files = raise_file_limit();
  const std::size_t most = files > 2 * kFilesForOthers ? files - kFilesForOthers : files / 2;
  options.limits.connections = std::min(options.limits.connections, most);
  const unsigned workers = options.workers > 0 ? options.workers : default_workers();
  auto state = std::make_unique<State>(std::move(options), std::move(handler), workers);
  std::unique_ptr<HttpServer> server(new HttpServer(std::move(state)));
  if (server->state_->transport.options.tls) {
    if (auto loaded = server->reload_tls(); !loaded) return std::unexpected(loaded.error());
  }
  if (auto listening = server->state_->listen(); !listening) return std::unexpected(listening.error());
  server->state_->accept_all();
  for (const auto& shard : server->state_->shards) shard->start();
  return server;
}

std::uint16_t HttpServer::port() const { return state_->port; }

HttpMetrics HttpServer::metrics() const {
  HttpMetrics metrics = state_->transport.counters.read();
  metrics.body_bytes = state_->transport.bodies.used();
  const QueueCounts queue = state_->transport.queue.counts();
  metrics.queued = queue.queued;
  metrics.working = queue.working;
  metrics.workers = queue.workers;
  return metrics;
}

Result<void> HttpServer::reload_tls() {
  const auto& files = state_->transport.options.tls;
  if (!files) return {};
  auto context = make_tls_context(*files);
  if (!context) return std::unexpected(context.error());
  state_->transport.set_tls(std::move(*context));
  return {};
}

void HttpServer::stop() {
  const std::lock_guard lock(state_->stop_mutex);
  if (std::exchange(state_->stopped, true)) return;
  Transport& transport = state_->transport;
  transport.stopping = true;
  const auto until = Connection::Clock::now() + transport.options.limits.stop_time;
  asio::post(state_->shards.front()->context(), [state = state_.get()] { state->close_acceptors(); });
  for (const auto& shard : state_->shards) shard->stop(until);
  for (const auto& shard : state_->shards) shard->join();
  transport.queue.close();
  transport.cheap_queue.close();
  if (state_->local) {
    std::error_code error;
    std::filesystem::remove(transport.options.socket, error);
  }
}

}  // namespace schakel
