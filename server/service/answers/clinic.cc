#include "engine/advice/clinic.h"

#include "server/answers/advice_json.h"
#include "server/answers/advice_words.h"
#include "server/service/answers/advice.h"
#include "server/service/lists/list_request.h"
#include "server/service/parties.h"
#include "server/service/profiles.h"

namespace schakel {
namespace {

void fill_intake(const Intake& intake, api::Intake& told) {
  told.set_candidates(static_cast<std::uint32_t>(intake.candidates));
  told.set_top_sum(intake.top_sum);
  told.set_top_count(intake.top_count);
}

void fill_relaxed(const Words& words, const Vacancy& record, const Relaxed& relaxed, api::Relaxed& told) {
  for (const Relaxation& one : relaxed.relaxations) {
    auto& relaxation = *told.add_relaxations();
    relaxation.set_kind(std::string(relaxation_name(one.kind)));
    relaxation.set_name(relaxation_in_words(words, record, one));
    if (one.requirement >= 0) relaxation.set_requirement(static_cast<std::uint32_t>(one.requirement));
    relaxation.set_before(one.before);
    relaxation.set_after(one.after);
  }
  fill_intake(relaxed.intake, *told.mutable_intake());
}

}  // namespace

Answered<void> vacancy_clinic(Call& call, const api::ClinicRequest& request, api::Clinic& answer) {
  const auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  Parties parties(call);
  const auto vacancy = parties.vacancy(request.vacancy_id(), told_vacancy(request), request.conditions());
  if (!vacancy) return std::unexpected(vacancy.error());
  const auto seat = call.shared.advice_seats.take();
  if (!seat) return std::unexpected(seat.error());
  const Words& words = call.words(request.language());
  fill_provenance(call, *answer.mutable_provenance());
  parties.add_warnings(request.language(), *answer.mutable_provenance());
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  fill_profile(words, *vacancy, *answer.mutable_vacancy());
  const Vacancy& record = vacancy->record;
  const Clinic clinic = clinic_of(parties.book(), weights->applied, record);
  fill_intake(clinic.before, *answer.mutable_before());
  for (const Relaxed& single : clinic.single) fill_relaxed(words, record, single, *answer.add_single());
  if (request.reach() == 0) return {};
  const Search search = cheapest_reaching(parties.book(), record, clinic, request.reach());
  answer.set_reach(request.reach());
  answer.set_searched(static_cast<std::uint32_t>(search.searched));
  if (search.cheapest) fill_relaxed(words, record, *search.cheapest, *answer.mutable_cheapest());
  fill_relaxed(words, record, search.widest, *answer.mutable_widest());
  return {};
}

}  // namespace schakel
