// Who a record is about, in a line.
#pragma once

#include <string>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "server/answers/words.h"

namespace schakel {

// "Orderpicker in de dagploeg, Distributiecentrum De Meeuw, 7556 Hengelo, 24-36 hours". What is not known is left out,
// but never the title: then it is the occupation's name.
[[nodiscard]] std::string headline(const Words& words, const Vacancy& vacancy);

// "wants Orderpicker, Magazijnmedewerker; lives at 7511 Enschede; travels up to 20 km; 32-40 hours".
[[nodiscard]] std::string headline(const Words& words, const Seeker& seeker);

// The vacancy's title, or its occupation's name where it has none.
[[nodiscard]] std::string title_of(const Words& words, const Vacancy& vacancy);

// "up to 20 km or 45 minutes by bicycle or public transport", "how far is unknown".
[[nodiscard]] std::string travel_in_words(const Travel& travel);

}  // namespace schakel
