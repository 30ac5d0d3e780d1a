#include "server/service/openapi/examples.h"

#include <algorithm>
#include <array>

namespace schakel {
namespace {

struct Example {
  std::string_view path, body;
};

constexpr std::array kExamples{
    Example{"/v1/vacancies/matches",
            R"({"vacancyId":"V0000011","top":10,"nearMisses":3,"filters":{"maxDistanceKm":40},"explanation":"FULL"})"},
    Example{
        "/v1/seekers/matches",
        R"({"seekerId":"S0000011","top":10,"weights":{"demand":4000,"wish":2000,"position":1000,"region":3000},"language":"EN"})"},
    Example{"/v1/pairs/score", R"({"vacancyId":"V0000011","seekerId":"S0000011"})"},
    Example{"/v1/pairs/explain", R"({"vacancyId":"V0000011","seekerId":"S0000011","language":"EN"})"},
    Example{
        "/v1/pairs/why-not",
        R"({"vacancyId":"V0000011","seekerId":"S0000011","weights":{"demand":5000,"wish":2000,"position":1000,"region":2000}})"},
    Example{"/v1/seekers/what-if", R"({"seekerId":"S0000011","change":{"drivingLicences":["B"],"maxDistanceKm":30}})"},
    Example{"/v1/seekers/questions", R"({"seekerId":"S0000011"})"},
    Example{"/v1/seekers/position", R"({"seekerId":"S0000011"})"},
    Example{
        "/v1/vacancies/clinic",
        R"({"vacancy":{"title":"Chauffeur","requirements":[{"kind":"DRIVING_LICENCE","code":"CE","condition":"MUST"}],"offer":{"hours":{"min":32,"max":40},"postcode":"3511"}}})"},
    Example{"/v1/vacancies/questions",
            R"({"vacancyId":"V0000011","top":5,"conditions":[{"requirement":0,"condition":"WANTED"}]})"},
    Example{"/v1/market", R"({"group":"all","language":"EN"})"},
    Example{"/v1/seekers/search", R"({"text":"magazijn OR zorg","top":5})"},
    Example{"/v1/vacancies/search", R"({"text":"magazijn OR zorg","top":5})"},
    Example{"/v1/recognise", R"({"texts":["Magazijnmedewerker m/v"],"kind":"OCCUPATIONS","top":3})"},
    Example{"/v1/seekers/get", R"({"id":"S0000011"})"},
    Example{
        "/v1/seekers/put",
        R"({"seeker":{"id":"example-1","source":"synthetisch","revision":"1","postcode":"3511","travel":{"maxDistanceKm":25},"hours":{"min":24,"max":36},"drivingLicences":{"categories":["B"]}}})"},
    Example{"/v1/seekers/delete", R"({"id":"example-1"})"},
    Example{"/v1/vacancies/get", R"({"id":"V0000011"})"},
    Example{
        "/v1/vacancies/put",
        R"({"vacancy":{"id":"example-2","source":"synthetisch","revision":"1","title":"Chauffeur","requirements":[{"kind":"DRIVING_LICENCE","code":"CE","condition":"MUST"}],"offer":{"hours":{"max":40},"postcode":"3511"}}})"},
    Example{"/v1/vacancies/delete", R"({"id":"example-2"})"},
    Example{
        "/v1/records/batch",
        R"({"seekers":[{"id":"example-3","source":"synthetisch","revision":"1","postcode":"1011"}],"eraseVacancies":["example-4"]})"},
    Example{"/v1/epochs", R"({})"},
    Example{"/v1/matches/replay", R"({"matchId":"MATCH_ID"})"},
};

}  // namespace

std::string_view example_of(std::string_view path) {
  const auto found = std::ranges::find(kExamples, path, &Example::path);
  return found == kExamples.end() ? std::string_view() : found->body;
}

}  // namespace schakel
