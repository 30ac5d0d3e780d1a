// The record store: the truth. The only user of RocksDB.
//
// A record and its change-log entry go into one atomic write. Every write is durable (fsync) when apply() returns. The
// store counts its acknowledged writes outside the database too, and refuses to open when the database knows fewer: a
// deleted or damaged log does not go unnoticed. docs/operation.md says what to do then.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "data/schema/refusal.pb.h"

namespace schakel {

enum class RecordKind : std::uint8_t { kSeeker = 1, kVacancy = 2, kConcept = 3, kPlace = 4 };
inline constexpr std::size_t kRecordKinds = 4;

// Position in the change log: 0 is the empty store; each stored or erased record adds one.
using Sequence = std::uint64_t;

struct Put {
  RecordKind kind{};
  std::string key;             // id, URI or postcode; 1..512 bytes
  std::uint64_t revision = 0;  // a put with a lower revision than the stored one is stale and changes nothing
  std::string bytes;           // the serialised record
};

struct Erase {
  RecordKind kind{};
  std::string key;
};

// How far a delivery (one offered file) has come. A delivery is known by the SHA-256 of its content, so the same file
// offered twice, or a load that was killed and repeated, ends in the same state.
struct DeliveryState {
  std::string sha256;          // lower-case hex, 64 characters
  std::string name;            // file name as offered, for people
  std::uint64_t next_row = 1;  // rows before this one are in the store (or in quarantine)
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  bool done = false;
};

// Everything of one write. All of it happens or none of it: the puts as if one by one, in order, and then the erases;
// so what is stored and logged does not depend on how puts are cut into batches. A batch with rows (puts, erases,
// refusals) must move the next_row of its delivery forward, and none follows one that is done.
struct Batch {
  std::vector<Put> puts;
  std::vector<Erase> erases;
  std::vector<Refusal> refusals;          // into quarantine
  std::optional<DeliveryState> delivery;  // the delivery's state after this batch
};

// What became of one put or erase.
enum class RecordOutcome : std::uint8_t {
  kCreated,
  kReplaced,
  kUnchanged,  // same revision and same bytes: not written, not logged
  kStale,      // an older revision than the stored one: not written
  kErased,
  kNotThere,  // nothing to erase
};

// What a batch did. stored + unchanged + stale == puts.size().
struct Applied {
  std::uint64_t stored = 0;                 // new, or replaced an older revision
  std::uint64_t replaced = 0;               // of those: replaced
  std::uint64_t unchanged = 0;              // same revision and same bytes: not written, not logged
  std::uint64_t stale = 0;                  // an older revision than the stored one: not written
  std::uint64_t erased = 0;                 // keys that were there and are gone
  Sequence sequence = 0;                    // of the last change
  std::vector<RecordOutcome> puts, erases;  // of each, in the order of the batch
};

struct StoredRecord {
  std::string_view key;
  std::uint64_t revision = 0;
  std::string_view bytes;  // valid during the callback only
};

struct Change {
  Sequence sequence = 0;
  RecordKind kind{};
  std::string key;
  bool erased = false;
};

struct StoreCounts {
  std::uint64_t records[kRecordKinds + 1] = {};  // by RecordKind
  std::uint64_t quarantined = 0;
  std::uint64_t deliveries = 0;
  std::uint64_t bytes_on_disk = 0;
};

// A frozen view at one sequence. Thread-safe. Must not outlive its store.
class RecordSnapshot {
 public:
  virtual ~RecordSnapshot() = default;
  [[nodiscard]] virtual Sequence sequence() const = 0;

  // Calls visit for every record of a kind, in order of key, for part `part` of `parts` (0-based; the parts are
  // disjoint, cover all, and are of roughly equal size when there are many records and compact() followed the load).
  // visit returns false to stop. About 2 million records of 1 KB per second and core.
  [[nodiscard]] virtual Result<void> scan(RecordKind kind, std::size_t part, std::size_t parts,
                                          const std::function<bool(const StoredRecord&)>& visit) const = 0;

  // Calls visit, as above, with the records of these keys (rising, each once), as far as they are there. Some
  // microseconds a key in a store; elsewhere a scan.
  [[nodiscard]] virtual Result<void> look_up(RecordKind kind, std::span<const std::string> keys,
                                             const std::function<bool(const StoredRecord&)>& visit) const;
};

enum class OpenMode { kReadWrite, kReadOnly };

class RecordStore {
 public:
  // Opens the store in `folder`, which holds nothing else, creating it in kReadWrite mode when the folder is empty or
  // absent (kReadOnly: kNotFound). Errors: kBadUsage (the folder holds other things), kBusy
  // (another process writes), kCorrupt (damaged, or behind its own high-water mark; the message names the restore
  // procedure), kBadInput (a store of another version), kNoPermission, kNoSpace. kReadOnly takes no lock for writing
  // and can be open beside one writer; it sees the state of the moment it opened.
  [[nodiscard]] static Result<std::unique_ptr<RecordStore>> open(const std::filesystem::path& folder, OpenMode mode);
  virtual ~RecordStore() = default;

  // Durable and atomic. Duplicate keys inside a batch: the highest revision wins, later ones among equals. Errors:
  // kBadUsage for a batch that breaks its contract (nothing of it is in); kNoSpace when less than the guard (256 MiB,
  // or what set_space_guard says) would stay free. After kIo or kCorrupt the store must be opened again. One writer at
  // a time (locked inside); readers go on. Batches of 5,000 to 20,000 records are best: each costs one fsync.
  [[nodiscard]] virtual Result<Applied> apply(const Batch& batch) = 0;

  // The bytes of one record, or nothing.
  [[nodiscard]] virtual Result<std::optional<std::string>> get(RecordKind kind, std::string_view key) const = 0;

  [[nodiscard]] virtual Result<std::unique_ptr<RecordSnapshot>> snapshot() const = 0;

  // Changes after `after`, oldest first, at most `limit`.
  [[nodiscard]] virtual Result<std::vector<Change>> changes(Sequence after, std::size_t limit) const = 0;
  [[nodiscard]] virtual Sequence sequence() const = 0;

  // The state of a delivery by its SHA-256; nothing when it was never offered.
  [[nodiscard]] virtual Result<std::optional<DeliveryState>> delivery(std::string_view sha256) const = 0;
  [[nodiscard]] virtual Result<std::vector<DeliveryState>> deliveries() const = 0;
  // Quarantined rows in order of arrival, at most `limit`, from the `offset`-th on.
  [[nodiscard]] virtual Result<std::vector<Refusal>> quarantine(std::size_t offset, std::size_t limit) const = 0;

  [[nodiscard]] virtual Result<StoreCounts> counts() const = 0;
  virtual void set_space_guard(std::uint64_t bytes) = 0;

  // Makes what is written compact for reading, and the only thing that does: call it after a load. What was erased or
  // replaced leaves the disk here, unless a snapshot still sees it. Reads and writes the whole store once and takes as
  // much space again while it runs (kNoSpace when that is not there); reads and writes go on.
  [[nodiscard]] virtual Result<void> compact() = 0;
};

}  // namespace schakel
