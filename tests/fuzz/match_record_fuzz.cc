// Any bytes as a file of the match log: whole records from its beginning on, the same ones wherever it is cut off
// behind them. And any bytes as a match: what is written behind another is read again, whatever follows.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/service/log/match_record.h"
#include "tests/fuzz/target.h"

namespace schakel {
namespace {

struct Records {
  std::vector<std::string> records;
  std::uint64_t end = 0;
};

Records records_of(std::string_view file) {
  Records found;
  found.end = each_record(file, [&](std::string_view record) {
    found.records.emplace_back(record);
    return true;
  });
  require(found.end <= file.size());
  return found;
}

void read_file(std::string_view file) {
  const Records found = records_of(file);
  require(found.records.empty() == (found.end == 0));
  require(records_of(file.substr(0, found.end)).records == found.records);
  if (found.records.empty()) return;
  const Records cut = records_of(file.substr(0, found.end - 1));
  require(cut.records == std::vector<std::string>(found.records.begin(), found.records.end() - 1));
  std::size_t given = 0;
  each_record(file, [&](std::string_view) { return ++given < 1; });
  require(given == 1);
}

void write_match(std::string_view bytes) {
  api::LoggedMatch match;
  if (!match.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return;
  std::string file;
  append_record(match, file);
  const std::size_t one = file.size();
  append_record(match, file);
  require(file.size() == 2 * one);
  const std::string record = match.SerializeAsString();
  require(records_of(file).records == std::vector{record, record});
  file.resize(one);
  file += bytes;
  const Records found = records_of(file);
  require(found.end >= one && found.records.front() == record);
}

}  // namespace
}  // namespace schakel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  schakel::read_file(bytes);
  schakel::write_match(bytes);
  return 0;
}
