// A protobuf message with random content in every field, by its descriptor.
#pragma once

#include <google/protobuf/message.h>

#include "tests/support/random.h"

namespace schakel::testing {

// Texts hold quotes, control characters and characters of all lengths; numbers include the ends of their ranges.
void fill_at_random(google::protobuf::Message& message, Random& random);

[[nodiscard]] std::string random_text(Random& random);

}  // namespace schakel::testing
