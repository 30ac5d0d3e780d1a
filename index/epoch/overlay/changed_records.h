// What has changed in the record store since an epoch was made of it.
#pragma once

#include <string>
#include <vector>

#include "data/error.h"
#include "index/epoch/epoch.h"
#include "index/store/record_store.h"

namespace schakel {

// Of records that were put or erased; rising, each once.
struct ChangedKeys {
  std::vector<std::string> seekers, vacancies;
};

// From the change log, up to the sequence of a snapshot. kStale when the taxonomy changed too, so that everything has
// to be read anew.
[[nodiscard]] Result<ChangedKeys> changed_since(const RecordStore& records, const Epoch& epoch, Sequence until);

// A snapshot that shows nothing but the records with some keys, as far as they are there. Both must outlive it.
class ChangedRecords final : public RecordSnapshot {
 public:
  ChangedRecords(const RecordSnapshot& all, const ChangedKeys& keys) : all_(all), keys_(keys) {}

  [[nodiscard]] Sequence sequence() const override { return all_.sequence(); }
  [[nodiscard]] Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                  const std::function<bool(const StoredRecord&)>& visit) const override;

 private:
  [[nodiscard]] const std::vector<std::string>& keys_of(RecordKind kind) const;
  const RecordSnapshot& all_;
  const ChangedKeys& keys_;
};

}  // namespace schakel
