// An epoch's codes in words, in Dutch or in English.
#pragma once

#include <fmt/core.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/epoch/epoch.h"

namespace schakel {

enum class AnswerLanguage : std::uint8_t { kDutch, kEnglish };

// The language of an ISO 639-1 code, "nl" or "en"; nothing for another.
[[nodiscard]] std::optional<AnswerLanguage> language_of(std::string_view code);
[[nodiscard]] std::string_view code_of(AnswerLanguage language);

// Immutable, so any thread may ask. The epoch must outlive it. A code that nothing names stands for itself.
class Words {
 public:
  explicit Words(const Epoch& epoch, AnswerLanguage language = AnswerLanguage::kDutch);

  // Reads the names of all concepts and places, in parallel on the threads of TBB's current arena, so that asking for
  // one takes some nanoseconds instead of some microseconds: for who is asked often. Not while others ask. Cost: about
  // 100 ms of CPU for ESCO, and 2 MB.
  void keep_names();

  [[nodiscard]] AnswerLanguage told_in() const { return language_; }

  // The same sentence in both languages, each a format of the same arguments: the one of this Words is told.
  template <class... Args>
  [[nodiscard]] std::string say(fmt::format_string<const Args&...> dutch, fmt::format_string<const Args&...> english,
                                const Args&... args) const {
    return fmt::format(language_ == AnswerLanguage::kDutch ? dutch : english, args...);
  }

  // "Heftruckchauffeur": the label of a concept in this language, else in Dutch, English or any other. O(log n).
  [[nodiscard]] std::string concept_name(std::string_view uri) const;
  [[nodiscard]] std::string concept_name(ConceptId id) const;
  // "Heftruckchauffeur, Magazijnmedewerker": several, in their order.
  [[nodiscard]] std::string concept_names(const google::protobuf::RepeatedPtrField<std::string>& uris) const;
  // "5611 Eindhoven" of the postcode "5611AB"; without a known place the postcode; "" when there is none.
  [[nodiscard]] std::string place(std::string_view postcode) const;
  [[nodiscard]] std::string language(std::string_view code) const { return name_in(languages_, code); }
  [[nodiscard]] std::string sector(std::string_view code) const { return name_in(sectors_, code); }
  // An ISCO-08 group: "Bouwarbeiders ruwbouw" for "711".
  [[nodiscard]] std::string occupational_group(std::string_view code) const { return name_in(groups_, code); }
  // "West-Brabant" for "R29": a proper name, the same in both languages.
  [[nodiscard]] std::string region(std::string_view code) const { return name_in(regions_, code); }
  // "zeer ruim" for 1 to "zeer krap" for 5; "geen klasse" for 0.
  [[nodiscard]] std::string tension(std::uint32_t tension) const;
  // "mbo" for 4; "" for 0. Dutch: what stands on the diploma, and what a user may write.
  [[nodiscard]] static std::string_view education_level(std::uint32_t level);
  // The name of an ISCED-F field, or of the nearest one above it.
  [[nodiscard]] std::string education_field(std::string_view code) const;
  // "24 maanden", "1 month"
  [[nodiscard]] std::string months(std::uint32_t number) const;
  // "vast contract", of the form's name PERMANENT.
  [[nodiscard]] std::string contract(std::string_view form) const;
  // "32-40 uur", "vanaf 32 uur", "hours unknown"
  [[nodiscard]] std::string weekly_hours(const HoursPerWeek& hours) const;
  // "12.345", "12,345"
  [[nodiscard]] std::string number(std::uint64_t number) const;
  // "4,2 km", "4.2 km"
  [[nodiscard]] std::string kilometres(std::uint32_t metres) const;
  // "a, b en c"
  [[nodiscard]] std::string enumerate(const std::vector<std::string>& parts) const;

  // "Duits spreken (niveau 3)"; "ervaring als Orderpicker (6 maanden)"; "rijbewijs B".
  [[nodiscard]] std::string item(ItemId id) const;
  // The same of its parts; of any item, also one that the epoch does not have.
  [[nodiscard]] std::string item(int kind, std::string_view code, std::uint32_t minimum) const;
  // "mbo Gezondheidszorg", "hbo", "Onderwijs"; "mbo in Health"; "" when both are unknown.
  [[nodiscard]] std::string education(std::uint32_t level, std::string_view field = {}) const;

 private:
  using Names = std::map<std::string_view, std::string_view>;
  static Names read_names(std::string_view table, std::string_view column);
  [[nodiscard]] std::string read_concept_name(ConceptId id) const;
  static std::string name_in(const Names& names, std::string_view code);

  const Epoch& epoch_;
  AnswerLanguage language_;
  Names languages_, sectors_, fields_, groups_, regions_;
  std::vector<std::string> concept_names_;  // by ConceptId, once they are kept
  std::vector<std::string> places_;         // by the number of the postcode, "" where there is none
};

}  // namespace schakel
