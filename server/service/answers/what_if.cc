#include "engine/advice/what_if.h"

#include <algorithm>
#include <string>

#include "server/answers/advice_words.h"
#include "server/service/answers/advice.h"
#include "server/service/lists/list_request.h"
#include "server/service/parties.h"
#include "server/service/profiles.h"

namespace schakel {
namespace {

constexpr std::uint32_t kMostTop = 500, kMostBest = 20;
constexpr int kMostParts = 20;
constexpr std::size_t kMostNamed = 50;

std::string at(const char* list, int i, const char* field) {
  return std::string("change.") + list + "[" + std::to_string(i) + "]." + field;
}

Answered<void> read_lists(const api::ProfileChange& told, const Taxonomy& taxonomy, ProfileChange& change) {
  for (int i = 0; i < told.competences_size(); ++i) {
    const auto& one = told.competences(i);
    if (taxonomy.competence(one.code()) == kNoConcept)
      return refuse_field(at("competences", i, "code"), "unknown-value",
                          "expected a competence that the taxonomy knows");
    if (one.level() > 5) return refuse_field(at("competences", i, "level"), "range", "expected 0 to 5");
    change.competences.push_back({one.code(), one.level()});
  }
  for (int i = 0; i < told.languages_size(); ++i) {
    const auto& one = told.languages(i);
    if (one.code().size() != 3) return refuse_field(at("languages", i, "code"), "range", "expected an ISO 639-3 code");
    if (one.level() < 1 || one.level() > 4)
      return refuse_field(at("languages", i, "level"), "range", "expected 1 to 4");
    change.languages.push_back({one.code(), one.level()});
  }
  for (int i = 0; i < told.diplomas_size(); ++i) {
    const auto& one = told.diplomas(i);
    if (one.level() > 6) return refuse_field(at("diplomas", i, "level"), "range", "expected 0 to 6");
    change.diplomas.push_back({one.level(), one.field()});
  }
  change.licences.assign(told.driving_licences().begin(), told.driving_licences().end());
  return {};
}

Answered<ProfileChange> read_change(const api::ProfileChange& told, const Taxonomy& taxonomy) {
  if (std::max({told.competences_size(), told.languages_size(), told.diplomas_size(), told.driving_licences_size()}) >
      kMostParts)
    return refuse_field("change", "range", "each list has at most 20 entries");
  ProfileChange change;
  if (auto read = read_lists(told, taxonomy, change); !read) return std::unexpected(read.error());
  if (told.has_hours_min()) change.hours_min = told.hours_min();
  if (told.has_hours_max()) change.hours_max = told.hours_max();
  if (change.hours_min.value_or(0) > 80) return refuse_field("change.hoursMin", "range", "expected 0 to 80");
  if (change.hours_max.value_or(0) > 80) return refuse_field("change.hoursMax", "range", "expected 0 to 80");
  if (change.hours_min && change.hours_max && *change.hours_min > *change.hours_max)
    return refuse_field("change.hoursMin", "range", "expected no more than hoursMax");
  if (told.has_max_distance_km()) change.kilometres = told.max_distance_km();
  if (change.kilometres && (*change.kilometres < 1 || *change.kilometres > 400))
    return refuse_field("change.maxDistanceKm", "range", "expected 1 to 400");
  return change;
}

void fill_change(const Words& words, const ProfileChange& change, api::ProfileChange& told) {
  told.set_name(change_in_words(words, change));
  for (const auto& [code, level] : change.competences) {
    auto& one = *told.add_competences();
    one.set_code(code);
    one.set_level(level);
    one.set_name(words.concept_name(code));
  }
  for (const std::string& licence : change.licences) told.add_driving_licences(licence);
  for (const auto& [code, level] : change.languages) {
    auto& one = *told.add_languages();
    one.set_code(code);
    one.set_level(level);
    one.set_name(words.language(code));
  }
  for (const auto& [level, field] : change.diplomas) {
    auto& one = *told.add_diplomas();
    one.set_level(level);
    one.set_field(field);
  }
  if (change.hours_min) told.set_hours_min(*change.hours_min);
  if (change.hours_max) told.set_hours_max(*change.hours_max);
  if (change.kilometres) told.set_max_distance_km(*change.kilometres);
}

void fill_at(const AtVacancy& place, api::AtVacancy& told) {
  told.set_eligible(place.score.eligible());
  told.set_low(place.score.total.low);
  told.set_high(place.score.total.high);
  if (place.in_vacancy_list) told.set_rank_in_vacancy_list(static_cast<std::uint32_t>(place.in_vacancy_list->rank));
  if (place.in_seeker_list) told.set_rank_in_seeker_list(static_cast<std::uint32_t>(place.in_seeker_list->rank));
}

template <class Count>
std::uint32_t small(Count count) {
  return static_cast<std::uint32_t>(count);
}

void fill_named(const Words& words, Market market, const std::vector<VacancyId>& vacancies,
                google::protobuf::RepeatedPtrField<api::VacancyProfile>& told) {
  for (const VacancyId vacancy : std::span(vacancies).first(std::min(kMostNamed, vacancies.size())))
    fill_profile(words, market, vacancy, *told.Add());
}

}  // namespace

Answered<void> what_if(Call& call, const api::WhatIfRequest& request, api::WhatIf& answer) {
  const Market market = call.market();
  const auto top = read_top(request.top(), 20, kMostTop);
  if (!top) return std::unexpected(top.error());
  if (request.best() > kMostBest) return refuse_field("best", "range", "expected at most 20");
  const auto weights = read_weights(request.has_weights(), request.weights(), market.model());
  if (!weights) return std::unexpected(weights.error());
  const auto change = read_change(request.change(), market.taxonomy());
  if (!change) return std::unexpected(change.error());
  if (*change == ProfileChange{} && request.best() == 0)
    return refuse_field("change", "missing", "say what changes, or ask for the best additions");
  const auto vacancy = request.vacancy_id().empty() ? std::nullopt : market.find_vacancy(request.vacancy_id());
  if (!request.vacancy_id().empty() && !vacancy)
    return refuse(404, "not-found", "There is no active vacancy with this vacancyId");
  Parties parties(call);
  const auto seeker = parties.seeker(request.seeker_id(), told_seeker(request));
  if (!seeker) return std::unexpected(seeker.error());
  const auto seat = call.shared.advice_seats.take();
  if (!seat) return std::unexpected(seat.error());

  const Words& words = call.words(request.language());
  fill_provenance(call, *answer.mutable_provenance());
  parties.add_warnings(request.language(), *answer.mutable_provenance());
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  fill_profile(words, *seeker, *answer.mutable_seeker());
  answer.set_top(*top);
  fill_change(words, *change, *answer.mutable_change());
  GuestBook& book = parties.book();
  const GuestSeeker before = book.read(seeker->record);
  const GuestSeeker after = book.read(changed(seeker->record, *change, market.date()));
  const std::vector<SeekerView> reach{before.view(), after.view()};
  const auto run = call.shared.runs.of(call.shared.layout, call.open->epoch, call.shared.tell);
  const TopBars bars(book, weights->applied, run.get(), *top, seeker->record.id(), reach);
  Matcher matcher(book, call.open->vacancies());
  const Tops now = find_tops(matcher, bars, side_of(before)), then = find_tops(matcher, bars, side_of(after));
  answer.mutable_eligible()->set_before(small(now.eligible));
  answer.mutable_eligible()->set_after(small(then.eligible));
  answer.mutable_in_top()->set_before(small(now.in_top.size()));
  answer.mutable_in_top()->set_after(small(then.in_top.size()));
  fill_named(words, market, entered(now, then), *answer.mutable_entered());
  fill_named(words, market, entered(then, now), *answer.mutable_left());
  if (vacancy) {
    const VacancySide side = side_of(market, *vacancy);
    fill_at(stand_at(matcher, weights->applied, side, side_of(before)), *answer.mutable_at_before());
    fill_at(stand_at(matcher, weights->applied, side, side_of(after)), *answer.mutable_at_after());
  }
  if (request.best() > 0)
    for (const Addition& one :
         best_additions(book, weights->applied, run.get(), *top, seeker->record, request.best())) {
      auto& told = *answer.add_best();
      fill_change(words, one.change, *told.mutable_change());
      told.set_asked_by(small(one.asked_by));
      told.set_eligible(small(one.eligible));
      told.set_in_top(small(one.in_top));
      told.set_entered(small(one.entered));
    }
  return {};
}

}  // namespace schakel
