// The lists of a rematch as tomorrow's rematch finds them.
#pragma once

#include "engine/match_lists.h"
#include "engine/seeds.h"

namespace schakel::bench {

// Writes the lists away in the temporary folder and reads them as seeds. Ends the program where that fails.
[[nodiscard]] Seeds own_seeds(const Epoch& epoch, const MatchLists& lists, std::uint32_t k);

}  // namespace schakel::bench
