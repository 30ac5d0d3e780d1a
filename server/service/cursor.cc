#include "server/service/cursor.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "index/seal/sha256.h"
#include "loaders/format/base64.h"

namespace schakel {
namespace {

constexpr std::size_t kSignature = 16;

std::string url_safe(std::string_view bytes) {
  std::string text;
  append_base64(bytes, text);
  text.erase(std::ranges::find(text, '='), text.end());
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

}  // namespace

Result<CursorSeal> CursorSeal::make() {
  CursorSeal seal;
  if (RAND_bytes(seal.key_.data(), static_cast<int>(seal.key_.size())) != 1)
    return fail(ErrorCode::kIo, "the system gives no random bytes");
  return seal;
}

std::string CursorSeal::signature(std::string_view bytes) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
       bytes.size(), made.data(), &size);
  return {reinterpret_cast<const char*>(made.data()), kSignature};
}

std::string CursorSeal::write(const api::CursorContent& content) const {
  const std::string bytes = content.SerializeAsString();
  return url_safe(signature(bytes) + bytes);
}

Answered<api::CursorContent> CursorSeal::read(std::string_view cursor) const {
  const auto bytes = cursor.size() <= kLongestCursor ? decode_base64(cursor) : std::nullopt;
  if (!bytes || bytes->size() < kSignature) return refuse_field("cursor", "cursor", "this is no cursor");
  const std::string_view content = std::string_view(*bytes).substr(kSignature);
  const std::string own = signature(content);
  api::CursorContent read;
  if (CRYPTO_memcmp(own.data(), bytes->data(), kSignature) != 0 ||
      !read.ParseFromArray(content.data(), static_cast<int>(content.size())))
    return refuse(410, "cursor-expired", "This cursor is not known any more; ask for the first page again");
  return read;
}

std::uint64_t fingerprint(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> kept(request.New());
  kept->CopyFrom(request);
  for (const char* name : {"cursor", "near_misses", "language", "explanation", "count_eligible", "top"})
    if (const auto* field = kept->GetDescriptor()->FindFieldByName(name))
      kept->GetReflection()->ClearField(kept.get(), field);
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream out(&bytes);
    google::protobuf::io::CodedOutputStream coded(&out);
    coded.SetSerializationDeterministic(true);
    kept->SerializeToCodedStream(&coded);
  }
  const std::string digest = sha256_hex(bytes);
  std::uint64_t value = 0;
  std::from_chars(digest.data(), digest.data() + 16, value, 16);
  return value;
}

}  // namespace schakel
