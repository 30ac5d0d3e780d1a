#include "tests/server/http/certificates.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace schakel {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

File open_file(const std::filesystem::path& path, const char* how) {
  File file(std::fopen(path.c_str(), how), &std::fclose);
  if (!file) throw std::runtime_error("cannot open " + path.string());
  return file;
}

Certificate read_certificate(const std::filesystem::path& path) {
  return {PEM_read_X509(open_file(path, "r").get(), nullptr, nullptr, nullptr), &X509_free};
}

void name(X509_NAME* subject, const std::string& text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.c_str());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, bytes, -1, -1, 0);
}

void extend(X509* certificate, int what, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, what, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

void make_certificate(const std::filesystem::path& folder, const std::string& subject, const std::string& authority) {
  const Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const Certificate made(X509_new(), &X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), static_cast<long>(std::hash<std::string>{}(subject) % 1'000'000));
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509_set_pubkey(made.get(), key.get());
  name(X509_get_subject_name(made.get()), subject);
  extend(made.get(), NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
  if (authority.empty()) {
    extend(made.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    X509_sign(made.get(), key.get(), EVP_sha256());
  } else {
    const Certificate issuer = read_certificate(folder / (authority + ".crt"));
    const Key signing(
        PEM_read_PrivateKey(open_file(folder / (authority + ".key"), "r").get(), nullptr, nullptr, nullptr),
        &EVP_PKEY_free);
    X509_set_issuer_name(made.get(), X509_get_subject_name(issuer.get()));
    X509_sign(made.get(), signing.get(), EVP_sha256());
  }
  PEM_write_X509(open_file(folder / (subject + ".crt"), "w").get(), made.get());
  PEM_write_PrivateKey(open_file(folder / (subject + ".key"), "w").get(), key.get(), nullptr, nullptr, 0, nullptr,
                       nullptr);
}

std::string fingerprint(const std::filesystem::path& certificate) {
  const std::string command = "openssl x509 -noout -fingerprint -sha256 -in " + certificate.string();
  const std::unique_ptr<std::FILE, decltype(&pclose)> pipe(popen(command.c_str(), "r"), &pclose);
  std::array<char, 256> line{};
  if (std::fgets(line.data(), line.size(), pipe.get()) == nullptr) throw std::runtime_error("no openssl");
  std::string hex;
  const std::string text = line.data();
  for (const char c : text.substr(text.find('=') + 1))
    if (std::isxdigit(static_cast<unsigned char>(c)) != 0) hex += static_cast<char>(std::tolower(c));
  return hex;
}

TlsClient::TlsClient(std::uint16_t port, const TlsClientOptions& options)
    : context_(SSL_CTX_new(TLS_client_method())), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  SSL_CTX* context = context_.get();
  SSL_CTX_set_security_level(context, 0);  // what is too weak is the server's to refuse
  SSL_CTX_set_min_proto_version(context, options.least_version);
  SSL_CTX_set_max_proto_version(context, options.most_version);
  if (options.ciphers != nullptr) SSL_CTX_set_cipher_list(context, options.ciphers);
  SSL_CTX_load_verify_locations(context, options.trusted.c_str(), nullptr);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  if (!options.certificate.empty()) {
    SSL_CTX_use_certificate_file(context, options.certificate.c_str(), SSL_FILETYPE_PEM);
    SSL_CTX_use_PrivateKey_file(context, options.key.c_str(), SSL_FILETYPE_PEM);
  }
  sockaddr_in server{};
  server.sin_family = AF_INET;
  server.sin_port = htons(port);
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval patience{.tv_sec = 5, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0) return;
  connection_.reset(SSL_new(context));
  SSL_set_alpn_protos(connection_.get(), reinterpret_cast<const unsigned char*>("\x02h2\x08http/1.1"), 12);
  SSL_set_fd(connection_.get(), socket_);
  connected_ = SSL_connect(connection_.get()) == 1;
}

TlsClient::~TlsClient() { ::close(socket_); }

std::string TlsClient::protocol() const {
  const unsigned char* name = nullptr;
  unsigned length = 0;
  SSL_get0_alpn_selected(connection_.get(), &name, &length);
  return {reinterpret_cast<const char*>(name), length};
}

RawResponse TlsClient::ask(std::string_view request) {
  if (SSL_write(connection_.get(), request.data(), static_cast<int>(request.size())) <= 0) return {};
  std::string bytes;
  std::array<char, 16384> piece{};
  for (;;) {
    const int size = SSL_read(connection_.get(), piece.data(), piece.size());
    if (size <= 0) return {};
    bytes.append(piece.data(), static_cast<std::size_t>(size));
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    RawResponse response = parse_response(bytes.substr(0, end + 2));
    response.body = bytes.substr(end + 4);
    if (response.body.size() >= std::stoul(response.headers.at("content-length"))) return response;
  }
}

}  // namespace schakel
