// Who fails exactly one MUST, in the list that a request asks for.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "server/service/api/matches.pb.h"
#include "server/service/api/records.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

// Sets the made-up records of these tests apart: only they speak it, and only they are in that sector.
constexpr const char *kLanguage = "fin", *kSector = "U";

void add_must(Vacancy& vacancy, Kind kind, const std::string& code, std::uint32_t level) {
  Requirement& requirement = *vacancy.add_requirements();
  requirement.set_kind(kind);
  requirement.set_code(code);
  requirement.set_min_level(level);
  requirement.set_condition(MUST);
}

void set_hours(HoursPerWeek& hours) {
  hours.set_min(32);
  hours.set_max(40);
}

Seeker seeker(const std::string& id, const std::string& licence) {
  Seeker made;
  made.set_id(id);
  made.mutable_driving_licences()->add_categories(licence);
  Language& spoken = *made.add_languages();
  spoken.set_language(kLanguage);
  spoken.set_spoken(4);
  Education& education = *made.add_education();
  education.set_level(3);
  education.set_diploma(YES);
  set_hours(*made.mutable_hours());
  return made;
}

// Without a MUST.
Vacancy vacancy(const std::string& id) {
  Vacancy made;
  made.set_id(id);
  made.mutable_employer()->set_sector(kSector);
  Requirement& spoken = *made.add_requirements();
  spoken.set_kind(SPOKEN_LANGUAGE);
  spoken.set_code(kLanguage);
  spoken.set_min_level(1);
  made.mutable_offer()->set_remote_percent(100);
  set_hours(*made.mutable_offer()->mutable_hours());
  return made;
}

void put(Desk& desk, const api::BatchRequest& batch) {
  const auto answer = desk.ask<api::BatchAnswer>(Role::kBatch, "/v1/records/batch", batch);
  REQUIRE(answer.stored() == 5);
}

// Of the vacancy "asks", which has two MUSTs: two seekers who meet all, one of unknown hours, and three who have no
// licence CE, of whom one says no hours and one no education.
void put_seekers(Desk& desk) {
  api::BatchRequest batch;
  *batch.add_seekers() = seeker("meets", "CE");
  *batch.add_seekers() = seeker("meets-perhaps", "CE");
  batch.mutable_seekers(1)->clear_hours();
  *batch.add_seekers() = seeker("misses", "B");
  *batch.add_seekers() = seeker("misses-hours", "B");
  batch.mutable_seekers(3)->clear_hours();
  *batch.add_seekers() = seeker("misses-education", "B");
  batch.mutable_seekers(4)->clear_education();
  put(desk, batch);
}

api::VacancyMatchesRequest seekers_request(api::UnknownPolicy unknown) {
  api::VacancyMatchesRequest request;
  *request.mutable_vacancy() = vacancy("asks");
  add_must(*request.mutable_vacancy(), DRIVING_LICENCE, "CE", 0);
  add_must(*request.mutable_vacancy(), EDUCATION, "", 2);
  auto& language = *request.mutable_filters()->add_languages();
  language.set_language(kLanguage);
  language.set_level(1);
  request.mutable_filters()->set_known_only(true);
  request.set_unknown(unknown);
  request.set_near_misses(10);
  return request;
}

api::VacancyMatches seekers_of(Desk& desk, const api::VacancyMatchesRequest& request) {
  return desk.ask<api::VacancyMatches>(Role::kWspAdviser, "/v1/vacancies/matches", request);
}

// "misses@3 ...", in order of name.
template <class Misses, class IdOf>
std::vector<std::string> ranked(const Misses& misses, const IdOf& id_of) {
  std::vector<std::string> told;
  for (const auto& miss : misses) told.push_back(id_of(miss) + "@" + std::to_string(miss.rank()));
  std::ranges::sort(told);
  return told;
}

std::vector<std::string> ranked(const api::VacancyMatches& list) {
  return ranked(list.near_misses(), [](const api::SeekerNearMiss& miss) { return miss.seeker().id(); });
}

std::vector<std::string> ranked(const api::SeekerMatches& list) {
  return ranked(list.near_misses(), [](const api::VacancyNearMiss& miss) { return miss.vacancy().id(); });
}

const std::vector<std::string> kAllMisses{"misses-education@3", "misses-hours@3", "misses@3"};
const std::vector<std::string> kKnownMisses{"misses@2"};

}  // namespace

TEST_CASE("near misses of a vacancy leave out what is unknown when its list does, and so do their ranks") {
  Desk desk;
  put_seekers(desk);
  const auto all = seekers_of(desk, seekers_request(api::INCLUDE));
  CHECK(all.rows_size() == 2);
  CHECK(ranked(all) == kAllMisses);
  for (const auto& miss : all.near_misses()) CHECK(miss.fails().code() == "CE");
  const auto known = seekers_of(desk, seekers_request(api::EXCLUDE));
  REQUIRE(known.rows_size() == 1);
  CHECK(known.rows(0).seeker().id() == "meets");
  CHECK(ranked(known) == kKnownMisses);
}

