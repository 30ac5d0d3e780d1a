#include "server/service/failure.h"

#include <utility>

namespace schakel {

std::unexpected<Failure> refuse(int status, std::string code, std::string detail) {
  Failure failure;
  failure.problem.status = status;
  failure.problem.code = std::move(code);
  failure.problem.detail = std::move(detail);
  return std::unexpected(std::move(failure));
}

std::unexpected<Failure> refuse_field(std::string field, std::string code, std::string reason) {
  auto refused = refuse(400, std::move(code), "The request cannot be answered as it stands");
  refused.error().problem.invalid_params.push_back({std::move(field), std::move(reason)});
  return refused;
}

std::unexpected<Failure> refuse_objection(const Objection& objection, std::string_view inside) {
  return refuse_field(joined_path(inside, objection.field), objection.code, objection.message);
}

std::unexpected<Failure> refuse_error(const Error& error) {
  switch (error.code) {
    case ErrorCode::kBadInput:
    case ErrorCode::kBadUsage:
      return refuse(400, "bad-request", error.message);
    case ErrorCode::kNotFound:
      return refuse(404, "not-found", error.message);
    case ErrorCode::kBusy: {
      auto refused = refuse(503, "busy", "Somebody else is at it; try again");
      refused.error().headers.push_back({"Retry-After", "1"});
      return refused;
    }
    case ErrorCode::kNoSpace: {
      auto refused = refuse(503, "no-space", "The disk is full; nothing was written");
      refused.error().headers.push_back({"Retry-After", "60"});
      return refused;
    }
    case ErrorCode::kCorrupt:
    case ErrorCode::kNoPermission:
    case ErrorCode::kStale:
    case ErrorCode::kIo:
      break;
  }
  return refuse(500, "internal", "The service cannot do this; its log says why");
}

std::string joined_path(std::string_view inside, std::string_view field) {
  std::string path(inside);
  if (!path.empty() && !field.empty() && field.front() != '[') path += '.';
  return path += field;
}

HttpResponse response_of(const Failure& failure) {
  HttpResponse response = problem_response(failure.problem);
  response.headers.insert(response.headers.end(), failure.headers.begin(), failure.headers.end());
  return response;
}

}  // namespace schakel
