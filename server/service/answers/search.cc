#include "server/service/answers/market.h"
#include "server/service/lists/list_request.h"

namespace schakel {
namespace {

constexpr std::uint32_t kMostTexts = 100, kMostConcepts = 20;
constexpr std::size_t kLongestText = 500;

Answered<void> search(Call& call, const api::SearchRequest& request, bool seekers, api::SearchAnswer& answer) {
  const auto top = read_top(request.top(), 20, kMostRows);
  if (!top) return std::unexpected(top.error());
  if (request.text().empty()) return refuse_field("text", "missing", "say what to look for");
  const auto found =
      call.shared.live.search({.text = request.text(), .vacancies = !seekers, .seekers = seekers, .top = *top});
  if (!found && found.error().code == ErrorCode::kBadInput) return refuse_field("text", "query", found.error().message);
  if (!found) return refuse_error(found.error());
  fill_provenance(call, *answer.mutable_provenance());
  answer.mutable_provenance()->set_exact(false);
  const LiveStatus status = call.shared.live.status();
  answer.set_sequence(status.text_sequence.value_or(0));
  answer.set_newest_sequence(status.sequence);
  answer.set_estimated_total(static_cast<std::uint32_t>(found->estimated_total));
  answer.set_corrected(found->corrected);
  for (const TextHit& hit : found->hits) {
    if (seekers) call.show(hit.id);
    auto& told = *answer.add_hits();
    told.set_id(hit.id);
    told.set_title(hit.title);
    if (!seekers) told.set_snippet(hit.snippet);  // of a seeker it is no part of the limited profile
    told.set_percent(hit.percent);
  }
  return {};
}

}  // namespace

Answered<void> search_seekers(Call& call, const api::SearchRequest& request, api::SearchAnswer& answer) {
  return search(call, request, true, answer);
}

Answered<void> search_vacancies(Call& call, const api::SearchRequest& request, api::SearchAnswer& answer) {
  return search(call, request, false, answer);
}

Answered<void> recognise(Call& call, const api::RecogniseRequest& request, api::RecogniseAnswer& answer) {
  const auto top = read_top(request.top(), 5, kMostConcepts);
  if (!top) return std::unexpected(top.error());
  if (request.texts().empty()) return refuse_field("texts", "missing", "give 1 to 100 texts");
  if (request.texts_size() > static_cast<int>(kMostTexts)) return refuse_field("texts", "range", "give 1 to 100 texts");
  for (int i = 0; i < request.texts_size(); ++i)
    if (request.texts(i).size() > kLongestText)
      return refuse_field("texts[" + std::to_string(i) + "]", "range", "a text has at most 500 bytes");
  const auto known = call.shared.recognisers.of(
      *call.open->epoch,
      request.kind() == api::RecogniseRequest::COMPETENCES ? RecogniserKind::kCompetence : RecogniserKind::kOccupation,
      request.language() == api::EN ? AnswerLanguage::kEnglish : AnswerLanguage::kDutch);
  if (!known) return refuse_error(known.error());
  const Recogniser& recogniser = *(*known)->recogniser;
  const auto worker = (*known)->workers.take([&] { return std::make_unique<Recogniser::Worker>(recogniser); });
  for (const std::string& text : request.texts()) {
    const Recognition recognition = worker->recognise(text, *top);
    auto& told = *answer.add_texts();
    told.set_text(text);
    told.set_group(recognition.group);
    for (const Recognised& one : recognition.ranked) {
      const KnownConcept& known_concept = recogniser.concepts()[one.owner];
      auto& to = *told.add_concepts();
      to.set_code(known_concept.uri);
      to.set_name(known_concept.name);
      to.set_isco(known_concept.isco);
      to.set_score(one.score);
      to.set_confidence(one.confidence);
      to.set_label(recogniser.labels()[one.label].text);
    }
  }
  return {};
}

}  // namespace schakel
