// What the requests of both directions ask alike, read and checked.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "index/model/model.h"
#include "server/service/api/matches.pb.h"
#include "server/service/call.h"
#include "server/service/lists/ranked_list.h"

namespace schakel {

// The weights that are applied, and what is told about them.
struct AskedWeights {
  CategoryWeights applied;
  std::optional<CategoryWeights> requested;
  bool scaled = false;  // their sum was not 10000
};

// The strategy's where nothing is asked. 400 where all are 0 or one is above a million.
[[nodiscard]] Answered<AskedWeights> read_weights(bool asked, const schakel::Weights& weights, const Model& model);
void fill_weights(const AskedWeights& weights, api::AnsweredWeights& told);
void warn_about_weights(const AskedWeights& weights, const Words& words, api::Provenance& provenance);

inline constexpr std::uint32_t kMostRows = 1000;
inline constexpr std::uint32_t kMostNearMisses = 100;

// `top` of a request: 0 is `usual`. 400 above `most`.
[[nodiscard]] Answered<std::uint32_t> read_top(std::uint32_t top, std::uint32_t usual, std::uint32_t most);

struct ListAsked {
  AskedWeights weights;
  PageQuery query;  // all but its filter
  std::uint32_t near_misses = 0;
  api::Explanation explanation = api::DATA;
  std::uint64_t position = 0;  // rows on the pages before
  std::uint64_t fingerprint = 0;
  std::optional<api::CursorContent> after;  // what the cursor held
  bool changed_since_page = false;          // the records are not those of the page before
  // The market of now, where the list goes on in one that was replaced: who was erased since is not masked there.
  std::shared_ptr<const OpenMarket> now;
};

// Reads it, and goes on from the cursor: the call is answered from the epoch that the cursor belongs to. 400; 410 for a
// cursor whose epoch is not kept any more.
template <class Request>
[[nodiscard]] Answered<ListAsked> read_list_request(Call& call, const Request& request);

// The cursor behind a page, or nothing when it was the last.
[[nodiscard]] std::string next_cursor(const Call& call, const ListAsked& asked, const Page& page,
                                      std::string_view last_id);

}  // namespace schakel
