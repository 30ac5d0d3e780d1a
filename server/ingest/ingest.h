// One input into the record store: where loaders and index meet.
//
// Rows are read in order by one thread, parsed and serialised by all, and written in order again, in batches that are
// atomic and durable. A batch carries the state of its delivery, so that a load which was killed goes on where it
// stopped, and an input that was loaded before changes nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/error.h"
#include "index/store/record_store.h"
#include "loaders/records/recognise.h"
#include "server/ingest/known_codes.h"
#include "server/ingest/text_codes.h"

namespace schakel {

struct IngestProgress {
  std::uint64_t rows = 0;         // in the store or in quarantine
  std::uint64_t bytes = 0;        // of the input, as far as those rows go
  std::uint64_t total_bytes = 0;  // of the input; 0: not known
};

struct IngestOptions {
  int threads = 0;  // 0: as many as there are cores
  TextCodeOptions texts;
  std::size_t batch_rows = 8192;                        // at least, per durable write
  std::function<void(const IngestProgress&)> progress;  // after every write, by one thread at a time; may be empty
};

// What became of an input. Counts are over the whole delivery, earlier attempts included: rows == accepted + refused.
// `applied` is what this attempt did.
struct IngestReport {
  DeliveryState delivery;
  std::uint64_t rows = 0;
  bool loaded_before = false;  // the delivery was complete; nothing was read
  std::uint64_t resumed = 0;   // rows that an earlier attempt had brought in
  Applied applied;
  std::map<std::string, std::uint64_t> refusals;  // code to rows, this attempt
  UnknownCodes unknown;                           // kept in the records, but they match nothing; this attempt
  TextCoverages texts;                            // that stood without a code; this attempt
  std::vector<std::string> notes;                 // of the source
  std::optional<Error> stopped;  // the input could not be read on; what came before is in, the delivery is not complete
};

// The id of a delivery: SHA-256 over the kind of input and the SHA-256 of each of its files. The names of the files do
// not count.
[[nodiscard]] Result<std::string> delivery_id(const Input& input);

// Loads an input. Concepts are merged with the ones in the store, see merge_concept(); texts without a code are
// recognised by the taxonomy that the store has at the start, see text_codes.h. Errors are those of the store
// and of opening the input; what was written until then stays, and loading the same input again goes on from there.
// A delivery that another version of the program began may bring some refused rows into quarantine twice.
[[nodiscard]] Result<IngestReport> ingest(RecordStore& store, const Input& input, const IngestOptions& options);

}  // namespace schakel
