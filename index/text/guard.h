// Where the exceptions of Xapian and of the standard library end.
#pragma once

#include <xapian.h>

#include <exception>
#include <new>
#include <string>
#include <utility>

#include "data/error.h"

namespace schakel {

// Runs `work`, which returns a Result, and turns an exception into an Error. `what` names the subject of the message.
template <class Work>
auto guarded(const std::string& what, Work&& work) noexcept -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::DatabaseCorruptError& error) {
    return fail(ErrorCode::kCorrupt, what + ": " + error.get_msg());
  } catch (const Xapian::Error& error) {
    const char* reason = error.get_error_string();
    const std::string detail = reason == nullptr ? "" : std::string(" (") + reason + ")";
    const bool full = detail.find("No space left") != std::string::npos;
    return fail(full ? ErrorCode::kNoSpace : ErrorCode::kIo, what + ": " + error.get_msg() + detail);
  } catch (const std::exception& error) {
    return fail(ErrorCode::kIo, what + ": " + error.what());
  }
}

}  // namespace schakel
