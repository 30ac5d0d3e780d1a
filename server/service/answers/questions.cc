#include "engine/advice/questions.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "server/answers/advice_words.h"
#include "server/service/answers/advice.h"
#include "server/service/lists/list_request.h"
#include "server/service/lists/match_parts.h"
#include "server/service/parties.h"
#include "server/service/profiles.h"

namespace schakel {

Answered<void> seeker_questions(Call& call, const api::SeekerQuestionsRequest& request, api::SeekerQuestions& answer) {
  const auto top = read_top(request.top(), 20, kMostRows);
  if (!top) return std::unexpected(top.error());
  const auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  Parties parties(call);
  const auto seeker = parties.seeker(request.seeker_id(), told_seeker(request));
  if (!seeker) return std::unexpected(seeker.error());
  const Words& words = call.words(request.language());
  fill_provenance(call, *answer.mutable_provenance());
  parties.add_warnings(request.language(), *answer.mutable_provenance());
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  fill_profile(words, *seeker, *answer.mutable_seeker());
  answer.set_top(*top);
  Matcher matcher(parties.book(), call.open->vacancies());
  for (const SeekerQuestion& question : questions_of(matcher, weights->applied, seeker->side, *top)) {
    auto& told = *answer.add_questions();
    told.set_field(std::string(field_name(question.field)));
    told.set_name(field_in_words(words, question.field));
    told.set_gained(static_cast<std::uint32_t>(question.gained));
    told.set_settled(static_cast<std::uint32_t>(question.settled));
    told.set_raised(static_cast<std::uint32_t>(question.raised));
    if (question.best_rank > 0) told.set_best_rank(question.best_rank);
  }
  return {};
}

Answered<void> vacancy_questions(Call& call, const api::VacancyQuestionsRequest& request,
                                 api::VacancyQuestions& answer) {
  const auto top = read_top(request.top(), 20, 100);
  if (!top) return std::unexpected(top.error());
  const auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  const Market market = call.market();
  Parties parties(call);
  const auto vacancy = parties.vacancy(request.vacancy_id(), told_vacancy(request), request.conditions());
  if (!vacancy) return std::unexpected(vacancy.error());
  const Words& words = call.words(request.language());
  fill_provenance(call, *answer.mutable_provenance());
  parties.add_warnings(request.language(), *answer.mutable_provenance());
  warn_about_weights(*weights, words, *answer.mutable_provenance());
  fill_weights(*weights, *answer.mutable_weights());
  fill_profile(words, *vacancy, *answer.mutable_vacancy());
  answer.set_top(*top);
  Matcher matcher(parties.book());
  const MatchAnswer list = matcher.for_vacancy(vacancy->side, {.k = *top, .weights = weights->applied});
  std::vector<ListedPair> pairs;
  for (const Ranked& row : list.rows) pairs.push_back({vacancy->side, side_of(market, SeekerId{row.other})});
  const auto questions = questions_of_rows(parties.book(), weights->applied, pairs);

  std::map<Field, api::VacancyQuestion> by_field;
  for (std::size_t i = 0; i < questions.size(); ++i)
    for (const RowQuestion& question : questions[i]) {
      auto& told = by_field[question.field];
      told.set_candidates(told.candidates() + 1);
      if (question.settles) told.set_settles(told.settles() + 1);
      if (told.best_rank() == 0 || question.rank < told.best_rank()) told.set_best_rank(question.rank);
      auto& row = *told.add_rows();
      const SeekerId seeker{list.rows[i].other};
      call.show(market.name(seeker));
      fill_profile(words, market, seeker, *row.mutable_seeker());
      row.set_rank(static_cast<std::uint32_t>(i) + 1);
      fill_question(words, question, *row.mutable_question());
    }
  std::vector<std::pair<Field, api::VacancyQuestion>> ordered;
  for (auto& [field, question] : by_field) ordered.emplace_back(field, std::move(question));
  std::ranges::stable_sort(ordered, [](const auto& a, const auto& b) {
    return std::tuple(a.second.candidates(), a.second.settles()) >
           std::tuple(b.second.candidates(), b.second.settles());
  });
  for (auto& [field, question] : ordered) {
    question.set_field(std::string(field_name(field)));
    question.set_name(field_in_words(words, field));
    question.set_of_vacancy(is_of_vacancy(field));
    *answer.add_questions() = std::move(question);
  }
  return {};
}

}  // namespace schakel
