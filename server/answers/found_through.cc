#include "server/answers/found_through.h"

#include <fmt/core.h>

namespace schakel {
namespace {

std::string last_in(std::uint16_t year) { return year == 0 ? "" : fmt::format(", last in {}", year); }

std::string competence(const Words& words, const CompetenceFact& fact) {
  const std::string level = fact.level == 0 ? "" : fmt::format(", level {}", fact.level);
  return words.concept_name(fact.concept_id) + level + last_in(fact.year);
}

std::string experience(const Words& words, const ExperienceFact& fact) {
  const std::string months = fact.months == 0 ? "" : ", " + Words::months(fact.months);
  return words.concept_name(fact.concept_id) + months + last_in(fact.year);
}

std::string education(const Epoch& epoch, const Words& words, const EducationFact& fact) {
  std::string text(fact.level == 0 ? "level unknown" : Words::education_level(fact.level));
  if (fact.field != kNoCode) text += " in " + words.education_field(epoch.rules().codes[fact.field]);
  if (fact.diploma == NO) text += ", without diploma";
  if (fact.diploma == ANSWER_UNKNOWN) text += ", diploma unknown";
  return text;
}

std::string language(std::uint8_t level) {
  return level == kUnknown8 ? "level unknown" : fmt::format("level {}", level);
}

// Whether the profile says anything of the item's kind.
bool has_facts(const SeekerView& seeker, std::uint8_t kind) {
  switch (kind) {
    case COMPETENCE:
      return !seeker.competences.empty();
    case EXPERIENCE:
      return !seeker.experience.empty();
    case EDUCATION:
      return !seeker.education.empty();
    case SPOKEN_LANGUAGE:
    case WRITTEN_LANGUAGE:
      return !seeker.languages.empty();
    case DRIVING_LICENCE:
      return seeker.scalars->licences_known != 0;
    case OCCUPATION:
      return !seeker.wanted.empty();
    case SECTOR:
      return !seeker.sectors.empty();
    default:
      return seeker.scalars->contract_forms != 0;
  }
}

std::string why_not_found(const Epoch& epoch, const SeekerView& seeker, const ItemScore& score) {
  const Item& item = epoch.items[score.item];
  if (score.quality.high == 0) return "not found in the profile";
  if (is_unknowable(item)) return "a code that the taxonomy does not know";
  return has_facts(seeker, item.kind) ? "the profile is not complete enough to tell" : "not in the profile";
}

}  // namespace

std::string_view relation_name(Relatedness relation) {
  switch (relation) {
    case Relatedness::kExact:
      return "exact";
    case Relatedness::kNarrower:
      return "narrower";
    case Relatedness::kRelated:
      return "related";
    case Relatedness::kBroader:
      return "broader";
    case Relatedness::kSibling:
      return "sibling";
    case Relatedness::kIsco4:
      return "same ISCO-4 group";
    case Relatedness::kIsco3:
      return "same ISCO-3 group";
    case Relatedness::kIsco2:
      return "same ISCO-2 group";
    case Relatedness::kNeighbour:
      return "neighbour by competences";
  }
  return "";
}

bool has_relation(const Item& item) {
  return item.kind == COMPETENCE || item.kind == EXPERIENCE || item.kind == OCCUPATION;
}

std::string fact_in_words(const Epoch& epoch, const Words& words, SeekerId id, const ItemScore& score) {
  const SeekerView seeker = epoch.seeker(id);
  if (score.quality.low == 0) return why_not_found(epoch, seeker, score);
  const std::uint32_t fact = score.through.fact;
  switch (epoch.items[score.item].kind) {
    case COMPETENCE:
      return competence(words, seeker.competences[fact]);
    case EXPERIENCE:
      return experience(words, seeker.experience[fact]);
    case EDUCATION:
      return education(epoch, words, seeker.education[fact]);
    case SPOKEN_LANGUAGE:
      return language(seeker.languages[fact].spoken);
    case WRITTEN_LANGUAGE:
      return language(seeker.languages[fact].written);
    case DRIVING_LICENCE:
      return "held, or covered by one that is held";
    case OCCUPATION:
      return "wants " + words.concept_name(seeker.wanted[fact]);
    case SECTOR:
      return "wants " + words.sector(epoch.rules().codes[seeker.sectors[fact]]);
    default:
      return "wants it";
  }
}

}  // namespace schakel
