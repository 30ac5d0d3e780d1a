#include "index/recognise/abbreviations.h"

#include <algorithm>

#include "data/reference/reference.h"
#include "index/recognise/plain_words.h"
#include "index/recognise/reference_rows.h"
#include "index/text/words.h"

namespace schakel {
namespace {

using Table = WordMap<std::vector<std::vector<std::string>>>;  // short to its readings

const Table& table() {
  static const Table kTable = [] {
    Table table;
    for (const auto& row : reference_rows(reference_text("abbreviations.tsv"))) {
      for (const std::string_view reading : cut_at(row[1], '|'))
        table[std::string(row[0])].push_back(plain_words(reading));
    }
    return table;
  }();
  return kTable;
}

}  // namespace

std::vector<std::vector<std::string>> readings(const std::vector<std::string>& words) {
  std::size_t most = 0;
  for (const std::string& word : words) {
    if (const auto found = table().find(word); found != table().end()) most = std::max(most, found->second.size());
  }
  std::vector<std::vector<std::string>> all = {words};
  for (std::size_t reading = 0; reading < most && all.size() < kMostReadings; ++reading) {
    std::vector<std::string> written;
    for (const std::string& word : words) {
      const auto found = table().find(word);
      if (found == table().end()) {
        written.push_back(word);
      } else {
        std::ranges::copy(found->second[std::min(reading, found->second.size() - 1)], std::back_inserter(written));
      }
    }
    written.resize(std::min(written.size(), kMostPlainWords));
    all.push_back(std::move(written));
  }
  return all;
}

}  // namespace schakel
