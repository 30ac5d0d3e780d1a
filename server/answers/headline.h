// Who a record is about, in a line.
#pragma once

#include <string>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "server/answers/words.h"

namespace schakel {

// "Orderpicker in de dagploeg, Distributiecentrum De Meeuw, 7556 Hengelo, 24-36 uur". What is not known is left out,
// but never the title: then it is the occupation's name.
[[nodiscard]] std::string headline(const Words& words, const Vacancy& vacancy);

// "zoekt Orderpicker, Magazijnmedewerker; 7511 Enschede; reist tot 20 km; 32-40 uur".
[[nodiscard]] std::string headline(const Words& words, const Seeker& seeker);

// The vacancy's title, or its occupation's name where it has none.
[[nodiscard]] std::string title_of(const Words& words, const Vacancy& vacancy);

// "reist tot 20 km en 45 minuten met fiets of openbaar vervoer", "reist, hoe ver is onbekend".
[[nodiscard]] std::string travel_in_words(const Words& words, const Travel& travel);

}  // namespace schakel
