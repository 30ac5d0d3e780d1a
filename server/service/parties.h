// The records that a request is about: stored ones by id, or told in the request.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "index/epoch/guest.h"
#include "server/answers/parties.h"
#include "server/service/api/common.pb.h"
#include "server/service/call.h"

namespace schakel {

// The two sides of a request, read once. A record that is told here, or stored and asked with other conditions, is a
// guest of the book; its warnings are about codes that nothing knows.
class Parties {
 public:
  explicit Parties(Call& call) : call_(call), book_(call.market()) {}

  // Exactly one of id and record. 400 with the field; 404 for what is not among the active records. A person is noted
  // with the call.
  [[nodiscard]] Answered<VacancyParty> vacancy(const std::string& id, const Vacancy* record,
                                               const google::protobuf::RepeatedPtrField<api::ConditionChange>& changes);
  [[nodiscard]] Answered<VacancyParty> vacancy(const std::string& id, const Vacancy* record) {
    return vacancy(id, record, {});
  }
  [[nodiscard]] Answered<SeekerParty> seeker(const std::string& id, const Seeker* record);

  [[nodiscard]] GuestBook& book() { return book_; }
  void add_warnings(api::Language language, api::Provenance& provenance) const;

 private:
  struct UnknownCode {
    std::string field, code;
  };
  void look_up(std::string_view code, bool known, std::string field);
  void look_up_codes(const Vacancy& record);
  void look_up_codes(const Seeker& record);

  Call& call_;
  GuestBook book_;
  std::vector<UnknownCode> unknown_;
};

// The message of a field, or null where it is absent: what Parties takes.
template <class Request>
[[nodiscard]] const Vacancy* told_vacancy(const Request& request) {
  return request.has_vacancy() ? &request.vacancy() : nullptr;
}
template <class Request>
[[nodiscard]] const Seeker* told_seeker(const Request& request) {
  return request.has_seeker() ? &request.seeker() : nullptr;
}

}  // namespace schakel
