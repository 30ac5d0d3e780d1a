// The one error type of the project, and the result that carries it.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace schakel {

// What kind of trouble it is; the command line turns it into an exit code, the service into a status.
enum class ErrorCode {
  kBadInput,      // bytes from outside are not what their format promises
  kBadUsage,      // the caller asked for something that cannot be (exit code 2)
  kNotFound,      // no such record, file or epoch
  kCorrupt,       // a store or a sealed file is damaged
  kBusy,          // another process holds the store
  kNoSpace,       // the disk is, or would become, full
  kNoPermission,  // the operating system refuses
  kStale,         // a derived store lags behind or runs ahead of the record store: rebuild
  kIo,            // any other failure of the operating system
};

// A failure that a person can act on. `message` is a sentence without a full stop: what was found, where, and what
// was expected. Immutable by convention; cheap to move.
struct Error {
  ErrorCode code = ErrorCode::kIo;
  std::string message;
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

}  // namespace schakel
