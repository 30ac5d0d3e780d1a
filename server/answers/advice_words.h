// Advice in words: what a profile says, fields, relaxations and changes, as an adviser says them.
#pragma once

#include <cstdint>
#include <string>

#include "engine/advice/fields.h"
#include "engine/advice/profile_change.h"
#include "engine/advice/relaxation.h"
#include "engine/pair.h"
#include "server/answers/parties.h"

namespace schakel {

// What the profile says where the item asks: "niveau 1"; "rijbewijs AM"; "niet gevonden in het profiel".
[[nodiscard]] std::string profile_in_words(const ItemTexts& texts, const SeekerParty& seeker, const ItemScore& score);

// "rijbewijs", "duur van de werkervaring".
[[nodiscard]] std::string field_in_words(const Words& words, Field field);

// "rijbewijs B: gewenst in plaats van moet"; "Duits spreken (niveau 3): niveau 2 is ook goed"; "volledig thuiswerk".
[[nodiscard]] std::string relaxation_in_words(const Words& words, const Vacancy& record, const Relaxation& relaxation);

// "rijbewijs B", "Duits op niveau 3", "diploma mbo Gezondheidszorg", "werkt tot 36 uur", "reist tot 30 km".
[[nodiscard]] std::string change_in_words(const Words& words, const ProfileChange& change);

// What the seeker wants, in a line.
[[nodiscard]] std::string wish_in_words(const Words& words, const Seeker& record);

}  // namespace schakel
