#include "loaders/synthetic/traits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

constexpr std::string_view kName = "occupation_traits.tsv";
constexpr std::array<std::string_view, 13> kColumns{"isco",          "vacancies",      "seekers",  "education_from",
                                                    "education_to",  "fields",         "licences", "licence_percent",
                                                    "shift_percent", "remote_percent", "hours",    "dutch",
                                                    "employers"};

// Reads the cells of one row in order of kColumns, and remembers whether any was wrong.
class RowReader {
 public:
  RowReader(const TsvTable& table, std::size_t row) : table_(table), row_(row) {}

  std::string_view text() { return table_.at(row_, column_++); }
  std::vector<std::string> list() {
    const std::vector<std::string_view> parts = split_list(text());
    return {parts.begin(), parts.end()};
  }
  std::uint32_t number(std::uint32_t low, std::uint32_t high) {
    const std::string_view cell = text();
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    require(error == std::errc{} && end == cell.data() + cell.size() && value >= low && value <= high);
    return value;
  }
  void require(bool good) { good_ = good_ && good; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  const TsvTable& table_;
  std::size_t row_;
  std::size_t column_ = 0;
  bool good_ = true;
};

std::optional<HoursPattern> hours_pattern(std::string_view text) {
  if (text == "full") return HoursPattern::kFull;
  if (text == "mixed") return HoursPattern::kMixed;
  if (text == "part") return HoursPattern::kPart;
  if (text == "small") return HoursPattern::kSmall;
  return std::nullopt;
}

Result<Traits> read_row(const TsvTable& table, std::size_t row) {
  RowReader cells(table, row);
  Traits traits;
  traits.isco = cells.text();
  traits.vacancies = cells.number(0, 10000);
  traits.seekers = cells.number(0, 10000);
  traits.education_from = cells.number(1, 6);
  traits.education_to = cells.number(traits.education_from, 6);
  traits.fields = cells.list();
  traits.licences = cells.list();
  traits.licence_percent = cells.number(0, 100);
  traits.shift_percent = cells.number(0, 100);
  traits.remote_percent = cells.number(0, 100);
  const std::optional<HoursPattern> hours = hours_pattern(cells.text());
  traits.dutch = cells.number(1, 4);
  for (const std::string_view part : split_list(cells.text())) {
    const std::size_t space = std::min(part.find(' '), part.size() - 1);
    traits.employers.push_back({std::string(part.substr(0, space)), std::string(part.substr(space + 1))});
    cells.require(!traits.employers.back().pattern.empty());
  }
  cells.require(!traits.isco.empty() && !traits.employers.empty());
  cells.require(traits.licence_percent == 0 || !traits.licences.empty());
  if (!hours || !cells.good())
    return fail(ErrorCode::kBadInput,
                std::string(kName) + " line " + std::to_string(table.line(row)) + " has a value out of its range");
  traits.hours = *hours;
  return traits;
}

}  // namespace

Result<std::vector<Traits>> read_traits(std::string_view tsv) {
  const Result<TsvTable> table = TsvTable::parse(kName, tsv, kColumns);
  if (!table) return std::unexpected(table.error());
  std::vector<Traits> all;
  for (std::size_t row = 0; row < table->rows(); ++row) {
    Result<Traits> traits = read_row(*table, row);
    if (!traits) return std::unexpected(std::move(traits.error()));
    all.push_back(*std::move(traits));
  }
  return all;
}

const Traits* find_traits(const std::vector<Traits>& traits, std::string_view isco) {
  const Traits* best = nullptr;
  for (const Traits& row : traits)
    if (isco.starts_with(row.isco) && (best == nullptr || row.isco.size() > best->isco.size())) best = &row;
  return best;
}

}  // namespace schakel
