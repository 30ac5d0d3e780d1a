// A scored pair as the API tells it.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/advice/questions.h"
#include "engine/pair.h"
#include "server/answers/parties.h"
#include "server/service/api/matches.pb.h"
#include "server/service/api/pairs.pb.h"

namespace schakel {

[[nodiscard]] api::Verdict told(Verdict verdict);
void fill_points(const Points& points, api::CategoryPoints& told);
void fill_weights(const CategoryWeights& weights, schakel::Weights& told);

// The items of an answer, each told once; rows refer to them by index.
class ItemList {
 public:
  ItemList(const ItemTexts& texts, google::protobuf::RepeatedPtrField<api::Item>& items)
      : texts_(texts), items_(items) {}
  [[nodiscard]] std::uint32_t index_of(ItemId item);
  [[nodiscard]] const ItemTexts& texts() const { return texts_; }

 private:
  const ItemTexts& texts_;
  google::protobuf::RepeatedPtrField<api::Item>& items_;
  std::unordered_map<ItemId, std::uint32_t> indices_;
};

// Totals, points and distance; with `details` the criteria and the items too. `seeker` gives the facts behind the
// items; null leaves them out.
struct MatchDetails {
  bool items = true;
  const SeekerView* facts_of = nullptr;
};
void fill_match(ItemList& items, const CategoryWeights& weights, const PairScore& score, const MatchDetails& details,
                api::Match& match);

void fill_question(const Words& words, const RowQuestion& question, api::RowQuestion& told);

}  // namespace schakel
