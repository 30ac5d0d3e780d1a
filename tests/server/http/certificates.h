// Certificates for a test, made by OpenSSL on the spot, and a client that shows them.
#pragma once

#include <openssl/ssl.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "tests/server/http/raw_client.h"

namespace schakel {

// NAME.crt and NAME.key in `folder`: an elliptic curve key, signed by the authority of that name there, or by itself.
void make_certificate(const std::filesystem::path& folder, const std::string& name, const std::string& authority = {});

// SHA-256 of a certificate as `openssl x509 -fingerprint` shows it, in lower case and without colons.
std::string fingerprint(const std::filesystem::path& certificate);

struct TlsClientOptions {
  std::filesystem::path trusted;           // whom to believe
  std::filesystem::path certificate, key;  // to show; empty: none
  int least_version = TLS1_2_VERSION, most_version = TLS1_3_VERSION;
  const char* ciphers = nullptr;  // of TLS 1.2
};

// Blocking, with a patience of five seconds.
class TlsClient {
 public:
  TlsClient(std::uint16_t port, const TlsClientOptions& options);

  [[nodiscard]] bool connected() const { return connected_; }
  [[nodiscard]] std::string version() const { return SSL_get_version(connection_.get()); }
  [[nodiscard]] std::string protocol() const;  // that ALPN agreed upon

  RawResponse ask(std::string_view request);

 private:
  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* connection) const { SSL_free(connection); }
  };

  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> connection_;
  int socket_ = -1;
  bool connected_ = false;

 public:
  ~TlsClient();
};

}  // namespace schakel
