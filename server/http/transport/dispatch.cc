#include "server/http/transport/dispatch.h"

#include <algorithm>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <string>

#include "server/http/problem.h"

namespace schakel {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

namespace {

HttpResponse call_handler(Transport& transport, const HttpRequest& request) {
  const auto began = Clock::now();
  HttpResponse response;
  try {
    response = transport.handler(request);
  } catch (const std::exception& unexpected) {
    transport.log("a handler failed: " + std::string(unexpected.what()));
    response = problem_response({.status = 500, .detail = "the service failed; its log says why"});
  }
  transport.counters.work.add(Clock::now() - began);
  return response;
}

HttpResponse take_turn(Transport& transport, const HttpRequest& request, Clock::time_point queued, Turn turn) {
  if (turn == Turn::kNoRoom) {
    ++transport.counters.refused_queue_full;
    return no_room(transport);
  }
  transport.counters.wait.add(Clock::now() - queued);
  if (turn == Turn::kDo) return call_handler(transport, request);
  ++transport.counters.refused_waited_too_long;
  return no_room(transport);
}

}  // namespace

HttpResponse no_room(const Transport& transport) {
  HttpResponse response = problem_response(
      {.status = 503, .code = "overloaded", .detail = "more is asked than can be answered now; ask again later"});
  response.headers.push_back({"Retry-After", std::to_string(transport.options.limits.retry_after.count())});
  return response;
}

asio::awaitable<HttpResponse> dispatch(Transport& transport, const HttpRequest& request) {
  const auto executor = co_await asio::this_coro::executor;
  const auto& cheap = transport.options.cheap_paths;
  WorkQueue& queue = std::ranges::find(cheap, request.path) == cheap.end() ? transport.queue : transport.cheap_queue;
  auto enqueue = [&transport, &request, &queue, executor](auto resume) {
    const auto queued = Clock::now();
    queue.push([&transport, &request, executor, queued, resume = std::move(resume)](Turn turn) mutable {
      HttpResponse response = take_turn(transport, request, queued, turn);
      asio::post(executor, [resume = std::move(resume), response = std::move(response)]() mutable {
        resume(std::move(response));
      });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(HttpResponse)>(std::move(enqueue),
                                                                                              asio::use_awaitable);
}

}  // namespace schakel
