#include "server/service/lists/list_request.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "server/service/lists/match_parts.h"

namespace schakel {
namespace {

constexpr std::uint32_t kHighestWeight = 1'000'000;

void begin_behind(const api::CursorContent& content, ListAsked& asked) {
  asked.query.after = PageEnd{content.total(), content.tie(), content.id()};
  asked.position = content.position();
  asked.after = content;
}

// Where a list goes on, and the market that it goes on in.
Answered<void> go_on(Call& call, const std::string& cursor, ListAsked& asked) {
  auto content = call.shared.cursors.read(cursor);
  if (!content) return std::unexpected(content.error());
  if (content->request() != asked.fingerprint)
    return refuse_field("cursor", "other-request", "this cursor belongs to another request");
  if (content->epoch() != call.open->id()) {
    auto kept = call.shared.live.market_of(content->epoch());
    if (!kept) return refuse(410, "cursor-expired", "The epoch of this cursor is gone; ask for the first page again");
    asked.now = std::exchange(call.open, std::move(kept));
  }
  begin_behind(*content, asked);
  asked.changed_since_page = content->sequence() != call.market().sequence();
  return {};
}

}  // namespace

Answered<AskedWeights> read_weights(bool asked, const schakel::Weights& weights, const Model& model) {
  if (!asked) return AskedWeights{.applied = model.weights, .requested = {}};
  const std::array<std::uint32_t, 4> values{weights.demand(), weights.wish(), weights.position(), weights.region()};
  if (std::ranges::max(values) > kHighestWeight)
    return refuse_field("weights", "range", "each weight is at most 1,000,000");
  if (std::ranges::max(values) == 0) return refuse_field("weights", "range", "at least one weight is above 0");
  AskedWeights read{.applied = {}, .requested = CategoryWeights{values[0], values[1], values[2], values[3]}};
  std::vector<std::uint32_t> shares;
  apportion(kWeightSum, std::vector<std::uint64_t>(values.begin(), values.end()), shares);
  read.applied = {shares[0], shares[1], shares[2], shares[3]};
  read.scaled = read.applied != *read.requested;
  return read;
}

void fill_weights(const AskedWeights& weights, api::AnsweredWeights& told) {
  if (weights.requested) fill_weights(*weights.requested, *told.mutable_requested());
  fill_weights(weights.applied, *told.mutable_applied());
  fill_weights(weights.applied, *told.mutable_effective());
}

void warn_about_weights(const AskedWeights& weights, const Words& words, api::Provenance& provenance) {
  if (!weights.scaled) return;
  auto& warning = *provenance.add_warnings();
  warning.set_code("weights-scaled");
  warning.set_field("weights");
  warning.set_text(words.say("de gewichten zijn naar verhouding op samen 10000 gebracht",
                             "the weights were brought to 10000 together, in proportion"));
}

Answered<std::uint32_t> read_top(std::uint32_t top, std::uint32_t usual, std::uint32_t most) {
  if (top > most) return refuse_field("top", "range", "expected at most " + std::to_string(most));
  return top == 0 ? usual : top;
}

template <class Request>
Answered<ListAsked> read_list_request(Call& call, const Request& request) {
  ListAsked asked;
  asked.fingerprint = fingerprint(request);
  const auto top = read_top(request.top(), 20, kMostRows);
  if (!top) return std::unexpected(top.error());
  asked.query.top = *top;
  if (request.near_misses() > kMostNearMisses) return refuse_field("nearMisses", "range", "expected at most 100");
  asked.near_misses = request.near_misses();
  asked.query.passende_arbeid = !request.has_passende_arbeid() || request.passende_arbeid();
  if (asked.near_misses > 0 && !asked.query.passende_arbeid)
    return refuse_field("nearMisses", "both", "near misses are told with passende arbeid only");
  asked.query.exclude_unknown = request.unknown() == api::EXCLUDE;
  asked.query.count_eligible = request.count_eligible();
  if (request.explanation() != api::EXPLANATION_DEFAULT) asked.explanation = request.explanation();
  if (call.replays) {
    if (call.replays->has_after()) begin_behind(call.replays->after(), asked);
  } else if (!request.cursor().empty()) {
    if (auto on = go_on(call, request.cursor(), asked); !on) return std::unexpected(on.error());
  }
  auto weights = read_weights(request.has_weights(), request.weights(), call.market().model());
  if (!weights) return std::unexpected(weights.error());
  asked.weights = *weights;
  asked.query.weights = weights->applied;
  return asked;
}

template Answered<ListAsked> read_list_request(Call& call, const api::VacancyMatchesRequest& request);
template Answered<ListAsked> read_list_request(Call& call, const api::SeekerMatchesRequest& request);

std::string next_cursor(const Call& call, const ListAsked& asked, const Page& page, std::string_view last_id) {
  if (!page.more || page.rows.empty()) return {};
  api::CursorContent content;
  content.set_epoch(call.open->id());
  content.set_sequence(call.market().sequence());
  content.set_request(asked.fingerprint);
  content.set_total(page.rows.back().total);
  content.set_tie(page.rows.back().tie);
  content.set_id(std::string(last_id));
  content.set_position(asked.position + page.rows.size());
  return call.shared.cursors.write(content);
}

}  // namespace schakel
