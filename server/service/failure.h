// Why a call is not answered, as its caller gets it.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "loaders/format/objection.h"
#include "server/http/problem.h"

namespace schakel {

struct Failure {
  Problem problem;
  std::vector<HttpHeader> headers;
};

template <class T>
using Answered = std::expected<T, Failure>;

[[nodiscard]] std::unexpected<Failure> refuse(int status, std::string code, std::string detail);

// 400, about one field of the request: "filters.regions[0]", and a sentence without a full stop.
[[nodiscard]] std::unexpected<Failure> refuse_field(std::string field, std::string code, std::string reason);
// The same of what a reader or the door of the records objects to; `inside` goes before its field: "vacancy".
[[nodiscard]] std::unexpected<Failure> refuse_objection(const Objection& objection, std::string_view inside = {});

// What the layers below could not do: 400, 404, 503 or 500. What went wrong inside is not told.
[[nodiscard]] std::unexpected<Failure> refuse_error(const Error& error);

// "filters", "regions[0]": "filters.regions[0]". Either may be empty.
[[nodiscard]] std::string joined_path(std::string_view inside, std::string_view field);

[[nodiscard]] HttpResponse response_of(const Failure& failure);

}  // namespace schakel
