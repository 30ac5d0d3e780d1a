// What is the same in every page of the labour market: style and script, inside the document.
#pragma once

#include <string_view>

namespace schakel {

extern const std::string_view kMarketStyle;   // CSS, for the screen and for print
extern const std::string_view kMarketScript;  // chooses rows, sorts them, colours the map

}  // namespace schakel
