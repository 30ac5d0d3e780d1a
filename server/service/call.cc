#include "server/service/call.h"

namespace schakel {

void fill_provenance(Call& call, api::Provenance& provenance) {
  const Market market = call.market();
  if (call.match_id.empty()) call.match_id = call.shared.matches.new_id();
  provenance.set_match_id(call.match_id);
  provenance.set_epoch(market.id());
  provenance.set_date(format_date(market.date()));
  provenance.set_strategy_hash(market.strategy_hash());
  provenance.set_exact(true);
  provenance.set_sequence(market.sequence());
  if (const Delta* delta = market.delta())
    provenance.set_changes(delta->active_seekers() + delta->active_vacancies() + delta->gone_seekers().count() +
                           delta->gone_vacancies().count());
}

}  // namespace schakel
