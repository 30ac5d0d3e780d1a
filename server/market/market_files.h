// The labour market for machines and for a browser.
#pragma once

#include <string>
#include <vector>

#include "server/json_writer.h"
#include "server/market/market_view.h"

namespace schakel {

using MarketRowList = std::vector<const MarketRow*>;

// One object: the epoch, the totals that the rows reconcile with, and the rows.
[[nodiscard]] JsonWriter market_json(const MarketView& view, const MarketRowList& rows);

// RFC 4180, UTF-8, a heading and a row per cell; CRLF.
[[nodiscard]] std::string market_csv(const MarketView& view, const MarketRowList& rows);

// One HTML document that needs nothing else: a map of dots, a table that sorts, and all rows of the market, of which
// the page shows those of one group by region, or of one region by group. Shows `choice` first. Prints what it shows.
[[nodiscard]] std::string market_html(const MarketView& view, const MarketView::Choice& choice);

}  // namespace schakel
