// The labour market, full text, and text to codes.
#pragma once

#include "server/service/api/market.pb.h"
#include "server/service/call.h"

namespace schakel {

[[nodiscard]] Answered<void> market_rows(Call& call, const api::MarketRequest& request, api::Market& answer);
[[nodiscard]] Answered<void> search_seekers(Call& call, const api::SearchRequest& request, api::SearchAnswer& answer);
[[nodiscard]] Answered<void> search_vacancies(Call& call, const api::SearchRequest& request, api::SearchAnswer& answer);
[[nodiscard]] Answered<void> recognise(Call& call, const api::RecogniseRequest& request, api::RecogniseAnswer& answer);

}  // namespace schakel
