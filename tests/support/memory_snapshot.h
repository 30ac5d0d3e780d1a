// Records in memory, seen as a snapshot of the record store: lets tests build epochs without a store.
#pragma once

#include <map>
#include <string>

#include "index/store/record_store.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

class MemorySnapshot : public RecordSnapshot {
 public:
  explicit MemorySnapshot(const RandomMarket& market) {
    for (const auto& record : market.concepts) add(RecordKind::kConcept, record.uri(), record);
    for (const auto& record : market.places) add(RecordKind::kPlace, record.postcode(), record);
    for (const auto& record : market.seekers) add(RecordKind::kSeeker, record.id(), record);
    for (const auto& record : market.vacancies) add(RecordKind::kVacancy, record.id(), record);
  }

  [[nodiscard]] Sequence sequence() const override { return 7; }

  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override {
    const auto found = records_.find(kind);
    if (found == records_.end()) return {};
    const std::size_t count = found->second.size();
    std::size_t i = 0;
    for (const auto& [key, bytes] : found->second) {
      if (i >= part * count / parts && i < (part + 1) * count / parts && !visit({key, 1, bytes})) break;
      ++i;
    }
    return {};
  }

 private:
  template <class Message>
  void add(RecordKind kind, const std::string& key, const Message& record) {
    records_[kind][key] = record.SerializeAsString();
  }
  std::map<RecordKind, std::map<std::string, std::string>> records_;
};

}  // namespace schakel::testing
