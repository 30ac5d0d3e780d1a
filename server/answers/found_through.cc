#include "server/answers/found_through.h"

#include <fmt/core.h>

namespace schakel {
namespace {

std::string last_in(const Words& words, std::uint16_t year) {
  return year == 0 ? "" : words.say(", laatst in {}", ", last in {}", year);
}

std::string competence(const Words& words, const CompetenceFact& fact) {
  const std::string level = fact.level == 0 ? "" : words.say(", niveau {}", ", level {}", fact.level);
  return words.concept_name(fact.concept_id) + level + last_in(words, fact.year);
}

std::string experience(const Words& words, const ExperienceFact& fact) {
  const std::string months = fact.months == 0 ? "" : ", " + words.months(fact.months);
  return words.concept_name(fact.concept_id) + months + last_in(words, fact.year);
}

std::string education(const ItemTexts& texts, const EducationFact& fact) {
  const Words& words = texts.words();
  std::string text = fact.level == 0 ? words.say("niveau onbekend", "level unknown") : words.education(fact.level);
  if (fact.field != kNoCode) text += ", " + words.education_field(texts.rules().code(fact.field));
  if (fact.diploma == NO) text += words.say(", zonder diploma", ", without diploma");
  if (fact.diploma == ANSWER_UNKNOWN) text += words.say(", diploma onbekend", ", diploma unknown");
  return text;
}

std::string language(const Words& words, std::uint8_t level) {
  return level == kUnknown8 ? words.say("niveau onbekend", "level unknown") : words.say("niveau {}", "level {}", level);
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

std::string why_not_found(const ItemTexts& texts, const SeekerView& seeker, const ItemScore& score) {
  const Words& words = texts.words();
  const Item& item = texts.item(score.item);
  if (score.quality.high == 0) return words.say("niet gevonden in het profiel", "not found in the profile");
  if (is_unknowable(item))
    return words.say("een code die de taxonomie niet kent", "a code that the taxonomy does not know");
  if (item.doubt > 0) return words.say("niet zeker dat dit gevraagd is", "not sure that this is asked");
  return has_facts(seeker, item.kind)
             ? words.say("het profiel is daarvoor niet volledig genoeg", "the profile is not complete enough to tell")
             : words.say("niet ingevuld in het profiel", "not in the profile");
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
    case Relatedness::kPassend:
      return "passende arbeid";
  }
  return "";
}

std::string relation_in_words(const Words& words, Relatedness relation) {
  switch (relation) {
    case Relatedness::kExact:
      return "";
    case Relatedness::kNarrower:
      return words.say("specifieker", "narrower");
    case Relatedness::kRelated:
      return words.say("verwant", "related");
    case Relatedness::kBroader:
      return words.say("algemener", "broader");
    case Relatedness::kSibling:
      return words.say("naaste", "sibling");
    case Relatedness::kIsco4:
      return words.say("zelfde beroepsgroep (ISCO-4)", "same unit group (ISCO-4)");
    case Relatedness::kIsco3:
      return words.say("zelfde beroepsgroep (ISCO-3)", "same minor group (ISCO-3)");
    case Relatedness::kIsco2:
      return words.say("zelfde beroepsgroep (ISCO-2)", "same sub-major group (ISCO-2)");
    case Relatedness::kNeighbour:
      return words.say("beroep met dezelfde competenties", "occupation with the same competences");
    case Relatedness::kPassend:
      return words.say("passende arbeid", "suitable work (passende arbeid)");
  }
  return "";
}

bool has_relation(const Item& item) {
  return item.kind == COMPETENCE || item.kind == EXPERIENCE || item.kind == OCCUPATION;
}

std::string fact_in_words(const ItemTexts& texts, const SeekerView& seeker, const ItemScore& score) {
  const Words& words = texts.words();
  if (score.quality.low == 0) return why_not_found(texts, seeker, score);
  const std::uint32_t fact = score.through.fact;
  switch (texts.item(score.item).kind) {
    case COMPETENCE:
      return competence(words, seeker.competences[fact]);
    case EXPERIENCE:
      return experience(words, seeker.experience[fact]);
    case EDUCATION:
      return education(texts, seeker.education[fact]);
    case SPOKEN_LANGUAGE:
      return language(words, seeker.languages[fact].spoken);
    case WRITTEN_LANGUAGE:
      return language(words, seeker.languages[fact].written);
    case DRIVING_LICENCE:
      return words.say("aanwezig, of valt onder een ander", "held, or covered by one that is held");
    case OCCUPATION:
      return words.say("wil {}", "wants {}", words.concept_name(seeker.wanted[fact].concept_id));
    case SECTOR:
      return words.say("wil {}", "wants {}", words.sector(texts.rules().code(seeker.sectors[fact])));
    default:
      return words.say("wil dit", "wants this");
  }
}

}  // namespace schakel
