// The two reference tables that the model looks things up in.
#pragma once

#include <string_view>

namespace schakel::reference {

// Whether a licence of category `held` is good for `asked`: the same, or covered by it (licences.tsv).
[[nodiscard]] bool licence_suffices(std::string_view held, std::string_view asked);

// Whether a wish for `wanted` is met by `offered`: the same, or its section (sectors.tsv).
[[nodiscard]] bool sector_suffices(std::string_view wanted, std::string_view offered);

}  // namespace schakel::reference
