// Writes protobuf's wire format: what JsonReader hands to the generated parsers, which is faster than setting fields by
// reflection.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace schakel {

class WireWriter {
 public:
  void clear() { bytes_.clear(); }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

  void varint(std::uint64_t value) {
    while (value >= 0x80) {
      bytes_ += static_cast<char>(value | 0x80U);
      value >>= 7U;
    }
    bytes_ += static_cast<char>(value);
  }

  void text(std::string_view text) {
    varint(text.size());
    bytes_.append(text);
  }

  // A message of a length that is not known yet: begin, write its fields, end. The length takes four bytes always.
  [[nodiscard]] std::size_t begin_message() {
    bytes_.append(kLengthBytes, '\0');
    return bytes_.size();
  }

  void end_message(std::size_t begin) {
    std::size_t length = bytes_.size() - begin;
    for (std::size_t i = 0; i < kLengthBytes; ++i) {
      const std::size_t more = i + 1 < kLengthBytes ? 0x80U : 0U;
      bytes_[begin - kLengthBytes + i] = static_cast<char>((length & 0x7fU) | more);
      length >>= 7U;
    }
  }

 private:
  static constexpr std::size_t kLengthBytes = 4;  // up to 256 MiB: far more than a row may have
  std::string bytes_;
};

}  // namespace schakel
