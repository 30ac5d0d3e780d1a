// From what Beast has parsed to a request, or to what is wrong with it.
#pragma once

#include <boost/beast/http/parser.hpp>
#include <cstddef>
#include <optional>

#include "server/http/handler.h"
#include "server/http/limits.h"
#include "server/http/problem.h"
#include "server/http/transport/metered_body.h"

namespace schakel {

using RequestParser = boost::beast::http::request_parser<MeteredBody>;

inline constexpr std::size_t kBodyRead = 64 << 10;  // per read of a body

// How much of what came in may wait to be parsed.
[[nodiscard]] inline std::size_t most_unparsed(const HttpLimits& limits) { return limits.header_bytes + kBodyRead; }

// Sets the limits of a parser that has read nothing yet. The budget must outlive it.
void prepare(RequestParser& parser, const HttpLimits& limits, BodyBudget& bodies);

// Method, path, query and headers. A problem when they do not make a request that can be answered.
[[nodiscard]] std::optional<Problem> read_head(const RequestParser::value_type& message, const HttpLimits& limits,
                                               HttpRequest& request);

// Whether it waits for "100 Continue" before it sends the body.
[[nodiscard]] bool expects_continue(const HttpRequest& request);

// What to answer when reading ended so. Nothing: there is nobody to answer. `expired`: because it took too long.
[[nodiscard]] std::optional<Problem> reading_problem(const boost::system::error_code& error, bool expired,
                                                     const HttpLimits& limits);

}  // namespace schakel
