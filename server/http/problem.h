// Errors as the caller gets them: problem+json (RFC 9457).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/http/handler.h"

namespace schakel {

// What is wrong with one part of the request.
struct InvalidParam {
  std::string name;    // "vacancy.requirements[2].concept"
  std::string reason;  // a sentence, without a full stop
};

struct Problem {
  int status = 500;
  std::string code;  // for machines: "too-large"; becomes the type "urn:schakel:problem:too-large"; empty: about:blank
  std::string detail;    // a sentence for a person; nothing personal in it
  std::string instance;  // which one it was: "urn:uuid:..."; may be empty
  std::vector<InvalidParam> invalid_params;
};

inline constexpr std::string_view kProblemType = "application/problem+json";

// "Not Found", of RFC 9110; "Unknown" for a status without a name there.
[[nodiscard]] std::string_view reason_phrase(int status);

// {"type":...,"title":...,"status":404,"detail":...,"instance":...,"invalidParams":[{"name":...,"reason":...}]}; what
// is empty is left out. The title is the status in words.
[[nodiscard]] std::string problem_json(const Problem& problem);

[[nodiscard]] HttpResponse problem_response(const Problem& problem);

}  // namespace schakel
