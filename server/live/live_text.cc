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
  std::set<std::pair<RecordKind, std::string>> changed;
  const auto read = each_change(records, generation.sequence, records.sequence(),
                                [&](const Change& change) { changed.emplace(change.kind, change.key); });
  if (!read) return read;
  const std::scoped_lock lock(mutex_);
  generation_ = std::make_shared<const TextGeneration>(std::move(generation));
  changed_ = std::move(changed);
  return {};
}

void LiveText::changed(RecordKind kind, const std::string& key) {
  const std::scoped_lock lock(mutex_);
  if (generation_) changed_.emplace(kind, key);
}

std::optional<Sequence> LiveText::sequence() const {
  const std::shared_lock lock(mutex_);
  return generation_ ? std::optional(generation_->sequence) : std::nullopt;
}

bool LiveText::has_changed(const TextHit& hit) const {
  const std::shared_lock lock(mutex_);
  return changed_.contains({hit.kind, hit.id});
}

Result<TextAnswer> LiveText::search(const TextQuery& query, const OpenMarket& market) const {
  std::shared_ptr<const TextGeneration> generation;
  TextQuery wider = query;
  {
    const std::shared_lock lock(mutex_);
    generation = generation_;
    wider.top = std::max(query.top, std::min(kMost, query.top + changed_.size()));
  }
  if (!generation) return fail(ErrorCode::kNotFound, "there is no text index yet; it is being opened or made");
  auto answer = generation->index->search(wider);
  if (!answer) return answer;
  std::erase_if(answer->hits, [&](TextHit& hit) { return has_changed(hit) && !refresh(hit, market); });
  if (answer->hits.size() > query.top) answer->hits.resize(query.top);
  return answer;
}

}  // namespace schakel
