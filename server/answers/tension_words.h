// Groups, regions and tension in Dutch.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel {

// "zeer ruim", "ruim", "gemiddeld", "krap", "zeer krap" for 1..5; "geen klasse" for 0.
[[nodiscard]] std::string_view tension_in_dutch(std::uint32_t tension);

// "Bouwarbeiders ruwbouw" for "711"; "West-Brabant" for "R29". A code that nothing names stands for itself.
[[nodiscard]] std::string group_in_dutch(std::string_view code);
[[nodiscard]] std::string region_in_dutch(std::string_view code);

}  // namespace schakel
