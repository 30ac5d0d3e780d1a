#include "server/service/answers/matches.h"

#include <deque>
#include <memory>
#include <utility>

#include "server/answers/explanation.h"
#include "server/answers/short_form.h"
#include "server/service/lists/filters.h"
#include "server/service/lists/list_request.h"
#include "server/service/lists/match_parts.h"
#include "server/service/lists/misses.h"
#include "server/service/lists/rows_digest.h"
#include "server/service/parties.h"
#include "server/service/profiles.h"

namespace schakel {
namespace {

// What telling the rows of one list needs.
struct Telling {
  const ListAsked& asked;
  Parties& parties;
  const Words& words;
  ItemList& items;

  // Only sentences are made of more than the head of a row's record.
  [[nodiscard]] RecordPart part() const { return tells(api::SHORT) ? RecordPart::kWhole : RecordPart::kHead; }
  [[nodiscard]] bool tells(api::Explanation least) const { return asked.explanation >= least; }
  // Where the list begins at its top: the ranks of questions are those of the whole list.
  [[nodiscard]] bool tells_questions() const { return tells(api::DATA) && asked.position == 0; }
};

// One side of a list's pairs may have its wishes not widened; who looks at it lives here.
class Sides {
 public:
  explicit Sides(bool widened) : widened_(widened) {}
  [[nodiscard]] SeekerSide of(const SeekerSide& seeker) {
    return widened_ ? seeker : unwidened_.emplace_back(seeker).side();
  }

