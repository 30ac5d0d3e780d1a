// A snapshot in memory, and short ways to fill it.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "data/schema/seeker.pb.h"
#include "data/schema/taxonomy.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/store/record_store.h"

namespace schakel::testing {

class FakeSnapshot : public RecordSnapshot {
 public:
  explicit FakeSnapshot(Sequence sequence) : sequence_(sequence) {}

  void put(RecordKind kind, const std::string& key, std::string bytes) { records_[kind][key] = std::move(bytes); }
  void put(const Seeker& seeker) { put(RecordKind::kSeeker, seeker.id(), seeker.SerializeAsString()); }
  void put(const Vacancy& vacancy) { put(RecordKind::kVacancy, vacancy.id(), vacancy.SerializeAsString()); }
  void put(const Concept& known) { put(RecordKind::kConcept, known.uri(), known.SerializeAsString()); }
  void put(const Place& place) { put(RecordKind::kPlace, place.postcode(), place.SerializeAsString()); }

  [[nodiscard]] Sequence sequence() const override { return sequence_; }

  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override {
    const auto found = records_.find(kind);
    if (found == records_.end()) return {};
    const auto& records = found->second;
    auto at = std::next(records.begin(), static_cast<std::ptrdiff_t>(records.size() * part / parts));
    const auto end = std::next(records.begin(), static_cast<std::ptrdiff_t>(records.size() * (part + 1) / parts));
    for (; at != end; ++at) {
      if (!visit({.key = at->first, .revision = 1, .bytes = at->second})) return {};
    }
    return {};
  }

 private:
  Sequence sequence_;
  std::map<RecordKind, std::map<std::string, std::string>> records_;
};

inline Seeker make_seeker(const std::string& id, const std::string& presentation) {
  Seeker seeker;
  seeker.set_id(id);
  seeker.set_presentation(presentation);
  return seeker;
}

inline Vacancy make_vacancy(const std::string& id, const std::string& title, const std::string& description) {
  Vacancy vacancy;
  vacancy.set_id(id);
  vacancy.set_title(title);
  vacancy.set_description(description);
  return vacancy;
}

inline Concept make_concept(const std::string& uri, ConceptKind kind, const std::string& language,
                            const std::string& preferred) {
  Concept made;
  made.set_uri(uri);
  made.set_kind(kind);
  Label& label = *made.add_labels();
  label.set_language(language);
  label.set_preferred(preferred);
  return made;
}

inline Place make_place(const std::string& postcode, const std::string& town) {
  Place place;
  place.set_postcode(postcode);
  place.set_town(town);
  return place;
}

}  // namespace schakel::testing
