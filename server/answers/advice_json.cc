#include "server/answers/advice_json.h"

#include <string>

#include "server/answers/advice_words.h"
#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

void add_field(JsonWriter& json, const Words& words, Field field) {
  json.field("field", field_name(field)).field("name", std::string_view(field_in_words(words, field)));
}

void add_change(JsonWriter& json, const Words& words, const ProfileChange& change) {
  json.key("change").begin_object().field("name", std::string_view(change_in_words(words, change)));
  json.key("competences").begin_array();
  for (const auto& [code, level] : change.competences)
    json.begin_object().field("code", std::string_view(code)).field("level", level).end_object();
  json.end_array().key("drivingLicences").begin_array();
  for (const std::string& licence : change.licences) json.value(std::string_view(licence));
  json.end_array().key("languages").begin_array();
  for (const auto& [language, level] : change.languages)
    json.begin_object().field("language", std::string_view(language)).field("level", level).end_object();
  json.end_array().key("diplomas").begin_array();
  for (const auto& [level, field] : change.diplomas)
    json.begin_object().field("level", level).field("field", std::string_view(field)).end_object();
  json.end_array();
  if (change.hours_min) json.field("hoursMin", *change.hours_min);
  if (change.hours_max) json.field("hoursMax", *change.hours_max);
  if (change.kilometres) json.field("maxDistanceKm", *change.kilometres);
  json.end_object();
}

void add_names(JsonWriter& json, std::string_view key, Market market, const std::vector<VacancyId>& vacancies) {
  json.key(key).begin_array();
  for (const VacancyId vacancy : vacancies) json.value(market.name(vacancy));
  json.end_array();
}

void add_at(JsonWriter& json, std::string_view key, const AtVacancy& at) {
  json.key(key).begin_object().field("eligible", at.score.eligible());
  json.field("low", at.score.total.low).field("high", at.score.total.high);
  if (at.in_vacancy_list) json.field("rankInVacancyList", at.in_vacancy_list->rank);
  if (at.in_seeker_list) json.field("rankInSeekerList", at.in_seeker_list->rank);
  json.end_object();
}

void add_intake(JsonWriter& json, const Intake& intake) {
  json.field("candidates", intake.candidates).field("topSum", intake.top_sum).field("topCount", intake.top_count);
}

void add_relaxed(JsonWriter& json, const Words& words, const Vacancy& record, const Relaxed& relaxed) {
  json.begin_object().key("relaxations").begin_array();
  for (const Relaxation& one : relaxed.relaxations) {
    json.begin_object().field("kind", relaxation_name(one.kind));
    json.field("name", std::string_view(relaxation_in_words(words, record, one)));
    if (one.requirement >= 0) json.field("requirement", one.requirement);
    if (one.before != one.after) json.field("before", one.before).field("after", one.after);
    json.end_object();
  }
  json.end_array();
  add_intake(json, relaxed.intake);
  json.end_object();
}

}  // namespace

std::string_view relaxation_name(Relaxation::Kind kind) {
  static constexpr std::string_view kNames[] = {"mustToWanted", "lowerLevel", "fewerMonths",  "fewerHours",
                                                "moreHours",    "noShifts",   "partlyRemote", "fullyRemote"};
  return kNames[static_cast<std::size_t>(kind)];
}

JsonWriter to_json(Market market, const Words& words, SeekerId seeker, std::uint32_t top,
                   const std::vector<SeekerQuestion>& questions) {
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  json.field("seeker", market.name(seeker)).field("top", top).key("questions").begin_array();
  for (const SeekerQuestion& question : questions) {
    json.begin_object();
    add_field(json, words, question.field);
    json.field("gained", question.gained).field("settled", question.settled).field("raised", question.raised);
    if (question.best_rank > 0) json.field("bestRank", question.best_rank);
    json.end_object();
  }
  json.end_array().end_object();
  return json;
}

void add_questions(JsonWriter& json, const Words& words, const std::vector<RowQuestion>& questions) {
  json.key("questions").begin_array();
  for (const RowQuestion& question : questions) {
    json.begin_object();
    add_field(json, words, question.field);
    json.field("total", question.total).field("rank", question.rank).field("settles", question.settles);
    json.end_object();
  }
  json.end_array();
}

JsonWriter to_json(Market market, const Words& words, const WhatIf& answer) {
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  json.field("seeker", market.name(answer.seeker)).field("top", answer.top);
  add_change(json, words, answer.change);
  json.key("eligible").begin_object().field("before", answer.before.eligible);
  json.field("after", answer.after.eligible).end_object();
  json.key("inTop").begin_object().field("before", answer.before.in_top.size());
  json.field("after", answer.after.in_top.size()).end_object();
  add_names(json, "entered", market, entered(answer.before, answer.after));
  add_names(json, "left", market, entered(answer.after, answer.before));
  if (answer.vacancy) {
    json.field("vacancy", market.name(*answer.vacancy));
    add_at(json, "before", *answer.at_before);
    add_at(json, "after", *answer.at_after);
  }
  if (answer.asked_best) {
    json.key("best").begin_array();
    for (const Addition& addition : answer.best) {
      json.begin_object();
      add_change(json, words, addition.change);
      json.field("askedBy", addition.asked_by).field("eligible", addition.eligible);
      json.field("inTop", addition.in_top).field("entered", addition.entered).end_object();
    }
    json.end_array();
  }
  json.end_object();
  return json;
}

JsonWriter to_json(Market market, const Words& words, const ClinicAnswer& answer) {
  const Vacancy record = market.record(answer.vacancy);
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  json.field("vacancy", market.name(answer.vacancy)).key("before").begin_object();
  add_intake(json, answer.clinic.before);
  json.end_object().key("single").begin_array();
  for (const Relaxed& single : answer.clinic.single) add_relaxed(json, words, record, single);
  json.end_array();
  if (answer.search) {
    json.field("reach", *answer.reach).field("searched", answer.search->searched).key("cheapest");
    if (answer.search->cheapest)
      add_relaxed(json, words, record, *answer.search->cheapest);
    else
      json.raw("null");
    json.key("widest");
    add_relaxed(json, words, record, answer.search->widest);
  }
  json.end_object();
  return json;
}

}  // namespace schakel
