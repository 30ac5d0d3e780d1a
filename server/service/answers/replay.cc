#include "server/service/answers/replay.h"

#include "server/audit/audit_line.h"
#include "server/service/answers/matches.h"
#include "server/service/log/past_market.h"

namespace schakel {
namespace {

// The epoch of a logged list: one that answers, or its files; null when they are gone.
std::shared_ptr<const OpenEpoch> epoch_of(Call& call, const api::LoggedMatch& logged) {
  if (call.open->id() == logged.epoch()) return call.open->epoch;
  if (const auto kept = call.shared.live.market_of(logged.epoch())) return kept->epoch;
  auto epoch = Epoch::open(call.shared.layout.epoch(logged.epoch()));
  return epoch ? std::make_shared<const OpenEpoch>(*std::move(epoch)) : nullptr;
}

// The market of a logged list, where it can still be had; else null.
std::shared_ptr<const OpenMarket> market_of(Call& call, const api::LoggedMatch& logged) {
  for (const auto& open : {call.open, call.shared.live.market_of(logged.epoch())})
    if (open && open->id() == logged.epoch() && open->market().sequence() == logged.sequence()) return open;
  auto epoch = epoch_of(call, logged);
  if (!epoch) return nullptr;
  if (logged.changes() == 0) return std::make_shared<const OpenMarket>(OpenMarket{std::move(epoch), nullptr});
  auto past = past_market(call.shared.layout, std::move(epoch), logged.sequence());
  return past ? *std::move(past) : nullptr;
}

// The rows as they were logged, where the list cannot be made again.
void fill_logged(const api::LoggedMatch& logged, api::ReplayAnswer& answer) {
  std::uint32_t rank = static_cast<std::uint32_t>(logged.after().position());
  const auto fill = [&](const api::LoggedRow& row, auto& told) {
    told.set_rank(++rank);
    told.mutable_match()->set_total(row.low());
    told.mutable_match()->set_low(row.low());
    told.mutable_match()->set_high(row.high());
  };
  for (const api::LoggedRow& row : logged.rows()) {
    if (logged.has_vacancy_request()) {
      api::SeekerRow& told = *answer.mutable_vacancy_matches()->add_rows();
      told.mutable_seeker()->set_id(row.id());
      fill(row, told);
    } else {
      api::VacancyRow& told = *answer.mutable_seeker_matches()->add_rows();
      told.mutable_vacancy()->set_id(row.id());
      fill(row, told);
    }
  }
}

enum class Again { kSame, kNotTheSame, kErased };

// Whether the records hold nothing any more of somebody who stood there. Files of epochs may still.
Answered<bool> is_erased(const Call& call, const std::string& id) {
  const auto stored = call.shared.live.get(RecordKind::kSeeker, id);
  if (!stored) return refuse_error(stored.error());
  return !*stored;
}

Answered<bool> names_erased(const Call& call, const api::LoggedMatch& logged) {
  if (logged.has_seeker_request())
    return logged.seeker_request().seeker_id().empty() ? false : is_erased(call, logged.seeker_request().seeker_id());
  for (const api::LoggedRow& row : logged.rows())
    if (auto erased = is_erased(call, row.id()); !erased || *erased) return erased;
  return false;
}

// Near misses are not logged: who they were is known when the list has been made again.
Answered<bool> misses_erased(const Call& call, const api::ReplayAnswer& answer) {
  for (const auto& miss : answer.vacancy_matches().near_misses())
    if (auto erased = is_erased(call, miss.seeker().id()); !erased || *erased) return erased;
  return false;
}

Again make_from_market(Call& call, const api::LoggedMatch& logged, api::ReplayAnswer& answer) {
  auto open = market_of(call, logged);
  if (!open) return Again::kNotTheSame;
  Call again{.shared = call.shared, .request = call.request, .caller = call.caller, .open = std::move(open)};
  again.replays = &logged;
  again.match_id = logged.id();
  auto made = logged.has_vacancy_request()
                  ? match_vacancy(again, logged.vacancy_request(), *answer.mutable_vacancy_matches())
                  : match_seeker(again, logged.seeker_request(), *answer.mutable_seeker_matches());
  if (made) made = again.act();
  const bool same = made && again.logged && again.logged->rows_sha256() == logged.rows_sha256();
  return same ? Again::kSame : Again::kNotTheSame;
}

// Makes the list again where that shows nobody who has been erased; else it is left empty.
Answered<Again> make_again(Call& call, const api::LoggedMatch& logged, api::ReplayAnswer& answer) {
  auto erased = names_erased(call, logged);
  if (!erased) return std::unexpected(erased.error());
  if (*erased) return Again::kErased;
  auto again = make_from_market(call, logged, answer);
  if (again == Again::kSame) {
    erased = misses_erased(call, answer);
    if (!erased) return std::unexpected(erased.error());
    if (*erased) again = Again::kErased;
  }
  if (again != Again::kSame) {
    answer.clear_vacancy_matches();
    answer.clear_seeker_matches();
  }
  return again;
}

void warn(const Words& words, Again again, api::Provenance& provenance) {
  auto& warning = *provenance.add_warnings();
  warning.set_code("not-reproduced");
  warning.set_text(
      again == Again::kErased
          ? words.say("de lijst wordt niet opnieuw gemaakt: wie erin stond is sindsdien gewist; dit zijn de rijen "
                      "zoals ze zijn vastgelegd",
                      "the list is not made again: somebody in it has been erased since; these are the rows as they "
                      "were logged")
          : words.say("de lijst is niet opnieuw te maken: het epoch of de gegevens van toen zijn er niet meer; dit "
                      "zijn de rijen zoals ze zijn vastgelegd",
                      "the list cannot be made again: the epoch or the records of then are gone; these are the "
                      "rows as they were logged"));
}

void show_persons(Call& call, const api::LoggedMatch& logged) {
  if (logged.has_seeker_request()) {
    call.show(logged.seeker_request().seeker_id());
    call.show(logged.seeker_request().seeker().id());
    return;
  }
  for (const api::LoggedRow& row : logged.rows()) call.show(row.id());
}

}  // namespace

Answered<void> replay_match(Call& call, const api::ReplayRequest& request, api::ReplayAnswer& answer) {
  if (request.match_id().empty()) return refuse_field("matchId", "missing", "give the id of a list that was answered");
  const auto found = call.shared.matches.find(request.match_id());
  if (!found) return refuse_error(found.error());
  if (!*found) return refuse(404, "not-found", "No list with this id is kept");
  const api::LoggedMatch& logged = **found;
  fill_provenance(call, *answer.mutable_provenance());
  answer.set_match_id(logged.id());
  answer.set_time(format_audit_time(logged.time_ms()));
  answer.set_actor(logged.actor());
  answer.set_purpose(logged.purpose());
  answer.set_rows_sha256(logged.rows_sha256());
  show_persons(call, logged);
  const auto again = make_again(call, logged, answer);
  if (!again) return std::unexpected(again.error());
  answer.set_reproduced(*again == Again::kSame);
  if (answer.reproduced()) {
    // Near misses were shown too.
    for (const auto& miss : answer.vacancy_matches().near_misses()) call.show(miss.seeker().id());
    return {};
  }
  fill_logged(logged, answer);
  warn(call.words(request.language()), *again, *answer.mutable_provenance());
  return {};
}

}  // namespace schakel
