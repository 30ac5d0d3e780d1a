// Reads the texts that came into the store before the taxonomy that knows them.
#pragma once

#include "index/store/record_store.h"
#include "server/ingest/text_codes.h"

namespace schakel {

struct StoredTextsReport {
  TextCoverages texts;        // what stood without a code in the stored seekers and vacancies
  std::uint64_t records = 0;  // that got at least one code
};

// Fills in the codes of stored records that carry text without one (text_codes.h), by the taxonomy that the store has
// now; revisions stay. Doing it twice is doing it once. All threads; memory for the records that change. Errors are
// those of the store; what was written until then stays.
[[nodiscard]] Result<StoredTextsReport> recognise_stored(RecordStore& store, const TextCodeOptions& options);

}  // namespace schakel
