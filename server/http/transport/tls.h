// TLS as a server offers it.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "data/error.h"
#include "server/http/server.h"

namespace schakel {

using TlsContext = boost::asio::ssl::context;

// TLS 1.2 and 1.3, ciphers with forward secrecy and authentication only, no resumption, no renegotiation, HTTP/1.1 by
// ALPN. kNotFound, kBadInput (no PEM, the key is not the certificate's), saying which file.
[[nodiscard]] Result<std::shared_ptr<TlsContext>> make_tls_context(const TlsFiles& files);

// SHA-256 (64 hex characters) of the certificate that the client showed; empty without one.
[[nodiscard]] std::string client_certificate(SSL* connection);

}  // namespace schakel
