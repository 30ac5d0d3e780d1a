// An epoch's codes in words: sentences in English, names in Dutch where there are any.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "index/epoch/epoch.h"

namespace schakel {

// Immutable, so any thread may ask. The epoch must outlive it. A code that nothing names stands for itself.
class Words {
 public:
  explicit Words(const Epoch& epoch);

  // "Heftruckchauffeur": the label of a concept in Dutch, else in English, else in any language. O(log n).
  [[nodiscard]] std::string concept_name(std::string_view uri) const;
  [[nodiscard]] std::string concept_name(ConceptId id) const;
  // "Heftruckchauffeur, Magazijnmedewerker": several, in their order.
  [[nodiscard]] std::string concept_names(const google::protobuf::RepeatedPtrField<std::string>& uris) const;
  // "5611 Eindhoven" of the postcode "5611AB"; without a known place the postcode; "" when there is none.
  [[nodiscard]] std::string place(std::string_view postcode) const;
  [[nodiscard]] std::string language(std::string_view code) const { return name_in(languages_, code); }
  [[nodiscard]] std::string sector(std::string_view code) const { return name_in(sectors_, code); }
  // "mbo" for 4; "" for 0.
  [[nodiscard]] static std::string_view education_level(std::uint32_t level);
  // The name of an ISCED-F field, or of the nearest one above it.
  [[nodiscard]] std::string education_field(std::string_view code) const;
  // "24 months"
  [[nodiscard]] static std::string months(std::uint32_t number);
  // "permanent", of the form's name.
  [[nodiscard]] static std::string contract(std::string_view form);

  // "spoken Duits (level 3)"; "experience as Orderpicker (6 months)"; "driving licence B".
  [[nodiscard]] std::string item(ItemId id) const;

 private:
  using Names = std::map<std::string_view, std::string_view>;
  static Names read_names(std::string_view table);
  static std::string name_in(const Names& names, std::string_view code);
  [[nodiscard]] std::string education(const Item& item) const;

  const Epoch& epoch_;
  Names languages_, sectors_, fields_;
};

// "32-40 hours", "from 32 hours", "at most 24 hours", "hours unknown".
[[nodiscard]] std::string weekly_hours(const HoursPerWeek& hours);

// "4.2 km"
[[nodiscard]] std::string kilometres(std::uint32_t metres);

}  // namespace schakel
