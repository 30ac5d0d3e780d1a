#include "server/cli/parse_change.h"

#include <charconv>
#include <string_view>

#include "server/answers/words.h"

namespace schakel::cli {
namespace {

std::optional<std::uint32_t> number(std::string_view text, std::uint32_t least, std::uint32_t most) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value >= least && value <= most ? std::optional(value) : std::nullopt;
}

std::unexpected<Error> wrong(std::string_view option, const std::string& text, std::string_view expected) {
  return fail(ErrorCode::kBadUsage, std::string(option) + " '" + text + "': expected " + std::string(expected));
}

// A URI has colons itself: only what follows the last one and is a level is a level.
Result<ProfileChange::Competence> competence(const Epoch& epoch, const std::string& text) {
  if (epoch.taxonomy().competence(text) != kNoConcept) return ProfileChange::Competence{text, 0};
  const std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    const auto level = number(std::string_view(text).substr(colon + 1), 1, 5);
    const std::string code = text.substr(0, colon);
    if (level && epoch.taxonomy().competence(code) != kNoConcept) return ProfileChange::Competence{code, *level};
  }
  return wrong("--competence", text, "the URI of a competence that the taxonomy knows, with or without :level (1-5)");
}

Result<ProfileChange::LanguageLevel> language(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const auto level =
      colon == std::string_view::npos ? std::nullopt : number(std::string_view(text).substr(colon + 1), 1, 4);
  if (!level || colon != 3) return wrong("--speaks", text, "an ISO 639-3 code and a level 1-4, such as nld:3");
  return ProfileChange::LanguageLevel{text.substr(0, colon), *level};
}

std::optional<std::uint32_t> education_level(std::string_view text) {
  if (text == "havo" || text == "vwo") return 3;
  for (std::uint32_t level = 1; level <= 6; ++level)
    if (text == Words::education_level(level)) return level;
  return number(text, 1, 6);
}

Result<ProfileChange::Diploma> diploma(const std::string& text) {
  const std::string_view whole = text;
  const std::size_t colon = whole.find(':');
  const auto level = education_level(whole.substr(0, colon));
  if (!level)
    return wrong("--diploma", text,
                 "a level (vmbo, havo, vwo, mbo, hbo, wo or 1-6), with or without :field, as mbo:0713");
  return ProfileChange::Diploma{*level, std::string(colon == std::string_view::npos ? "" : whole.substr(colon + 1))};
}

Result<void> set_hours(const std::string& text, ProfileChange& change) {
  const std::string_view whole = text;
  const std::size_t dash = whole.find('-');
  change.hours_max = number(dash == std::string_view::npos ? whole : whole.substr(dash + 1), 0, 80);
  if (dash != std::string_view::npos) change.hours_min = number(whole.substr(0, dash), 0, 80);
  const bool understood = change.hours_max && (dash == std::string_view::npos || change.hours_min);
  if (!understood || (change.hours_min && *change.hours_min > *change.hours_max))
    return wrong("--hours", text, "the most hours per week, or the least and the most: 36, 24-36");
  return {};
}

// Parses each text and adds it to a list of the change.
template <class Part>
Result<void> add_each(const std::vector<std::string>& texts, std::vector<Part>& parts, const auto& parse) {
  for (const std::string& text : texts) {
    auto part = parse(text);
    if (!part) return std::unexpected(part.error());
    parts.push_back(*std::move(part));
  }
  return {};
}

}  // namespace

Result<ProfileChange> parse_change(const Epoch& epoch, const ChangeTexts& texts) {
  ProfileChange change{.licences = texts.licences, .kilometres = texts.kilometres};
  const auto parse_competence = [&](const std::string& text) { return competence(epoch, text); };
  if (auto done = add_each(texts.competences, change.competences, parse_competence); !done)
    return std::unexpected(done.error());
  if (auto done = add_each(texts.languages, change.languages, language); !done) return std::unexpected(done.error());
  if (auto done = add_each(texts.diplomas, change.diplomas, diploma); !done) return std::unexpected(done.error());
  if (texts.hours)
    if (auto done = set_hours(*texts.hours, change); !done) return std::unexpected(done.error());
  return change;
}

}  // namespace schakel::cli
