// From what Beast has parsed to a request, or to what is wrong with it.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <optional>

#include "server/http/handler.h"
#include "server/http/limits.h"
#include "server/http/problem.h"
#include "server/http/transport/metered_body.h"

namespace schakel {

using RequestParser = boost::beast::http::request_parser<MeteredBody>;

// Method, path, query and headers. A problem when they do not make a request that can be answered.
[[nodiscard]] std::optional<Problem> read_head(const RequestParser::value_type& message, const HttpLimits& limits,
                                               HttpRequest& request);

// Whether it waits for "100 Continue" before it sends the body.
[[nodiscard]] bool expects_continue(const HttpRequest& request);

// What to answer when reading ended so. Nothing: there is nobody to answer. `expired`: because it took too long.
[[nodiscard]] std::optional<Problem> reading_problem(const boost::system::error_code& error, bool expired,
                                                     const HttpLimits& limits);

}  // namespace schakel
