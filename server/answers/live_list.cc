#include "server/answers/live_list.h"

#include <deque>
#include <string>

#include "engine/match.h"
#include "server/answers/advice_json.h"
#include "server/answers/pair_parts.h"

namespace schakel {
namespace {

void add_named(JsonWriter& json, const Words& words, const std::string& uri) {
  json.begin_object().field("code", std::string_view(uri));
  json.field("name", std::string_view(words.concept_name(uri))).end_object();
}

void add_seeker(JsonWriter& json, Market market, const Words& words, SeekerId id) {
  const Seeker record = market.record(id);
  json.field("seeker", market.name(id)).key("wants").begin_array();
  for (const std::string& uri : record.wanted_occupations()) add_named(json, words, uri);
  for (const WantedTitle& title : record.wanted_titles())
    if (!title.code().empty()) add_named(json, words, title.code());
  json.end_array();
}

void add_vacancy(JsonWriter& json, Market market, const Words& words, VacancyId id) {
  const Vacancy record = market.record(id);
  json.field("vacancy", market.name(id)).field("title", std::string_view(record.title()));
  json.field("employer", std::string_view(record.employer().name()));
  if (record.occupation().empty()) return;
  json.key("occupation");
  add_named(json, words, record.occupation());
}

void add_questions(const GuestBook& book, LiveList& list) {
  std::vector<ListedPair> pairs;
  std::deque<Unwidened> unwidened;
  for (const ListRow& row : list.rows) {
    const SeekerSide seeker = side_of(book.market(), row.seeker);
    pairs.push_back({side_of(book.market(), row.vacancy),
                     list.request.passende_arbeid ? seeker : unwidened.emplace_back(seeker).side()});
  }
  auto questions = questions_of_rows(book, list.weights, pairs);
  for (std::size_t i = 0; i < list.rows.size(); ++i) list.rows[i].questions = std::move(questions[i]);
}

void add_near_misses(JsonWriter& json, Market market, const Words& words, const LiveList& list) {
  if (!list.request.near_misses) return;
  json.key("nearMisses").begin_array();
  for (const NearMiss& miss : list.near_misses) {
    json.begin_object();
    if (std::holds_alternative<VacancyId>(list.request.owner))
      add_seeker(json, market, words, SeekerId{miss.other});
    else
      add_vacancy(json, market, words, VacancyId{miss.other});
    json.field("total", miss.total).field("rank", miss.rank);
    json.field("fails", std::string_view(market.item_text(miss.failing))).end_object();
  }
  json.end_array();
}

}  // namespace

LiveList make_list(Market market, const ListRequest& request) {
  LiveList list{.request = request, .weights = request.weights.value_or(market.model().weights)};
  Matcher matcher(market);
  const MatchOptions options{.k = request.top,
                             .weights = list.weights,
                             .exclude_unknown = request.exclude_unknown,
                             .passende_arbeid = request.passende_arbeid};
  const auto* vacancy = std::get_if<VacancyId>(&request.owner);
  const MatchAnswer answer = vacancy != nullptr ? matcher.for_vacancy(*vacancy, options)
                                                : matcher.for_seeker(std::get<SeekerId>(request.owner), options);
  list.considered = answer.considered;
  for (const Ranked& ranked : answer.rows) {
    ListRow& row = list.rows.emplace_back();
    row.vacancy = vacancy != nullptr ? *vacancy : VacancyId{ranked.other};
    row.seeker = vacancy != nullptr ? SeekerId{ranked.other} : std::get<SeekerId>(request.owner);
    const SeekerSide seeker = side_of(market, row.seeker);
    score_pair(market, list.weights, side_of(market, row.vacancy),
               request.passende_arbeid ? seeker : Unwidened(seeker).side(), row.score);
    row.points = category_points(list.weights, row.score);
    row.item_points = item_points(row.score, row.points);
  }
  add_questions(matcher.book(), list);
  if (!request.near_misses) return list;
  const ListRules rules{.exclude_unknown = request.exclude_unknown, .allows = {}};
  list.near_misses =
      vacancy != nullptr
          ? near_misses(matcher, list.weights, side_of(market, *vacancy), request.top, rules)
          : near_misses(matcher, list.weights, side_of(market, std::get<SeekerId>(request.owner)), request.top, rules);
  return list;
}

JsonWriter to_json(Market market, const Words& words, const LiveList& list) {
  JsonWriter json;
  json.begin_object();
  add_epoch(json, market);
  add_weights(json, list.request.weights, list.weights);
  json.field("unknown", list.request.exclude_unknown ? "exclude" : "include").field("top", list.request.top);
  json.field("passendeArbeid", list.request.passende_arbeid);
  const auto* vacancy = std::get_if<VacancyId>(&list.request.owner);
  if (vacancy != nullptr)
    add_vacancy(json, market, words, *vacancy);
  else
    add_seeker(json, market, words, std::get<SeekerId>(list.request.owner));
  json.field("withinReach", list.considered).key("rows").begin_array();
  std::uint32_t rank = 0;
  for (const ListRow& row : list.rows) {
    json.begin_object().field("rank", ++rank);
    vacancy != nullptr ? add_seeker(json, market, words, row.seeker) : add_vacancy(json, market, words, row.vacancy);
    add_score(json, row.score, row.points);
    add_criteria(json, row.score);
    add_item_codes(json, market, row.score.items);
    schakel::add_questions(json, words, row.questions);
    json.end_object();
  }
  json.end_array();
  add_near_misses(json, market, words, list);
  json.end_object();
  return json;
}

}  // namespace schakel
