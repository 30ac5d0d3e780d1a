// What of a seeker an item was found through, in words.
#pragma once

#include <string>
#include <string_view>

#include "engine/pair.h"
#include "server/answers/parties.h"

namespace schakel {

// "narrower": how what is held relates to what is asked, for machines; "exact" for the same.
[[nodiscard]] std::string_view relation_name(Relatedness relation);
// "specifieker", for people; empty for the same.
[[nodiscard]] std::string relation_in_words(const Words& words, Relatedness relation);

// Whether the item's kind knows relations.
[[nodiscard]] bool has_relation(const Item& item);

// The fact behind a found item: "Orderpicker, 30 maanden, laatst in 2026". For an item that is unknown or missing, why:
// "niet in het profiel".
[[nodiscard]] std::string fact_in_words(const ItemTexts& texts, const SeekerView& seeker, const ItemScore& score);

}  // namespace schakel
