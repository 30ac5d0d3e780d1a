#include "loaders/records/ndjson.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "loaders/format/json_keys.h"
#include "loaders/format/json_record.h"
#include "loaders/format/line_chunks.h"
#include "loaders/format/message_table.h"
#include "loaders/format/utf8.h"
#include "loaders/records/law.h"
#include "loaders/records/validate.h"

namespace schakel {
namespace {

constexpr int kLinesToRecognise = 100;
constexpr std::size_t kUsualRowBytes = 700;

// The first line of `text`, taken off it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// "market/seekers.ndjson.zst" to "seekers".
std::string stem_of(std::string_view file) {
  std::filesystem::path name = std::filesystem::path(file).filename();
  while (name.has_extension()) name = name.stem();
  return name.string();
}

void give_id(Record& record, std::string_view file, std::uint64_t row) {
  std::string* id = nullptr;
  if (Seeker* seeker = std::get_if<Seeker>(&record)) id = seeker->mutable_id();
  if (Vacancy* vacancy = std::get_if<Vacancy>(&record)) id = vacancy->mutable_id();
  if (id != nullptr && id->empty()) *id = repaired_utf8(stem_of(file)) + ":" + std::to_string(row);
}

std::optional<Objection> read_record(std::string_view line, Record& record) {
  thread_local JsonReader reader;
  if (std::optional<Objection> objection = reader.read(line, message_of(record))) return name_the_law(*objection);
  return check(record);
}

class NdjsonSource : public Source {
 public:
  NdjsonSource(std::string file, RecordType type, LineChunks chunks, Result<std::optional<Chunk>> first)
      : file_(std::move(file)), type_(type), chunks_(std::move(chunks)), first_(std::move(first)) {}

  Result<std::optional<Chunk>> next() override {
    if (!first_taken_) {
      first_taken_ = true;
      return std::move(first_);
    }
    return chunks_.next();
  }

  Parsed parse(const Chunk& chunk) const override { return parse_ndjson(chunk, type_, file_); }
  std::uint64_t total_bytes() const override { return chunks_.total_bytes(); }

 private:
  std::string file_;
  RecordType type_;
  LineChunks chunks_;
  Result<std::optional<Chunk>> first_;  // read to tell the type
  bool first_taken_ = false;
};

}  // namespace

std::optional<RecordType> recognise_ndjson(std::string_view start) {
  std::array<int, kRecordTypes> known{};
  int keys = 0;
  for (int i = 0; i < kLinesToRecognise && !start.empty(); ++i) {
    for (const std::string& key : json_keys(take_line(start))) {
      ++keys;
      for (std::size_t type = 0; type < kRecordTypes; ++type)
        if (table_of(record_descriptor(static_cast<RecordType>(type))).find(key, 0) >= 0) ++known[type];
    }
  }
  const auto most = std::ranges::max_element(known);
  if (2 * *most <= keys || std::ranges::count(known, *most) > 1) return std::nullopt;
  return static_cast<RecordType>(most - known.begin());
}

Parsed parse_ndjson(const Chunk& chunk, RecordType type, std::string_view file) {
  Parsed parsed;
  parsed.bytes = chunk.bytes.size();
  parsed.accepted.reserve(chunk.bytes.size() / kUsualRowBytes + 1);
  std::string_view left = chunk.bytes;
  for (std::uint64_t line_number = chunk.first_line; !left.empty(); ++line_number) {
    const std::string_view line = take_line(left);
    if (is_blank(line)) continue;
    const std::uint64_t row = chunk.first_row + parsed.rows++;
    Record& record = parsed.accepted.emplace_back(empty_record(type));
    if (std::optional<Objection> objection = read_record(line, record)) {
      parsed.accepted.pop_back();
      const bool keep = type != RecordType::kSeeker || !may_tell_too_much(*objection);
      parsed.refused.push_back(make_refusal(file, row, line_number, *objection, keep ? line : std::string_view()));
    } else {
      give_id(record, file, row);
    }
  }
  return parsed;
}

Result<std::unique_ptr<Source>> open_ndjson(const std::filesystem::path& file, std::optional<RecordType> type) {
  Result<ByteInput> input = ByteInput::open(file);
  if (!input) return std::unexpected(input.error());
  LineChunks chunks(*std::move(input));
  Result<std::optional<Chunk>> first = chunks.next();
  if (!first && !type) return std::unexpected(first.error());
  const std::optional<Chunk> start = first.value_or(std::nullopt);
  if (!type && start) {
    type = recognise_ndjson(start->bytes);
    if (!type)
      return fail(ErrorCode::kBadInput, file.string() +
                                            ": cannot tell from its keys whether these are seekers, vacancies, "
                                            "concepts or places, expected one JSON object of one of them per line");
  }
  return std::make_unique<NdjsonSource>(file.string(), type.value_or(RecordType::kSeeker), std::move(chunks),
                                        std::move(first));
}

}  // namespace schakel
