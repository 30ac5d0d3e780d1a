// A connection from its first byte to its last.
#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <memory>
#include <string>

#include "server/http/transport/shard.h"

namespace schakel {

using Socket = boost::asio::generic::stream_protocol::socket;

// One place among the connections, and among those of a client. Given back when it goes.
class ConnectionSlot {
 public:
  // `client`: empty when nobody counts (a Unix socket).
  ConnectionSlot(Transport& transport, std::string client);
  ~ConnectionSlot();
  ConnectionSlot(const ConnectionSlot&) = delete;
  ConnectionSlot& operator=(const ConnectionSlot&) = delete;

  [[nodiscard]] bool granted() const { return granted_; }

 private:
  Transport& transport_;
  std::string client_;
  bool granted_ = false;
};

// Serves it on the shard's thread; returns at once. `tls`: null for none.
void serve(Shard& shard, Socket socket, std::shared_ptr<TlsContext> tls, std::string origin,
           std::unique_ptr<ConnectionSlot> slot);

}  // namespace schakel
