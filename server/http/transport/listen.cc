#include "server/http/transport/listen.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>

namespace schakel {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr int kBacklog = 4096;

std::unexpected<Error> listen_failure(const std::string& place, const error_code& error) {
  const ErrorCode code = error == boost::system::errc::address_in_use      ? ErrorCode::kBusy
                         : error == boost::system::errc::permission_denied ? ErrorCode::kNoPermission
                                                                           : ErrorCode::kIo;
  return fail(code, "cannot listen on " + place + ": " + error.message());
}

// Removes what a server left that is gone. A file of another kind, and a socket that answers, stay: bind() says so.
void remove_deserted(asio::io_context& context, const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_socket(path, error)) return;
  asio::local::stream_protocol::socket probe(context);
  error_code refused;
  probe.connect(asio::local::stream_protocol::endpoint(path.string()), refused);
  if (refused == boost::system::errc::connection_refused) std::filesystem::remove(path, error);
}

asio::ip::address plain(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return address;
}

}  // namespace

Result<TcpAcceptor> listen_tcp(asio::io_context& context, const std::string& address, std::uint16_t port) {
  error_code error;
  const auto parsed = asio::ip::make_address(address, error);
  if (error) return fail(ErrorCode::kBadInput, "\"" + address + "\" is no IP address");
  const asio::ip::tcp::endpoint endpoint(parsed, port);
  TcpAcceptor acceptor(context);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(TcpAcceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) return listen_failure(address + " port " + std::to_string(port), error);
  return acceptor;
}

Result<LocalAcceptor> listen_local(asio::io_context& context, const std::filesystem::path& path, unsigned mode) {
  remove_deserted(context, path);
  if (path.string().size() >= sizeof(sockaddr_un::sun_path))
    return fail(ErrorCode::kBadInput, path.string() + " is too long for a Unix socket");
  const asio::local::stream_protocol::endpoint endpoint(path.string());
  error_code error;
  LocalAcceptor acceptor(context);
  acceptor.open(endpoint.protocol(), error);
  // On Linux the file is made with the mode of the socket, less the umask.
  if (!error && ::fchmod(acceptor.native_handle(), static_cast<mode_t>(mode)) != 0)
    error = error_code(errno, boost::system::system_category());
  if (!error) acceptor.bind(endpoint, error);
  if (error) return listen_failure(path.string(), error);
  if (::chmod(path.c_str(), static_cast<mode_t>(mode)) != 0)
    error = error_code(errno, boost::system::system_category());
  if (!error) acceptor.listen(kBacklog, error);
  if (error) return listen_failure(path.string(), error);
  return acceptor;
}

std::string client_of(const asio::ip::address& address) {
  const asio::ip::address one = plain(address);
  if (one.is_v4()) return one.to_string();
  auto bytes = one.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return asio::ip::address_v6(bytes).to_string() + "/64";
}

std::string origin_of(const asio::ip::address& address) { return plain(address).to_string(); }

std::size_t raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  if (limit.rlim_cur < limit.rlim_max) {
    const rlimit raised{limit.rlim_max, limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return static_cast<std::size_t>(std::min<rlim_t>(limit.rlim_cur, 1 << 24));
}

}  // namespace schakel
