#include "server/http/transport/connection.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <string_view>
#include <type_traits>

#include "server/http/transport/dispatch.h"
#include "server/http/transport/read_request.h"
#include "server/http/transport/response_head.h"

namespace schakel {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

ConnectionSlot::ConnectionSlot(Transport& transport, std::string client)
    : transport_(transport), client_(std::move(client)) {
  const bool room = ++transport_.counters.connections <= transport_.options.limits.connections;
  granted_ = room && (client_.empty() || transport_.clients.add(client_));
}

ConnectionSlot::~ConnectionSlot() {
  --transport_.counters.connections;
  if (granted_ && !client_.empty()) transport_.clients.remove(client_);
}

namespace {

constexpr std::size_t kFirstRead = 2048;             // most requests are smaller
constexpr std::size_t kDiscarded = 256 << 10;        // of what a refused client still sends
constexpr std::chrono::milliseconds kParting{1000};  // how long it may take to part

using TlsStream = asio::ssl::stream<Socket>;

template <class Stream>
class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection<Stream>> {
 public:
  HttpConnection(Shard& shard, Stream stream, std::string origin, std::unique_ptr<ConnectionSlot> slot)
      : shard_(shard),
        stream_(std::move(stream)),
        origin_(std::move(origin)),
        slot_(std::move(slot)),
        buffer_(most_unparsed(limits())) {
    place_ = shard_.add(*this);
  }
  ~HttpConnection() override { shard_.remove(place_); }

  asio::awaitable<void> run(std::shared_ptr<HttpConnection> self);

 private:
  static constexpr bool kTls = std::is_same_v<Stream, TlsStream>;

  asio::awaitable<bool> shake_hands();
  asio::awaitable<bool> exchange();
  asio::awaitable<bool> await_first_byte();
  asio::awaitable<bool> read(RequestParser& parser, HttpRequest& request);
  asio::awaitable<bool> read_body(RequestParser& parser, HttpRequest& request);
  asio::awaitable<bool> write(const HttpResponse& response, const HttpRequest& request, bool keep_alive);
  asio::awaitable<void> refuse(Problem problem, const HttpRequest& request);
  asio::awaitable<void> part();
  asio::awaitable<void> discard();

  void interrupt() override {
    error_code ignored;
    socket().cancel(ignored);
  }
  Socket& socket() {
    if constexpr (kTls)
      return stream_.next_layer();
    else
      return stream_;
  }

  Transport& transport() { return shard_.transport(); }
  const HttpLimits& limits() { return shard_.transport().options.limits; }

