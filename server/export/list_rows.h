// The rows of the lists as others read them: one JSON object per row, with the reasons (docs/export.md).
#pragma once

#include <cstdint>
#include <string>

#include "engine/match_lists.h"
#include "engine/pair.h"
#include "index/epoch/epoch.h"
#include "index/epoch/strings.h"
#include "server/answers/pair_parts.h"

namespace schakel {

// Every id and every item's code of an epoch as a JSON string in its quotes, escaped once. Immutable.
class QuotedNames {
 public:
  explicit QuotedNames(const Epoch& epoch);
  [[nodiscard]] std::string_view operator[](VacancyId id) const { return text(vacancies_, id.value); }
  [[nodiscard]] std::string_view operator[](SeekerId id) const { return text(seekers_, id.value); }
  [[nodiscard]] std::string_view item(ItemId id) const { return text(items_, id); }

 private:
  static std::string_view text(const StringArrays& strings, std::size_t i) {
    return StringSpans{strings.begin, strings.bytes}[i];
  }
  StringArrays vacancies_, seekers_, items_;
};

enum class Reasons : std::uint8_t { kGiven, kLeftOut };

// Writes rows, each with reasons scored anew. Not thread-safe: one per piece of work.
class RowWriter {
 public:
  // Both must outlive the writer.
  RowWriter(const Epoch& epoch, const QuotedNames& names, Reasons reasons)
      : epoch_(epoch), names_(names), reasons_(reasons) {}

  // Appends a line per row of somebody's list. kCorrupt when a row with reasons does not have the total that its
  // pair has. Cost: a few microseconds per row, 0.1 without reasons.
  [[nodiscard]] Result<void> append_list(const Run& run, VacancyId owner, std::string& text);
  [[nodiscard]] Result<void> append_list(const Run& run, SeekerId owner, std::string& text);

 private:
  Result<void> append_row(VacancyId vacancy, SeekerId seeker, std::uint32_t rank, std::uint32_t total,
                          std::string& text);
  Result<void> score(VacancyId vacancy, SeekerId seeker, std::uint32_t total);
  void append_reasons(std::string& text) const;
  void append_items(std::string_view key, Presence presence, std::string& text) const;

  const Epoch& epoch_;
  const QuotedNames& names_;
  Reasons reasons_;
  PairScore score_;
};

}  // namespace schakel
