// Advice in Dutch: items, fields, relaxations and changes as an adviser says them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/advice/fields.h"
#include "engine/advice/profile_change.h"
#include "engine/advice/relaxation.h"
#include "engine/pair.h"
#include "server/answers/words.h"

namespace schakel {

// "Duits spreken, niveau 3"; "ervaring als Orderpicker, 6 maanden"; "rijbewijs B"; "opleiding mbo".
[[nodiscard]] std::string item_in_dutch(const Epoch& epoch, const Words& words, ItemId id);

// What the profile says where the item asks: "niveau 1"; "rijbewijzen: AM"; "niet in het profiel".
[[nodiscard]] std::string profile_in_dutch(const Epoch& epoch, const Words& words, SeekerId seeker,
                                           const ItemScore& item);

// "rijbewijs", "duur van de werkervaring".
[[nodiscard]] std::string_view field_in_dutch(Field field);

// "rijbewijs B: gewenst in plaats van moet"; "niveau Duits spreken: 2 in plaats van 3"; "volledig thuiswerk".
[[nodiscard]] std::string relaxation_in_dutch(const Words& words, const Vacancy& record, const Relaxation& relaxation);

// "rijbewijs B", "Duits op niveau 3", "diploma mbo in Zorg", "werkt tot 36 uur", "reist tot 30 km".
[[nodiscard]] std::string change_in_dutch(const Words& words, const ProfileChange& change);

// "32-40 uur", "vanaf 32 uur", "uren onbekend".
[[nodiscard]] std::string hours_in_dutch(const HoursPerWeek& hours);

// "3 vacatures", "1 vacature".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one, std::string_view more);

}  // namespace schakel
