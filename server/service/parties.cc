#include "server/service/parties.h"

#include <utility>

#include "index/epoch/items.h"
#include "index/epoch/read_seeker.h"
#include "loaders/records/validate.h"

namespace schakel {
namespace {

Answered<void> one_of(const std::string& id, bool told, const char* name) {
  const std::string field(name);
  if (id.empty() && !told)
    return refuse_field(field + "Id", "missing", "give " + field + "Id, or the record as " + field);
  if (!id.empty() && told) return refuse_field(field, "both", "give " + field + "Id or " + field + ", not both");
  return {};
}

// A record that is stored and not in the market is not active, or it is not there at all.
std::unexpected<Failure> absent(Call& call, RecordKind kind, const char* name) {
  const bool seeker = kind == RecordKind::kSeeker;
  return refuse(404, "not-found",
                std::string("There is no active ") + (seeker ? "seeker" : "vacancy") + " with this " + name + " on " +
                    format_date(call.market().date()));
}

}  // namespace

Answered<VacancyParty> Parties::vacancy(const std::string& id, const Vacancy* record,
                                        const google::protobuf::RepeatedPtrField<api::ConditionChange>& changes) {
  if (auto clear = one_of(id, record != nullptr, "vacancy"); !clear) return std::unexpected(clear.error());
  if (record != nullptr) {
    if (const auto objection = check(*record)) return refuse_objection(*objection, "vacancy");
    look_up_codes(*record);
  }
  if (record == nullptr && changes.empty()) {
    const auto found = call_.market().find_vacancy(id);
    if (!found) return absent(call_, RecordKind::kVacancy, "vacancyId");
    return party_of(call_.market(), *found);
  }
  Vacancy asked;
  if (record != nullptr) {
    asked = *record;
  } else {
    const auto found = call_.market().find_vacancy(id);
    if (!found) return absent(call_, RecordKind::kVacancy, "vacancyId");
    asked = call_.market().record(*found);
  }
  for (int i = 0; i < changes.size(); ++i) {
    const std::string field = "conditions[" + std::to_string(i) + "]";
    if (std::cmp_greater_equal(changes[i].requirement(), asked.requirements_size()))
      return refuse_field(field + ".requirement", "range",
                          "the vacancy has " + std::to_string(asked.requirements_size()) + " requirements");
    if (changes[i].condition() == CONDITION_UNKNOWN)
      return refuse_field(field + ".condition", "missing", "expected MUST, STRONG, WANTED or BONUS");
    asked.mutable_requirements(static_cast<int>(changes[i].requirement()))->set_condition(changes[i].condition());
  }
  return guest_party(book_, std::move(asked));
}

Answered<SeekerParty> Parties::seeker(const std::string& id, const Seeker* record) {
  if (auto clear = one_of(id, record != nullptr, "seeker"); !clear) return std::unexpected(clear.error());
  if (record == nullptr) {
    call_.show(id);
    const auto found = call_.market().find_seeker(id);
    if (!found) return absent(call_, RecordKind::kSeeker, "seekerId");
    return party_of(call_.market(), *found);
  }
  if (const auto objection = check(*record)) return refuse_objection(*objection, "seeker");
  call_.show(record->id());
  look_up_codes(*record);
  return guest_party(book_, *record);
}

void Parties::look_up(std::string_view code, bool known, std::string field) {
  if (!code.empty() && !known) unknown_.push_back({std::move(field), std::string(code)});
}

void Parties::look_up_codes(const Vacancy& record) {
  const Taxonomy& taxonomy = call_.market().taxonomy();
  look_up(record.occupation(), taxonomy.occupation(record.occupation()) != kNoConcept, "vacancy.occupation");
  for (int i = 0; i < record.requirements_size(); ++i) {
    const Requirement& asked = record.requirements(i);
    const bool known = asked.kind() == COMPETENCE   ? taxonomy.competence(asked.code()) != kNoConcept
                       : asked.kind() == EXPERIENCE ? taxonomy.occupation(asked.code()) != kNoConcept
                                                    : true;
    look_up(asked.code(), known, "vacancy.requirements[" + std::to_string(i) + "].code");
  }
}

void Parties::look_up_codes(const Seeker& record) {
  const Taxonomy& taxonomy = call_.market().taxonomy();
  const auto at = [](const char* list, int i) { return std::string(list) + "[" + std::to_string(i) + "]"; };
  for (int i = 0; i < record.wanted_occupations_size(); ++i)
    look_up(record.wanted_occupations(i), taxonomy.occupation(record.wanted_occupations(i)) != kNoConcept,
            at("seeker.wantedOccupations", i));
  for (int i = 0; i < record.competences_size(); ++i)
    look_up(record.competences(i).code(), taxonomy.competence(record.competences(i).code()) != kNoConcept,
            at("seeker.competences", i) + ".code");
  for (int i = 0; i < record.experience_size(); ++i)
    look_up(record.experience(i).occupation(), taxonomy.occupation(record.experience(i).occupation()) != kNoConcept,
            at("seeker.experience", i) + ".occupation");
}

void Parties::add_warnings(api::Language language, api::Provenance& provenance) const {
  const Words& words = call_.words(language);
  for (const UnknownCode& unknown : unknown_) {
    auto& warning = *provenance.add_warnings();
    warning.set_code("unknown-code");
    warning.set_field(unknown.field);
    warning.set_text(words.say("de taxonomie kent {} niet; het telt als onbekend",
                               "the taxonomy does not know {}; it counts as unknown", unknown.code));
  }
}

}  // namespace schakel
