// Ends the program with the message where a step that a benchmark rests on fails.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "data/error.h"

namespace schakel::bench {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

}  // namespace schakel::bench
