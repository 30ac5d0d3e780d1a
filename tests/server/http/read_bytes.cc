#include "tests/server/http/read_bytes.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/system/system_error.hpp>
#include <optional>
#include <utility>

#include "server/http/transport/read_request.h"

namespace schakel {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

// A SyncReadStream in the sense of Beast.
class Pieces {
 public:
  Pieces(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}

  template <class Buffers>
  std::size_t read_some(const Buffers& buffers, error_code& error) {
    error = bytes_.empty() ? error_code(asio::error::eof) : error_code();
    const std::size_t size = asio::buffer_copy(buffers, asio::buffer(bytes_.data(), std::min(piece_, bytes_.size())));
    bytes_.remove_prefix(size);
    return size;
  }
  template <class Buffers>
  std::size_t read_some(const Buffers& buffers) {
    error_code error;
    const std::size_t size = read_some(buffers, error);
    if (error) throw boost::system::system_error(error);
    return size;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

// Why there is no request: the status, 0 when there is nobody to tell.
std::optional<int> read_one(Pieces& stream, boost::beast::flat_buffer& buffer, RequestParser& parser,
                            const HttpLimits& limits, HttpRequest& request) {
  error_code error;
  std::optional<Problem> problem;
  http::read_header(stream, buffer, parser, error);
  if (!error) {
    problem = read_head(parser.get(), limits, request);
    if (problem) return problem->status;
    if (!parser.is_done()) http::read(stream, buffer, parser, error);
  }
  if (!error) return std::nullopt;
  problem = reading_problem(error, false, limits);
  return problem ? problem->status : 0;
}

}  // namespace

BytesRead read_bytes(std::string_view bytes, std::size_t piece, const HttpLimits& limits) {
  Pieces stream(bytes, piece);
  boost::beast::flat_buffer buffer(most_unparsed(limits));
  BodyBudget bodies(limits.bodies_bytes);
  BytesRead read;
  for (bool going_on = true; going_on;) {
    RequestParser parser;
    prepare(parser, limits, bodies);
    HttpRequest request;
    if (const auto refused = read_one(stream, buffer, parser, limits, request)) {
      read.refused = *refused;
      break;
    }
    request.body = parser.get().body().take_bytes();
    read.requests.push_back(std::move(request));
    going_on = parser.get().version() >= 11 && parser.keep_alive();
  }
  return read;
}

}  // namespace schakel
