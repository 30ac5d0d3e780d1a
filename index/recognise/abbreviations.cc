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

std::vector<Reading> readings(const Reading& text) {
  std::size_t most = 0;
  for (const std::string& word : text.words) {
    if (const auto found = table().find(word); found != table().end()) most = std::max(most, found->second.size());
  }
  std::vector<Reading> all = {text};
  for (std::size_t reading = 0; reading < most && all.size() < kMostReadings; ++reading) {
    Reading written;
    for (std::size_t i = 0; i < text.words.size(); ++i) {
      if (i == text.main) written.main = written.words.size();
      const auto found = table().find(text.words[i]);
      if (found == table().end()) {
        written.words.push_back(text.words[i]);
      } else {
        std::ranges::copy(found->second[std::min(reading, found->second.size() - 1)],
                          std::back_inserter(written.words));
      }
    }
    written.words.resize(std::min(written.words.size(), kMostPlainWords));
    if (text.main >= text.words.size()) written.main = written.words.size();
    all.push_back(std::move(written));
  }
  return all;
}

}  // namespace schakel
