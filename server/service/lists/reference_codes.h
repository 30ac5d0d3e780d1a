// The codes of the reference tables that travel inside the program (data/reference): what a request may name.
#pragma once

#include <string>
#include <string_view>

#include "server/service/failure.h"

namespace schakel {

struct CodeTable {
  std::string_view file;      // of data/reference; codes are its first column
  std::string_view expected;  // in words
};
inline constexpr CodeTable kLanguageCodes{"languages.tsv",
                                          "a language of the reference table by its ISO 639-3 code, as nld"};
inline constexpr CodeTable kLicenceCodes{"licences.tsv", "a category of driving licence, as B or CE"};
inline constexpr CodeTable kSectorCodes{"sectors.tsv", "a section letter or a division of SBI 2008, as C or 49"};

// Capitals count. Thread-safe. Cost: the length of the table.
[[nodiscard]] bool is_code(const CodeTable& table, std::string_view code);
// 400 for any other code; `field` is its path.
[[nodiscard]] Answered<void> check_code(const CodeTable& table, std::string_view code, std::string field);

}  // namespace schakel
