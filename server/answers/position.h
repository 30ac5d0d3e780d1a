// A seeker's position on the labour market: the counts, the tension where they look, and what stands in the way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/seeker_reach.h"
#include "engine/sides.h"
#include "index/epoch/guest.h"
#include "server/answers/words.h"
#include "server/json_writer.h"

namespace schakel {

// A group that the seeker wants, at home and in the whole country.
struct WantedCell {
  GroupId group = 0;
  RegionId region = kNoRegion;  // of the seeker's place; kNoRegion: unknown, and then `regional` is that of the country
  MarketCell regional, national;
};

struct PositionAnswer {
  std::string seeker;  // its id
  SeekerReach reach;
  std::vector<WantedCell> cells;  // those with a vacancy, most first; then the others, by code
};

[[nodiscard]] PositionAnswer position_of(Market market, SeekerId seeker);
// Of a guest of the book, or a record of its market.
[[nodiscard]] PositionAnswer position_of(const GuestBook& book, const SeekerSide& seeker);

// "onder 25 %", "25 tot 50 %", "50 tot 75 %", "boven 75 %".
[[nodiscard]] std::string band_in_words(const Words& words, Band band);

[[nodiscard]] JsonWriter to_json(Market market, const Words& words, const PositionAnswer& answer);

// For a person; at most `most` blockers and questions each.
[[nodiscard]] std::string position_in_words(Market market, const Words& words, const PositionAnswer& answer,
                                            std::size_t most);

}  // namespace schakel