 private:
  bool widened_;
  std::deque<Unwidened> unwidened_;
};

void fill_pair(const Telling& telling, const VacancyParty& vacancy, const SeekerParty& seeker, const SeekerSide& side,
               PairScore& score, api::Match& match) {
  const CategoryWeights& weights = telling.asked.weights.applied;
  score_pair(telling.parties.book(), weights, vacancy.side, side, score);
  const bool full = telling.tells(api::FULL);
  fill_match(telling.items, weights, score,
             {.items = telling.tells(api::DATA), .facts_of = full ? &seeker.side.view : nullptr}, match);
  if (telling.tells(api::SHORT))
    match.set_short_(short_form(telling.words,
                                explain(telling.parties.book(), telling.words, vacancy, seeker,
                                        {.weights = weights, .passende_arbeid = telling.asked.query.passende_arbeid})));
}

void fill_questions(const Telling& telling, const std::vector<ListedPair>& pairs, const auto& match_of) {
  if (!telling.tells_questions()) return;
  const auto questions = questions_of_rows(telling.parties.book(), telling.asked.weights.applied, pairs);
  for (std::size_t i = 0; i < questions.size(); ++i)
    for (const RowQuestion& question : questions[i])
      fill_question(telling.words, question, *match_of(static_cast<int>(i)).add_questions());
}

void warn_about_page(const ListAsked& asked, const Words& words, api::Provenance& provenance) {
  if (!asked.changed_since_page) return;
  auto& warning = *provenance.add_warnings();
  warning.set_code("records-changed");
  warning.set_field("cursor");
  warning.set_text(words.say("sinds de vorige pagina zijn gegevens gewijzigd; deze pagina is van nu",
                             "records have changed since the page before; this page is as of now"));
}

template <class Request, class Rows>
void log_rows(Call& call, const Request& request, const ListAsked& asked, const Rows& rows) {
  api::LoggedMatch& logged = call.logged.emplace();
  if (asked.after) *logged.mutable_after() = *asked.after;
  fill_rows(rows, logged);
  if constexpr (std::is_same_v<Request, api::VacancyMatchesRequest>)
    *logged.mutable_vacancy_request() = request;
  else
    *logged.mutable_seeker_request() = request;
  log_list(call);
}

// What both directions tell of a list before its rows, and behind them.
template <class Answer>
void fill_head(const Telling& telling, api::Language language, const Page& page, Answer& answer) {
  telling.parties.add_warnings(language, *answer.mutable_provenance());
  warn_about_weights(telling.asked.weights, telling.words, *answer.mutable_provenance());
  warn_about_page(telling.asked, telling.words, *answer.mutable_provenance());
  fill_weights(telling.asked.weights, *answer.mutable_weights());
  answer.set_considered(static_cast<std::uint32_t>(page.considered));
  if (page.eligible) answer.set_eligible(static_cast<std::uint32_t>(*page.eligible));
}

// A list when it is known who stands in it, and nothing has been told of them.
template <class Party>
struct FoundList {
  FoundList(Call& call, ListAsked asked_for) : asked(std::move(asked_for)), parties(call) {}
  ListAsked asked;
  Parties parties;
  Party party = {};
  Page page = {};
  std::vector<NearMiss> misses;
};

void tell(Call& call, const api::VacancyMatchesRequest& request, FoundList<VacancyParty>& found,
          api::VacancyMatches& answer) {
  const Market market = call.market();
  const Words& words = call.words(request.language());
  const ItemTexts texts(found.parties.book(), words);
  ItemList items(texts, *answer.mutable_items());
  const Telling telling{found.asked, found.parties, words, items};
  fill_head(telling, request.language(), found.page, answer);
  fill_profile(words, found.party, *answer.mutable_vacancy());
  Sides sides(found.asked.query.passende_arbeid);
  PairScore score;
  std::vector<ListedPair> pairs;
  for (const PageRow& row : found.page.rows) {
    const SeekerParty seeker = party_of(market, SeekerId{row.other}, telling.part());
    api::SeekerRow& told = *answer.add_rows();
    told.set_rank(static_cast<std::uint32_t>(found.asked.position) + static_cast<std::uint32_t>(answer.rows_size()));
    fill_profile(words, seeker, *told.mutable_seeker());
    pairs.push_back({found.party.side, sides.of(seeker.side)});
    fill_pair(telling, found.party, seeker, pairs.back().seeker, score, *told.mutable_match());
    if (telling.tells_questions()) pairs.back().qualities = qualities_of(score);
  }
  log_rows(call, request, found.asked, answer.rows());
  fill_questions(telling, pairs, [&](int i) -> api::Match& { return *answer.mutable_rows(i)->mutable_match(); });
  if (!found.page.rows.empty())
    answer.set_next_cursor(
        next_cursor(call, found.asked, found.page, market.name(SeekerId{found.page.rows.back().other})));
  for (const NearMiss& miss : found.misses) {
    api::SeekerNearMiss& told = *answer.add_near_misses();
    fill_profile(words, market, SeekerId{miss.other}, *told.mutable_seeker());
    told.set_total(miss.total);
    told.set_rank(static_cast<std::uint32_t>(miss.rank));
    fill_item(texts, miss.failing, *told.mutable_fails());
  }
}

void tell(Call& call, const api::SeekerMatchesRequest& request, FoundList<SeekerParty>& found,
          api::SeekerMatches& answer) {
  const Market market = call.market();
  const Words& words = call.words(request.language());
  const ItemTexts texts(found.parties.book(), words);
  ItemList items(texts, *answer.mutable_items());
  const Telling telling{found.asked, found.parties, words, items};
  fill_head(telling, request.language(), found.page, answer);
  fill_profile(words, found.party, *answer.mutable_seeker());
  Sides sides(found.asked.query.passende_arbeid);
  const SeekerSide side = sides.of(found.party.side);
  PairScore score;
  std::vector<ListedPair> pairs;
  for (const PageRow& row : found.page.rows) {
    const VacancyParty vacancy = party_of(market, VacancyId{row.other}, telling.part());
    api::VacancyRow& told = *answer.add_rows();
    told.set_rank(static_cast<std::uint32_t>(found.asked.position) + static_cast<std::uint32_t>(answer.rows_size()));
    fill_profile(words, vacancy, *told.mutable_vacancy());
    pairs.push_back({vacancy.side, side});
    fill_pair(telling, vacancy, found.party, side, score, *told.mutable_match());
    if (telling.tells_questions()) pairs.back().qualities = qualities_of(score);
  }
  log_rows(call, request, found.asked, answer.rows());
  fill_questions(telling, pairs, [&](int i) -> api::Match& { return *answer.mutable_rows(i)->mutable_match(); });
  if (!found.page.rows.empty())
    answer.set_next_cursor(
        next_cursor(call, found.asked, found.page, market.name(VacancyId{found.page.rows.back().other})));
  for (const NearMiss& miss : found.misses) {
    api::VacancyNearMiss& told = *answer.add_near_misses();
    fill_profile(words, market, VacancyId{miss.other}, *told.mutable_vacancy());
    told.set_total(miss.total);
    told.set_rank(static_cast<std::uint32_t>(miss.rank));
    fill_item(texts, miss.failing, *told.mutable_fails());
  }
}

// Who stands in the list is known now, and is written down; the rest of the answer is made meanwhile.
template <class Request, class Party, class Answer>
Answered<void> tell_later(Call& call, const Request& request, std::shared_ptr<FoundList<Party>> found, Answer& answer) {
  fill_provenance(call, *answer.mutable_provenance());
  call.act = [&call, &request, found = std::move(found), &answer]() -> Answered<void> {
    tell(call, request, *found, answer);
    return {};
  };
  return {};
}

}  // namespace

Answered<void> match_vacancy(Call& call, const api::VacancyMatchesRequest& request, api::VacancyMatches& answer) {
  auto asked = read_list_request(call, request);
  if (!asked) return std::unexpected(asked.error());
  const Market market = call.market();
  const auto found = std::make_shared<FoundList<VacancyParty>>(call, *std::move(asked));
  auto vacancy = found->parties.vacancy(request.vacancy_id(), told_vacancy(request), request.conditions());
  if (!vacancy) return std::unexpected(vacancy.error());
  found->party = *std::move(vacancy);
  const auto now = found->asked.now;
  if (now && !request.vacancy_id().empty() && !now->market().find_vacancy(request.vacancy_id()))
    return refuse(404, "not-found", "The vacancy with this vacancyId is gone since the page before");
  const auto filter = SeekersThatPass::read(request.filters(), market);
  if (!filter) return std::unexpected(filter.error());
  PageQuery query = found->asked.query;
  if (filter->any()) query.passes = [&](std::uint32_t id) { return filter->passes(found->party.side, SeekerId{id}); };
  if (now)
    query.remains = [&](std::uint32_t id) { return now->market().find_seeker(market.name(SeekerId{id})).has_value(); };

  Matcher matcher(found->parties.book());
  found->page = seekers_page(matcher, found->party.side, query);
  if (found->asked.near_misses > 0)
    found->misses = seeker_misses(matcher, found->party.side, query, found->asked.near_misses);
  for (const PageRow& row : found->page.rows) call.show(market.name(SeekerId{row.other}));
  for (const NearMiss& miss : found->misses) call.show(market.name(SeekerId{miss.other}));
  return tell_later(call, request, found, answer);
}

Answered<void> match_seeker(Call& call, const api::SeekerMatchesRequest& request, api::SeekerMatches& answer) {
  auto asked = read_list_request(call, request);
  if (!asked) return std::unexpected(asked.error());
  const Market market = call.market();
  const auto filter = VacanciesThatPass::read(request.filters(), market);
  if (!filter) return std::unexpected(filter.error());
  const auto found = std::make_shared<FoundList<SeekerParty>>(call, *std::move(asked));
  auto seeker = found->parties.seeker(request.seeker_id(), told_seeker(request));
  if (!seeker) return std::unexpected(seeker.error());
  found->party = *std::move(seeker);
  const auto now = found->asked.now;
  if (now && !request.seeker_id().empty() && !now->market().find_seeker(request.seeker_id()))
    return refuse(404, "not-found", "The seeker with this seekerId is gone since the page before");
  PageQuery query = found->asked.query;
  if (filter->any()) query.passes = [&](std::uint32_t id) { return filter->passes(found->party.side, VacancyId{id}); };
  if (now)
    query.remains = [&](std::uint32_t id) {
      return now->market().find_vacancy(market.name(VacancyId{id})).has_value();
    };

  Matcher matcher(found->parties.book(), call.open->vacancies());
  found->page = vacancies_page(matcher, found->party.side, query);
  if (found->asked.near_misses > 0)
    found->misses = vacancy_misses(matcher, found->party.side, query, found->asked.near_misses);
  return tell_later(call, request, found, answer);
}

}  // namespace schakel
