// Sockets that listen.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <cstdint>
#include <filesystem>
#include <string>

#include "data/error.h"

namespace schakel {

using TcpAcceptor = boost::asio::ip::tcp::acceptor;
using LocalAcceptor = boost::asio::local::stream_protocol::acceptor;

// kBadInput: the address is none. kBusy: somebody listens there. kNoPermission, kIo.
[[nodiscard]] Result<TcpAcceptor> listen_tcp(boost::asio::io_context& context, const std::string& address,
                                             std::uint16_t port);

// Has its mode from the first moment on. A socket that nobody listens to any more is replaced. The errors above.
[[nodiscard]] Result<LocalAcceptor> listen_local(boost::asio::io_context& context, const std::filesystem::path& path,
                                                 unsigned mode);

// What counts as one client: an IPv4 address, or the 64 bits of an IPv6 network.
[[nodiscard]] std::string client_of(const boost::asio::ip::address& address);

// "127.0.0.1", also where the system says "::ffff:127.0.0.1".
[[nodiscard]] std::string origin_of(const boost::asio::ip::address& address);

// Raises the number of files that this process may have open to what the system allows; returns it.
std::size_t raise_file_limit();

}  // namespace schakel
