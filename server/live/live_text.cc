#include "server/live/live_text.h"

#include <algorithm>

#include "server/answers/headline.h"
#include "server/live/replay.h"

namespace schakel {
namespace {

constexpr std::size_t kMost = 1000;  // hits that a text index gives

// Whether the market has the record; then the hit says what it is now.
bool refresh(TextHit& hit, const OpenMarket& open) {
  const Market market = open.market();
  const Words& words = open.words(AnswerLanguage::kDutch);
  hit.snippet.clear();
  if (hit.kind == RecordKind::kVacancy) {
    const auto id = market.find_vacancy(hit.id);
    if (id) hit.title = title_of(words, market.record(*id));
    return id.has_value();
  }
  const auto id = market.find_seeker(hit.id);
  if (id) hit.title = words.concept_names(market.record(*id).wanted_occupations());
  return id.has_value();
}

}  // namespace

Result<void> LiveText::use(TextGeneration generation, const RecordStore& records) {
  auto next = std::make_shared<Searched>(Searched{.generation = std::move(generation), .changed = {}});
  const auto read = each_change(records, next->generation.sequence, records.sequence(),
                                [&](const Change& change) { next->changed.emplace(change.kind, change.key); });
  if (!read) return read;
  const std::scoped_lock lock(mutex_);
  searched_.swap(next);
  return {};
}

void LiveText::changed(RecordKind kind, const std::string& key) {
  const std::scoped_lock lock(mutex_);
  if (searched_) searched_->changed.emplace(kind, key);
}

std::optional<Sequence> LiveText::sequence() const {
  const std::shared_lock lock(mutex_);
  return searched_ ? std::optional(searched_->generation.sequence) : std::nullopt;
}

Result<TextAnswer> LiveText::search(const TextQuery& query, const OpenMarket& market) const {
  std::shared_ptr<const Searched> searched;
  TextQuery wider = query;
  {
    const std::shared_lock lock(mutex_);
    searched = searched_;
    if (searched) wider.top = std::max(query.top, std::min(kMost, query.top + searched->changed.size()));
  }
  if (!searched) return fail(ErrorCode::kNotFound, "there is no text index yet; it is being opened or made");
  auto answer = searched->generation.index->search(wider);
  if (!answer) return answer;
  const auto has_changed = [&](const TextHit& hit) {
    const std::shared_lock lock(mutex_);
    return searched->changed.contains({hit.kind, hit.id});
  };
  std::erase_if(answer->hits, [&](TextHit& hit) { return has_changed(hit) && !refresh(hit, market); });
  if (answer->hits.size() > query.top) answer->hits.resize(query.top);
  return answer;
}

}  // namespace schakel
