// A pair in two or three sentences, for the jobseeker: plain words (B1), no numbers but counts and distances.
#pragma once

#include <string>

#include "server/answers/explanation.h"

namespace schakel {

// What of the demand is in the profile, what is missing or unknown, and how the work lies to the wish and the home; or,
// where a criterion fails, what stands in the way. In the language of `words`.
[[nodiscard]] std::string short_form(const Words& words, const Explanation& explanation);

}  // namespace schakel
