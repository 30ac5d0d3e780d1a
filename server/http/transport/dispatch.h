// From a connection to the handler and back.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "server/http/handler.h"
#include "server/http/transport/transport.h"

namespace schakel {

// Puts the request into the queue, and comes back with what the handler says, or with a 503. Requires that the request
// stays where it is until then.
[[nodiscard]] boost::asio::awaitable<HttpResponse> dispatch(Transport& transport, const HttpRequest& request);

// 503, with Retry-After.
[[nodiscard]] HttpResponse no_room(const Transport& transport);

}  // namespace schakel
