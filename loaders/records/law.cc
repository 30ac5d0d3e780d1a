#include "loaders/records/law.h"

#include <array>
#include <cassert>
#include <map>
#include <string>
#include <string_view>

#include "data/reference/reference.h"
#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

struct Rule {
  std::string_view code;
  std::string_view reason;
};

using Rules = std::map<std::string_view, Rule>;

const Rules& rules() {
  static const Rules kRules = [] {
    constexpr std::array<std::string_view, 3> kColumns{"pattern", "code", "reason"};
    const Result<TsvTable> table = TsvTable::parse("refused.tsv", reference_text("refused.tsv"), kColumns);
    assert(table);
    Rules rules;
    for (std::size_t i = 0; i < table->rows(); ++i) rules[table->at(i, 0)] = {table->at(i, 1), table->at(i, 2)};
    return rules;
  }();
  return kRules;
}

// In lower case and without what only separates words: "Max_Age" and "maxAge" are one.
std::string plain(std::string_view name) {
  std::string letters;
  for (const char c : name) {
    if (c == '-' || c == '_' || c == ' ') continue;
    letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return letters;
}

bool is_requirement_kind(std::string_view field) {
  return field.starts_with("requirements[") && field.ends_with("].kind");
}

}  // namespace

Objection name_the_law(Objection objection) {
  const bool by_key = objection.code == "unknown-field";
  const bool by_kind = objection.code == "unknown-value" && is_requirement_kind(objection.field);
  if (!by_key && !by_kind) return objection;
  const auto rule = rules().find(plain(objection.found));
  if (rule == rules().end()) return objection;
  objection.code = rule->second.code;
  objection.message = (by_key ? "found the key \"" : "found the kind \"") + objection.found + "\": ";
  objection.message += rule->second.reason;
  return objection;
}

bool may_tell_too_much(const Objection& objection) {
  return objection.code == "unknown-field" || objection.code == "identity" || objection.code.starts_with("protected-");
}

}  // namespace schakel
