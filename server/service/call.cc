#include "server/service/call.h"

namespace schakel {
namespace {

std::uint32_t changes_in(Market market) {
  const Delta* delta = market.delta();
  if (delta == nullptr) return 0;
  return static_cast<std::uint32_t>(delta->active_seekers() + delta->active_vacancies() +
                                    delta->gone_seekers().count() + delta->gone_vacancies().count());
}

}  // namespace

void fill_provenance(Call& call, api::Provenance& provenance) {
  const Market market = call.market();
  if (call.match_id.empty()) call.match_id = call.shared.matches.new_id();
  provenance.set_match_id(call.match_id);
  provenance.set_epoch(market.id());
  provenance.set_date(format_date(market.date()));
  provenance.set_strategy_hash(market.strategy_hash());
  provenance.set_exact(true);
  provenance.set_sequence(market.sequence());
  provenance.set_changes(changes_in(market));
}

void log_list(Call& call) {
  const Market market = call.market();
  api::LoggedMatch& logged = *call.logged;
  logged.set_id(call.match_id);
  logged.set_time_ms(std::chrono::duration_cast<std::chrono::milliseconds>(call.time.time_since_epoch()).count());
  logged.set_actor(call.caller.account);
  logged.set_purpose(std::string(call.request.header(kPurposeHeader)));
  logged.set_epoch(market.id());
  logged.set_sequence(market.sequence());
  logged.set_changes(changes_in(market));
  if (call.replays == nullptr) call.logging = call.shared.matches.begin(logged);
}

}  // namespace schakel
