#include "server/service/recognisers.h"

namespace schakel {
namespace {

// The concepts of an epoch, seen as a snapshot of the record store.
class EpochConcepts : public RecordSnapshot {
 public:
  explicit EpochConcepts(const Epoch& epoch) : epoch_(epoch) {}
  [[nodiscard]] Sequence sequence() const override { return epoch_.sequence(); }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override {
    if (kind != RecordKind::kConcept) return {};
    const StringSpans records = epoch_.concept_records();
    for (std::size_t i = part * records.size() / parts; i < (part + 1) * records.size() / parts; ++i)
      if (!visit({epoch_.taxonomy().uri(static_cast<ConceptId>(i)), 1, records[i]})) break;
    return {};
  }

 private:
  const Epoch& epoch_;
};

}  // namespace

Result<std::shared_ptr<const OpenRecogniser>> Recognisers::of(const OpenEpoch& epoch, RecogniserKind kind,
                                                              AnswerLanguage language) {
  const std::size_t of_kind = kind == RecogniserKind::kOccupation ? 0 : 2;
  Entry& entry = entries_[of_kind + (language == AnswerLanguage::kEnglish ? 1 : 0)];
  const Epoch& whole = epoch.epoch->base() != nullptr ? *epoch.epoch->base() : *epoch.epoch;
  const std::lock_guard lock(entry.learning);
  if (entry.known && entry.taxonomy == whole.id()) return entry.known;
  auto learned = Recogniser::build(EpochConcepts(whole), kind, code_of(language));
  if (!learned) return std::unexpected(learned.error());
  auto made = std::make_shared<OpenRecogniser>();
  made->recogniser = *std::move(learned);
  entry.known = std::move(made);
  entry.taxonomy = whole.id();
  return entry.known;
}

}  // namespace schakel