TEST_CASE("near misses of a seeker leave out what is unknown when the list does, and so do their ranks") {
  Desk desk;
  api::BatchRequest batch;
  *batch.add_vacancies() = vacancy("meets");
  *batch.add_vacancies() = vacancy("meets-perhaps");
  batch.mutable_vacancies(1)->mutable_offer()->clear_hours();
  for (const char* id : {"misses", "misses-hours", "misses-education"}) {
    *batch.add_vacancies() = vacancy(id);
    add_must(*batch.mutable_vacancies()->rbegin(), DRIVING_LICENCE, "CE", 0);
  }
  batch.mutable_vacancies(3)->mutable_offer()->clear_hours();
  add_must(*batch.mutable_vacancies(4), EDUCATION, "", 2);
  put(desk, batch);
  api::SeekerMatchesRequest request;
  *request.mutable_seeker() = seeker("asks", "B");
  request.mutable_seeker()->clear_education();
  request.mutable_filters()->add_sectors(kSector);
  request.mutable_filters()->set_known_only(true);
  request.set_near_misses(10);
  const auto list_of = [&] { return desk.ask<api::SeekerMatches>(Role::kWerkcoach, "/v1/seekers/matches", request); };
  const auto all = list_of();
  CHECK(all.rows_size() == 2);
  CHECK(ranked(all) == kAllMisses);
  request.set_unknown(api::EXCLUDE);
  const auto known = list_of();
  REQUIRE(known.rows_size() == 1);
  CHECK(known.rows(0).vacancy().id() == "meets");
  CHECK(ranked(known) == kKnownMisses);
}

TEST_CASE("near misses pass the filters of their list") {
  Desk desk;
  put_seekers(desk);
  auto request = seekers_request(api::INCLUDE);
  request.mutable_filters()->set_min_hours(40);  // known of who tells hours only
  CHECK(ranked(seekers_of(desk, request)) == std::vector<std::string>{"misses-education@2", "misses@2"});
}

TEST_CASE("who was erased does not count in the rank of a near miss, also in an epoch that was replaced") {
  Desk desk;
  const auto erase = [&](const std::string& id) {
    REQUIRE(desk.live->write({.puts = {}, .erases = {{RecordKind::kSeeker, id}}}));
  };
  const auto replace_epoch = [&] {
    REQUIRE(desk.live->begin_whole_epoch());
    desk.live->wait_for_jobs();
  };
  put_seekers(desk);
  replace_epoch();
  auto request = seekers_request(api::INCLUDE);
  request.set_top(1);
  const auto first = seekers_of(desk, request);
  REQUIRE(first.rows_size() == 1);
  CHECK(ranked(first) == kAllMisses);

  erase("S0000001");
  replace_epoch();
  request.set_cursor(first.next_cursor());
  CHECK(ranked(seekers_of(desk, request)) == kAllMisses);
  erase(first.rows(0).seeker().id() == "meets" ? "meets-perhaps" : "meets");
  const auto second = seekers_of(desk, request);
  CHECK(second.provenance().epoch() == first.provenance().epoch());
  CHECK(second.rows_size() == 0);
  CHECK(ranked(second) == std::vector<std::string>{"misses-education@2", "misses-hours@2", "misses@2"});
}

TEST_CASE("near misses without what is unknown are the command line's") {
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  std::size_t left_out = 0;
  for (int i = 10; i < 25; ++i) {
    const std::string id = "V00000" + std::to_string(i);
    if (!open->market().find_vacancy(id)) continue;
    INFO(id);
    api::VacancyMatchesRequest request;
    request.set_vacancy_id(id);
    request.set_near_misses(10);
    const auto all = ranked(seekers_of(desk, request));
    request.set_unknown(api::EXCLUDE);
    const auto list = seekers_of(desk, request);
    if (ranked(list) != all) ++left_out;
    const auto told = parse_json(desk.store
                                     .run({"match", "--store", desk.store.root, "--vacancy", id, "--top", "10",
                                           "--near-misses", "--unknown", "exclude", "--json"})
                                     .out);
    REQUIRE(list.near_misses_size() == told.fields().at("nearMisses").list_value().values_size());
    for (int m = 0; m < list.near_misses_size(); ++m) {
      const std::string miss = "nearMisses." + std::to_string(m) + ".";
      CHECK(list.near_misses(m).seeker().id() == at(told, miss + "seeker"));
      CHECK(std::to_string(list.near_misses(m).rank()) == at(told, miss + "rank"));
    }
  }
  CHECK(left_out > 0);
}
