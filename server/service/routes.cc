#include "server/service/routes.h"

#include <string>

#include "server/service/answers/advice.h"
#include "server/service/answers/market.h"
#include "server/service/answers/matches.h"
#include "server/service/answers/operation.h"
#include "server/service/answers/pairs.h"
#include "server/service/answers/records.h"
#include "server/service/answers/replay.h"
#include "server/service/body.h"

namespace schakel {
namespace {

using google::protobuf::Message;

// The messages of an operation, from its type.
template <auto operation>
struct Shape;
template <class Request, class Answer, Answered<void> (*operation)(Call&, const Request&, Answer&)>
struct Shape<operation> {
  static const Message* request() { return &Request::default_instance(); }
  static const Message* answer() { return &Answer::default_instance(); }
  static Answered<void> run(Call& call, const Message& request, Message& answer) {
    return operation(call, static_cast<const Request&>(request), static_cast<Answer&>(answer));
  }
};
template <class Answer, Answered<void> (*operation)(Call&, Answer&)>
struct Shape<operation> {
  static const Message* request() { return nullptr; }
  static const Message* answer() { return &Answer::default_instance(); }
  static Answered<void> run(Call& call, const Message&, Message& answer) {
    return operation(call, static_cast<Answer&>(answer));
  }
};

template <auto operation>
Route route(std::string_view method, std::string_view path, Action action, std::string_view tag,
            std::string_view summary) {
  return {.method = method,
          .path = path,
          .door = Door::kAccount,
          .action = action,
          .request = Shape<operation>::request(),
          .answer = Shape<operation>::answer(),
          .type = {},
          .run = Shape<operation>::run,
          .summary = summary,
          .tag = tag};
}

template <auto operation>
Route large_route(std::string_view path, Action action, std::string_view tag, std::string_view summary) {
  Route made = route<operation>("POST", path, action, tag, summary);
  made.most_bytes = kMostProtobufBytes;
  return made;
}

Route in_the_background(Route made) {
  made.status = 202;
  return made;
}

template <auto operation>
Route open_route(std::string_view path, Door door, std::string_view summary) {
  return {.method = "GET",
          .path = path,
          .door = door,
          .action = {},
          .request = nullptr,
          .answer = Shape<operation>::answer(),
          .type = {},
          .run = Shape<operation>::run,
          .summary = summary,
          .tag = "service"};
}

std::vector<Route> make_routes() {
  constexpr std::string_view kPost = "POST", kGet = "GET";
  return {
      route<match_vacancy>(kPost, "/v1/vacancies/matches", Action::kMatchVacancy, "matches",
                           "The seekers for a vacancy, best first"),
      route<match_seeker>(kPost, "/v1/seekers/matches", Action::kMatchSeeker, "matches",
                          "The vacancies for a seeker, best first"),
      route<score_of_pair>(kPost, "/v1/pairs/score", Action::kPair, "pairs", "The score of one pair"),
      route<explain_pair>(kPost, "/v1/pairs/explain", Action::kPair, "pairs", "Why a pair scores what it scores"),
      route<why_not_pair>(kPost, "/v1/pairs/why-not", Action::kPair, "pairs",
                          "Why a seeker is not, or not higher, in a list"),
      route<what_if>(kPost, "/v1/seekers/what-if", Action::kAdviseSeeker, "advice",
                     "What a change of a profile would do, counted"),
      route<seeker_questions>(kPost, "/v1/seekers/questions", Action::kAdviseSeeker, "advice",
                              "Which missing fields of a seeker are worth asking for"),
      route<seeker_position>(kPost, "/v1/seekers/position", Action::kPosition, "advice",
                             "A seeker's position on the labour market"),
      route<vacancy_clinic>(kPost, "/v1/vacancies/clinic", Action::kAdviseVacancy, "advice",
                            "What each concession of an employer brings in"),
      route<vacancy_questions>(kPost, "/v1/vacancies/questions", Action::kAdviseVacancy, "advice",
                               "What to ask the first candidates of a vacancy"),
      route<market_rows>(kPost, "/v1/market", Action::kMarket, "market", "The labour market by group and region"),
      route<search_seekers>(kPost, "/v1/seekers/search", Action::kSearchSeekers, "search", "Full text over profiles"),
      route<search_vacancies>(kPost, "/v1/vacancies/search", Action::kSearchVacancies, "search",
                              "Full text over vacancies"),
      route<recognise>(kPost, "/v1/recognise", Action::kRecognise, "search", "A text to concepts of the taxonomy"),
      route<get_seeker>(kPost, "/v1/seekers/get", Action::kReadSeekerFull, "records", "The whole record of a seeker"),
      route<put_seeker>(kPost, "/v1/seekers/put", Action::kWriteSeeker, "records", "Store a seeker"),
      route<delete_seeker>(kPost, "/v1/seekers/delete", Action::kDeleteSeeker, "records", "Erase a seeker"),
      route<get_vacancy>(kPost, "/v1/vacancies/get", Action::kReadVacancy, "records", "The whole record of a vacancy"),
      route<put_vacancy>(kPost, "/v1/vacancies/put", Action::kWriteVacancy, "records", "Store a vacancy"),
      route<delete_vacancy>(kPost, "/v1/vacancies/delete", Action::kDeleteVacancy, "records", "Erase a vacancy"),
      large_route<write_batch>("/v1/records/batch", Action::kBatchWrite, "records", "Store and erase many records"),
      route<list_epochs>(kGet, "/v1/epochs", Action::kEpochsList, "epochs", "The epochs that answer"),
      in_the_background(route<build_epoch_now>(kPost, "/v1/epochs", Action::kEpochsBuild, "epochs",
                                               "Make a new epoch in the background")),
      route<current_epoch>(kGet, "/v1/epochs/current", Action::kEpochsList, "epochs", "The epoch that answers"),
      route<replay_match>(kPost, "/v1/matches/replay", Action::kReplay, "matches", "A logged list once more"),
      route<tell_status>(kGet, "/v1/status", Action::kStatus, "service", "Loads, quarantine, running jobs"),
      open_route<tell_session>("/v1/session", Door::kSession, "Who asks, and what they may"),
      {.method = kGet,
       .path = "/v1/metrics",
       .door = Door::kAccount,
       .action = Action::kMetrics,
       .type = "text/plain; version=0.0.4; charset=utf-8",
       .summary = "Counts, as Prometheus reads them",
       .tag = "service"},
      {.method = kGet,
       .path = "/v1/openapi.json",
       .door = Door::kOpen,
       .action = {},
       .type = kJsonType,
       .summary = "This document",
       .tag = "service"},
      open_route<tell_live>("/v1/health/live", Door::kOpen, "Whether the process is there"),
      open_route<tell_ready>("/v1/health/ready", Door::kOpen, "Whether it answers"),
  };
}

}  // namespace

std::span<const Route> routes() {
  static const std::vector<Route> table = make_routes();
  return table;
}

std::optional<Routed> find_route(std::string_view method, std::string_view path) {
  bool known = false;
  const auto table = routes();
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].path != path) continue;
    known = true;
    if (table[i].method == method || (method == "HEAD" && table[i].method == "GET")) return Routed{&table[i], i};
  }
  return known ? std::optional(Routed{}) : std::nullopt;
}

std::string methods_of(std::string_view path) {
  std::string methods;
  for (const Route& route : routes()) {
    if (route.path != path) continue;
    methods += (methods.empty() ? "" : ", ") + std::string(route.method);
    if (route.method == "GET") methods += ", HEAD";
  }
  return methods;
}

}  // namespace schakel
