// Which codes of a pair were recognised in text, and count less for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/pair.h"
#include "server/answers/parties.h"

namespace schakel {

struct RecognisedText {
  std::string text;              // as the source put it
  std::uint32_t confidence = 0;  // 1..100
  std::uint32_t grades = 0;      // what the quality's low lost by it, 1 or more
};

// Of the vacancy's item, and of the seeker's fact that it was found through. Nothing where the code was delivered, or
// is sure enough to count in full.
[[nodiscard]] std::optional<RecognisedText> recognised_item(const ItemTexts& texts, const Vacancy& record,
                                                            const ItemScore& score);
[[nodiscard]] std::optional<RecognisedText> recognised_fact(const ItemTexts& texts, const SeekerParty& party,
                                                            const ItemScore& score);

// "Lasser, Monteur, 'iets met auto's'": what the seeker wishes; a title without a code stands as it was put. "" for
// nothing.
[[nodiscard]] std::string wishes_in_words(const Words& words, const Seeker& record);

}  // namespace schakel
