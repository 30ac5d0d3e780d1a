#include "server/answers/recognised_codes.h"

#include <fmt/format.h>

#include <span>

namespace schakel {
namespace {

// Keeps the one that loses least: an item or a fact that several entries stand for loses no more than that.
class Surest {
 public:
  explicit Surest(const ItemTexts& texts) : model_(*texts.rules().model) {}

  void offer(const std::string& text, std::uint32_t confidence) {
    const std::uint32_t grades = model_.doubt(confidence);
    if (!found_ || grades < found_->grades) found_ = {text, confidence, grades};
  }
  [[nodiscard]] std::optional<RecognisedText> result() const {
    return found_ && found_->grades > 0 ? found_ : std::nullopt;
  }

 private:
  const Model& model_;
  std::optional<RecognisedText> found_;
};

}  // namespace

std::optional<RecognisedText> recognised_item(const ItemTexts& texts, const Vacancy& record, const ItemScore& score) {
  const Item& item = texts.item(score.item);
  if (item.doubt == 0) return std::nullopt;
  const std::string_view code = texts.code(score.item);
  Surest surest(texts);
  if (item.kind == OCCUPATION) surest.offer(record.title(), record.occupation_confidence());
  for (const Requirement& asks : record.requirements()) {
    const std::uint32_t minimum = asks.kind() == EXPERIENCE ? asks.min_months() : asks.min_level();
    if (asks.kind() == item.kind && asks.code() == code && minimum == item.minimum)
      surest.offer(asks.text(), asks.confidence());
  }
  return surest.result();
}

std::optional<RecognisedText> recognised_fact(const ItemTexts& texts, const SeekerParty& party,
                                              const ItemScore& score) {
  if (score.quality.low == 0 || score.through.fact == Through::kNoFact) return std::nullopt;
  const SeekerView& seeker = party.side.view;
  const Seeker& record = party.record;
  const Taxonomy& taxonomy = *texts.rules().taxonomy;
  const std::size_t at = score.through.fact;
  Surest surest(texts);
  const std::uint8_t kind = texts.item(score.item).kind;
  if (kind == COMPETENCE && seeker.competences[at].doubt > 0) {
    std::size_t known = 0;  // facts are the entries with a known code, in order
    for (const HeldCompetence& held : record.competences())
      if (taxonomy.competence(held.code()) != kNoConcept && known++ == at) surest.offer(held.text(), held.confidence());
  } else if (kind == EXPERIENCE && seeker.experience[at].doubt > 0) {
    for (const Experience& job : record.experience())
      if (taxonomy.occupation(job.occupation()) == seeker.experience[at].concept_id)
        surest.offer(job.text(), job.confidence());
  } else if (kind == OCCUPATION && seeker.wanted[at].doubt > 0) {
    for (const WantedTitle& title : record.wanted_titles())
      if (taxonomy.occupation(title.code()) == seeker.wanted[at].concept_id)
        surest.offer(title.text(), title.confidence());
  }
  return surest.result();
}

std::string wishes_in_words(const Words& words, const Seeker& record) {
  std::string wishes = words.concept_names(record.wanted_occupations());
  for (const WantedTitle& title : record.wanted_titles()) {
    if (title.code().empty() && title.text().empty()) continue;
    if (!wishes.empty()) wishes += ", ";
    wishes += title.code().empty() ? fmt::format("'{}'", title.text()) : words.concept_name(title.code());
  }
  return wishes;
}

}  // namespace schakel
