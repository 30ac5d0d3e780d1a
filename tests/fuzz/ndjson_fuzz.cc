// Any bytes as a file of records: accepted and refused are all rows, and the same ones when the file is cut in two.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "loaders/records/ndjson.h"
#include "loaders/records/validate.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

void check_parsed(const Parsed& parsed) {
  require(parsed.accepted.size() + parsed.refused.size() == parsed.rows);
  for (const Record& record : parsed.accepted) require(!check(record));
  for (const Refusal& refusal : parsed.refused) {
    Refusal back;
    require(!refusal.code().empty() && back.ParseFromString(refusal.SerializeAsString()));
  }
}

void read_as(RecordType type, std::string_view text) {
  const Parsed whole = parse_ndjson({1, 1, std::string(text)}, type, "fuzz");
  check_parsed(whole);
  const std::size_t cut = text.find('\n', text.size() / 2);
  if (cut == std::string_view::npos) return;
  const Parsed first = parse_ndjson({1, 1, std::string(text.substr(0, cut + 1))}, type, "fuzz");
  const Parsed second = parse_ndjson({first.rows + 1, 1, std::string(text.substr(cut + 1))}, type, "fuzz");
  require(first.rows + second.rows == whole.rows);
  require(first.accepted.size() + second.accepted.size() == whole.accepted.size());
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  schakel::read_as(schakel::RecordType::kSeeker, text);
  schakel::read_as(schakel::RecordType::kVacancy, text);
  static_cast<void>(schakel::recognise_ndjson(text));
  return 0;
}
