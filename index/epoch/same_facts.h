// Whether two records say the same to every score, the counts apart. `words` gives the second one's number for a code
// or an item of the first: words.code(CodeId), words.item(ItemId).
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <type_traits>

#include "index/epoch/facts.h"

namespace schakel {

template <class T>
bool same_bytes(std::span<const T> a, std::span<const T> b) {
  static_assert(std::has_unique_object_representations_v<T>);
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

// Of an overlay's records: it numbers what its base has numbered as the base does.
struct SameWords {
  [[nodiscard]] static CodeId code(CodeId then) { return then; }
  [[nodiscard]] static ItemId item(ItemId then) { return then; }
};

template <class Words>
bool same_facts(const SeekerView& a, const SeekerView& b, const Words& words) {
  const auto same_code = [&](CodeId then, CodeId now) { return words.code(then) == now; };
  const auto same_education = [&](const EducationFact& then, const EducationFact& now) {
    return same_code(then.field, now.field) && then.level == now.level && then.diploma == now.diploma;
  };
  const auto same_language = [&](const LanguageFact& then, const LanguageFact& now) {
    return same_code(then.language, now.language) && then.spoken == now.spoken && then.written == now.written;
  };
  return same_bytes(std::span(a.scalars, 1), std::span(b.scalars, 1)) && same_bytes(a.competences, b.competences) &&
         same_bytes(a.experience, b.experience) && same_bytes(a.wanted, b.wanted) &&
         std::ranges::equal(a.education, b.education, same_education) &&
         std::ranges::equal(a.languages, b.languages, same_language) &&
         std::ranges::equal(a.licences, b.licences, same_code) && std::ranges::equal(a.sectors, b.sectors, same_code);
}

template <class Words>
bool same_facts(const VacancyView& a, const VacancyView& b, const Words& words) {
  return same_bytes(std::span(a.scalars, 1), std::span(b.scalars, 1)) &&
         std::ranges::equal(a.items, b.items, [&](const VacancyItem& then, const VacancyItem& now) {
           return words.item(then.item) == now.item && then.units == now.units && then.condition == now.condition;
         });
}

}  // namespace schakel