  Shard& shard_;
  Stream stream_;
  std::string origin_, certificate_;
  std::unique_ptr<ConnectionSlot> slot_;
  Shard::Place place_;
  boost::beast::flat_buffer buffer_;
  bool first_ = true;    // nothing has been asked yet
  bool unread_ = false;  // the client may still be sending what nobody will read
};

template <class Stream>
asio::awaitable<void> HttpConnection<Stream>::run([[maybe_unused]] std::shared_ptr<HttpConnection> self) {
  bool going_on = true;
  if constexpr (kTls) going_on = co_await shake_hands();
  const bool greeted = going_on;
  while (going_on) going_on = co_await exchange();
  if (greeted) co_await part();
}

template <class Stream>
asio::awaitable<bool> HttpConnection<Stream>::shake_hands() {
  if constexpr (kTls) {
    error_code error;
    this->allow(limits().header_time);
    co_await stream_.async_handshake(asio::ssl::stream_base::server, asio::redirect_error(asio::use_awaitable, error));
    if (error) {
      ++transport().counters.tls_failures;
      co_return false;
    }
    certificate_ = client_certificate(stream_.native_handle());
  }
  co_return true;
}

// One request and its answer. Whether there may be another one.
template <class Stream>
asio::awaitable<bool> HttpConnection<Stream>::exchange() {
  const bool begun = co_await await_first_byte();
  if (!begun) co_return false;
  HttpRequest request;
  request.arrived = Clock::now();
  request.origin = origin_;
  request.certificate = certificate_;
  RequestParser parser;
  prepare(parser, limits(), transport().bodies);
  const bool whole = co_await read(parser, request);
  if (!whole) co_return false;
  request.body = parser.get().body().take_bytes();
  first_ = false;
  this->allow_any_time();
  HttpResponse response;
  if (request.path == "*") {
    response.status = request.method == "OPTIONS" ? 204 : 404;
  } else {
    response = co_await dispatch(transport(), request);
  }
  const bool keep_alive = parser.get().version() >= 11 && parser.keep_alive() && !transport().stopping;
  const bool written = co_await write(response, request, keep_alive);
  unread_ = !keep_alive && buffer_.size() > 0;
  co_return written&& keep_alive;
}

// While it waits, a connection without TLS holds no buffer.
template <class Stream>
asio::awaitable<bool> HttpConnection<Stream>::await_first_byte() {
  if (buffer_.size() > 0) co_return true;
  if (transport().stopping) co_return false;
  buffer_.shrink_to_fit();
  this->allow(first_ ? limits().header_time : limits().idle_time);
  this->set_idle(true);
  error_code error;
  if constexpr (kTls) {
    const auto space = buffer_.prepare(kFirstRead);
    const std::size_t size = co_await stream_.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
    buffer_.commit(size);
  } else {
    co_await stream_.async_wait(Socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
  }
  this->set_idle(false);
  co_return !error && !this->expired();
}

// Whether a whole request was read. If not, what there was to say has been said.
template <class Stream>
asio::awaitable<bool> HttpConnection<Stream>::read(RequestParser& parser, HttpRequest& request) {
  error_code error;
  this->allow(limits().header_time);
  buffer_.reserve(kFirstRead);
  co_await http::async_read_header(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
  std::optional<Problem> problem;
  if (error || this->expired())
    problem = reading_problem(error, this->expired(), limits());
  else
    problem = read_head(parser.get(), limits(), request);
  if (!problem && !error) co_return co_await read_body(parser, request);
  if (problem) co_await refuse(std::move(*problem), request);
  co_return false;
}

template <class Stream>
asio::awaitable<bool> HttpConnection<Stream>::read_body(RequestParser& parser, HttpRequest& request) {
  if (parser.is_done()) co_return true;
  error_code error;
  this->allow(limits().body_time);
  if (expects_continue(request) && buffer_.size() == 0) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    co_await asio::async_write(stream_, asio::buffer(kContinue), asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
  }
  const auto left = parser.content_length_remaining();
  buffer_.reserve(std::min<std::size_t>(left ? static_cast<std::size_t>(*left) : kBodyRead, kBodyRead));
  co_await http::async_read(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, error));
  if (!error) co_return true;
  auto problem = reading_problem(error, this->expired(), limits());
  if (problem) co_await refuse(std::move(*problem), request);
  co_return false;
}

template <class Stream>
asio::awaitable<void> HttpConnection<Stream>::refuse(Problem problem, const HttpRequest& request) {
  Counters& counters = transport().counters;
  if (problem.status == 408)
    ++counters.timeouts;
  else if (problem.status == 503)
    ++counters.refused_bodies;
  else
    ++counters.malformed;
  unread_ = true;
  HttpResponse response = problem_response(problem);
  if (problem.status == 503) response = no_room(transport());
  co_await write(response, request, false);
}

template <class Stream>
asio::awaitable<bool> HttpConnection<Stream>::write(const HttpResponse& response, const HttpRequest& request,
                                                    bool keep_alive) {
  transport().counters.answered(response.status);
  const std::string head = response_head(response, {.method = request.method,
                                                    .path = request.path,
                                                    .keep_alive = keep_alive,
                                                    .tls = kTls,
                                                    .api_version = transport().options.api_version,
                                                    .date = http_date()});
  const std::string_view body = sends_body(response.status, request.method) ? response.body : std::string_view();
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
  error_code error;
  this->allow(limits().write_time);
  co_await asio::async_write(stream_, parts, asio::redirect_error(asio::use_awaitable, error));
  if (error && this->expired()) ++transport().counters.timeouts;
  co_return !error;
}

// A socket that is closed with unread bytes resets the connection, and the client may lose what we said.
template <class Stream>
asio::awaitable<void> HttpConnection<Stream>::part() {
  error_code error;
  this->allow(kParting);
  if constexpr (kTls) co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
  if (!unread_) co_return;
  socket().shutdown(Socket::shutdown_send, error);
  co_await discard();
}

template <class Stream>
asio::awaitable<void> HttpConnection<Stream>::discard() {
  error_code error;
  buffer_.clear();
  buffer_.reserve(kFirstRead);
  this->allow(kParting);
  for (std::size_t discarded = 0; !error && discarded < kDiscarded && !this->expired();) {
    const auto space = buffer_.prepare(kFirstRead);
    discarded += co_await socket().async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
  }
}

template <class Stream>
void begin(Shard& shard, Stream stream, std::string origin, std::unique_ptr<ConnectionSlot> slot) {
  auto connection =
      std::make_shared<HttpConnection<Stream>>(shard, std::move(stream), std::move(origin), std::move(slot));
  asio::co_spawn(shard.context(), connection->run(connection), asio::detached);
}

}  // namespace

void serve(Shard& shard, Socket socket, std::shared_ptr<TlsContext> tls, std::string origin,
           std::unique_ptr<ConnectionSlot> slot) {
  if (tls)
    begin(shard, TlsStream(std::move(socket), *tls), std::move(origin), std::move(slot));
  else
    begin(shard, std::move(socket), std::move(origin), std::move(slot));
}

}  // namespace schakel
