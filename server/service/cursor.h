// Cursors: where a list goes on. The service keeps nothing of them; whoever changes a byte of one has none.
#pragma once

#include <google/protobuf/message.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "data/error.h"
#include "server/service/api/cursor.pb.h"
#include "server/service/failure.h"

namespace schakel {

// Writes and reads cursors with a key that lives as long as the process: those of another process are refused (410), as
// are those whose epoch has gone. Immutable, so any thread may ask.
class CursorSeal {
 public:
  // kIo where the system gives no random bytes.
  [[nodiscard]] static Result<CursorSeal> make();

  // Letters, digits, '-' and '_'.
  [[nodiscard]] std::string write(const api::CursorContent& content) const;

  // 400 for what is no cursor, 410 for one that this process did not seal.
  [[nodiscard]] Answered<api::CursorContent> read(std::string_view cursor) const;

 private:
  CursorSeal() = default;
  [[nodiscard]] std::string signature(std::string_view bytes) const;
  std::array<unsigned char, 32> key_{};
};

inline constexpr std::size_t kLongestCursor = 2048;

// By which a cursor knows the request that it goes on with: all of it but the cursor and how the answer is told.
[[nodiscard]] std::uint64_t fingerprint(const google::protobuf::Message& request);

}  // namespace schakel
