// What a connection reads from these bytes: the same parser with the same limits, without a socket.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "server/http/handler.h"
#include "server/http/limits.h"

namespace schakel {

struct BytesRead {
  std::vector<HttpRequest> requests;  // whole ones, up to one that ends the connection
  int refused = 0;                    // the status of what came behind them; 0: nothing, or half a request
};

// `piece`: so many bytes come at a time, at most.
[[nodiscard]] BytesRead read_bytes(std::string_view bytes, std::size_t piece, const HttpLimits& limits = {});

}  // namespace schakel
