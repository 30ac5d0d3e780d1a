#include "server/ingest/stored_texts.h"

#include <optional>
#include <utility>
#include <vector>

#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::size_t kParts = 32;
constexpr std::size_t kBatchRows = 8192;

struct Part {
  std::vector<Put> puts;
  TextCoverages texts;
  std::optional<Error> error;
};

template <class Message>
bool read_record(const StoredRecord& stored, RecordKind kind, TextCodes& codes, Part& part) {
  Message message;
  if (!message.ParseFromArray(stored.bytes.data(), static_cast<int>(stored.bytes.size()))) {
    part.error = Error{ErrorCode::kCorrupt, "record '" + std::string(stored.key) + "' in the store cannot be parsed"};
    return false;
  }
  Record record(std::move(message));
  TextCoverages texts;
  if (const auto filled = codes.fill(record, texts); !filled) {
    part.error = filled.error();
    return false;
  }
  if (texts.occupations.recognised() + texts.competences.recognised() > 0)
    part.puts.push_back(
        {kind, std::string(stored.key), stored.revision, std::get<Message>(record).SerializeAsString()});
  part.texts.add(texts);
  return true;
}

std::vector<Part> read_all(const RecordSnapshot& snapshot, RecordKind kind, TextCodes& codes) {
  std::vector<Part> parts(kParts);
  for_all(kParts, [&](std::size_t p) {
    const auto scanned = snapshot.scan(kind, p, kParts, [&](const StoredRecord& stored) {
      return kind == RecordKind::kSeeker ? read_record<Seeker>(stored, kind, codes, parts[p])
                                         : read_record<Vacancy>(stored, kind, codes, parts[p]);
    });
    if (!scanned) parts[p].error = scanned.error();
  });
  return parts;
}

}  // namespace

Result<StoredTextsReport> recognise_stored(RecordStore& store, const TextCodeOptions& options) {
  const auto snapshot = store.snapshot();
  if (!snapshot) return std::unexpected(snapshot.error());
  TextCodes codes(**snapshot, options);
  StoredTextsReport report;
  Batch batch;
  const auto write = [&]() -> Result<void> {
    const auto applied = store.apply(batch);
    batch = {};
    if (!applied) return std::unexpected(applied.error());
    report.records += applied->stored;
    return {};
  };
  for (const RecordKind kind : {RecordKind::kVacancy, RecordKind::kSeeker})
    for (Part& part : read_all(**snapshot, kind, codes)) {
      if (part.error) return std::unexpected(*part.error);
      report.texts.add(part.texts);
      for (Put& put : part.puts) {
        batch.puts.push_back(std::move(put));
        if (batch.puts.size() < kBatchRows) continue;
        if (auto written = write(); !written) return std::unexpected(written.error());
      }
    }
  if (!batch.puts.empty())
    if (auto written = write(); !written) return std::unexpected(written.error());
  return report;
}

}  // namespace schakel
