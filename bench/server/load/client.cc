#include "bench/server/load/client.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <utility>

namespace schakel::load {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

struct Head {
  int status = 0;
  std::size_t size = 0, length = 0;  // of the head, of the body
  bool last = false;                 // the server closes behind it
};

// Of bytes that hold a whole head. Names are as our server writes them.
Head read_head(std::string_view bytes, std::size_t end) {
  Head head{.size = end + 4};
  const std::string_view text = bytes.substr(0, end + 2);
  if (text.size() > 12) std::from_chars(text.data() + 9, text.data() + 12, head.status);
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  const std::size_t place = text.find(kLength);
  if (place != std::string_view::npos)
    std::from_chars(text.data() + place + kLength.size(), text.data() + text.size(), head.length);
  head.last = text.contains("\r\nConnection: close\r\n");
  return head;
}

}  // namespace

void LoadClient::ask(std::string request, Clock::time_point intended, Answers* answers) {
  ++in_flight_;
  Waiting waiting{std::move(request), intended, answers};
  if (idle_.empty() && connections_ >= most_connections_)
    waiting_.push_back(std::move(waiting));
  else
    asio::co_spawn(context_, work(std::move(waiting)), asio::detached);
}

// Works this one and, as long as there are, those that wait.
asio::awaitable<void> LoadClient::work(Waiting first) {
  Waiting now = std::move(first);
  std::unique_ptr<Socket> socket;
  if (!idle_.empty()) {
    socket = std::move(idle_.back());
    idle_.pop_back();
  } else {
    ++connections_;
  }
  for (;;) {
    error_code error;
    const bool reused = socket != nullptr;
    if (!reused) {
      socket = std::make_unique<Socket>(context_);
      co_await socket->async_connect(server_, asio::redirect_error(asio::use_awaitable, error));
      if (!error) socket->set_option(asio::ip::tcp::no_delay(true), error);
    }
    std::string unread;
    Reply reply;
    if (!error) reply = co_await exchange(*socket, now.request, unread);
    // The server had closed it, because nothing had been asked for long: as any client does, once more on a new one.
    if (reused && reply.status == 0 && unread.empty()) {
      socket.reset();
      continue;
    }
    count(reply, Clock::now() - now.intended, now.answers);
    --in_flight_;
    if (reply.status == 0) socket.reset();
    if (waiting_.empty()) break;
    now = std::move(waiting_.front());
    waiting_.pop_front();
  }
  if (socket)
    idle_.push_back(std::move(socket));
  else
    --connections_;
}

asio::awaitable<Reply> LoadClient::exchange(Socket& socket, const std::string& request, std::string& unread) {
  error_code error;
  co_await asio::async_write(socket, asio::buffer(request), asio::redirect_error(asio::use_awaitable, error));
  std::array<char, 32768> bytes;  // NOLINT: filled by the read
  Head head;
  while (!error && (head.size == 0 || unread.size() < head.size + head.length)) {
    const auto space = asio::buffer(bytes);
    const std::size_t size = co_await socket.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
    unread.append(bytes.data(), size);
    const std::size_t end = head.size == 0 ? unread.find("\r\n\r\n") : std::string::npos;
    if (end != std::string::npos) head = read_head(unread, end);
  }
  if (error) co_return Reply{};
  if (head.last) socket.close(error);
  co_return Reply{head.status, unread.substr(head.size)};
}

void LoadClient::count(const Reply& reply, Clock::duration time, Answers* answers) {
  if (answers == nullptr) return;
  answers->bytes += reply.text.size();
  if (reply.status >= 200 && reply.status < 300)
    answers->done.add(time);
  else if (reply.status == 503)
    answers->refused.add(time);
  else if (reply.status == 0)
    ++answers->broken;
  else if (++answers->failed == 1)
    answers->first_failure = std::to_string(reply.status) + " " + reply.text.substr(0, 500);
}

asio::awaitable<Reply> LoadClient::ask_now(std::string request) {
  Socket socket(context_);
  error_code error;
  co_await socket.async_connect(server_, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return Reply{};
  std::string unread;
  co_return co_await exchange(socket, request, unread);
}

}  // namespace schakel::load
