#include "server/export/list_rows.h"

#include <array>
#include <charconv>

#include "loaders/format/json_line.h"

namespace schakel {
namespace {

void push_quoted(std::string_view text, std::string& scratch, StringArrays& strings) {
  scratch.clear();
  append_json_string(text, scratch);
  strings.push_back(scratch);
}

void append_number(std::string_view key, std::uint32_t number, std::string& text) {
  std::array<char, 10> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(key).append(digits.data(), end);
}

}  // namespace

QuotedNames::QuotedNames(const Epoch& epoch) {
  std::string scratch;
  for (std::uint32_t i = 0; i < epoch.vacancies(); ++i) push_quoted(epoch.name(VacancyId{i}), scratch, vacancies_);
  for (std::uint32_t i = 0; i < epoch.seekers(); ++i)
    push_quoted(epoch.has(SeekerId{i}) ? epoch.name(SeekerId{i}) : "", scratch, seekers_);
  for (ItemId i = 0; i < epoch.items.size(); ++i) push_quoted(epoch.item_text(i), scratch, items_);
}

Result<void> RowWriter::append_list(const Run& run, VacancyId owner, std::string& text) {
  std::uint32_t rank = 0;
  for (const MatchRow& row : run[owner])
    if (auto appended = append_row(owner, SeekerId{row.other}, ++rank, row.total, text); !appended) return appended;
  return {};
}

Result<void> RowWriter::append_list(const Run& run, SeekerId owner, std::string& text) {
  std::uint32_t rank = 0;
  for (const MatchRow& row : run[owner])
    if (auto appended = append_row(VacancyId{row.other}, owner, ++rank, row.total, text); !appended) return appended;
  return {};
}

Result<void> RowWriter::append_row(VacancyId vacancy, SeekerId seeker, std::uint32_t rank, std::uint32_t total,
                                   std::string& text) {
  if (reasons_ == Reasons::kGiven)
    if (auto scored = score(vacancy, seeker, total); !scored) return scored;
  text.append(R"({"vacancy":)").append(names_[vacancy]);
  text.append(R"(,"seeker":)").append(names_[seeker]);
  append_number(R"(,"rank":)", rank, text);
  append_number(R"(,"total":)", total, text);
  if (reasons_ == Reasons::kGiven) append_reasons(text);
  text += "}\n";
  return {};
}

Result<void> RowWriter::score(VacancyId vacancy, SeekerId seeker, std::uint32_t total) {
  score_pair(epoch_, epoch_.model().weights, vacancy, seeker, score_);
  if (score_.eligible() && score_.total.low == total) return {};
  return fail(ErrorCode::kCorrupt, "the lists give vacancy " + std::string(epoch_.name(vacancy)) + " and seeker " +
                                       std::string(epoch_.name(seeker)) + " a total of " + std::to_string(total) +
                                       ", their records " + std::to_string(score_.total.low) +
                                       (score_.eligible() ? "" : " and no eligibility") +
                                       "; make the lists again with schakel rematch");
}

void RowWriter::append_reasons(std::string& text) const {
  const Points points = category_points(epoch_.model().weights, score_);
  append_number(R"(,"low":)", score_.total.low, text);
  append_number(R"(,"high":)", score_.total.high, text);
  append_number(R"(,"points":{"demand":)", points.demand, text);
  append_number(R"(,"wish":)", points.wish, text);
  append_number(R"(,"position":)", points.position, text);
  append_number(R"(,"region":)", points.region, text);
  text += '}';
  if (score_.distance_m) append_number(R"(,"distanceM":)", *score_.distance_m, text);
  append_items(R"(,"found":[)", Presence::kFound, text);
  append_items(R"(,"unknown":[)", Presence::kUnknown, text);
  append_items(R"(,"missing":[)", Presence::kMissing, text);
}

void RowWriter::append_items(std::string_view key, Presence presence, std::string& text) const {
  text += key;
  bool first = true;
  for (const ItemScore& item : score_.items) {
    if (presence_of(item) != presence) continue;
    if (!first) text += ',';
    first = false;
    text += names_.item(item.item);
  }
  text += ']';
}

}  // namespace schakel
