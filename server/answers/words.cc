#include "server/answers/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "data/reference/reference.h"
#include "data/schema/taxonomy.pb.h"
#include "index/epoch/read_seeker.h"
#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

template <class Message>
Message parsed(std::string_view bytes) {
  Message message;
  message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return message;
}

std::string label_of(const Concept& record) {
  for (const std::string_view language : {"nl", "en", ""})
    for (const Label& label : record.labels())
      if ((language.empty() || label.language() == language) && !label.preferred().empty()) return label.preferred();
  return record.uri();
}

}  // namespace

Words::Words(const Epoch& epoch)
    : epoch_(epoch),
      languages_(read_names("languages.tsv")),
      sectors_(read_names("sectors.tsv")),
      fields_(read_names("education_fields.tsv")) {}

Words::Names Words::read_names(std::string_view table) {
  static constexpr std::array<std::string_view, 2> kColumns{"code", "name"};
  Names names;
  const auto rows = TsvTable::parse(table, reference_text(table), kColumns);
  for (std::size_t row = 0; rows && row < rows->rows(); ++row) names.emplace(rows->at(row, 0), rows->at(row, 1));
  return names;
}

std::string Words::name_in(const Names& names, std::string_view code) {
  const auto found = names.find(code);
  return std::string(found == names.end() ? code : found->second);
}

std::string Words::concept_name(ConceptId id) const {
  return label_of(parsed<Concept>(epoch_.concept_records()[id]));  // both in order of URI
}

std::string Words::concept_name(std::string_view uri) const {
  const auto id = epoch_.taxonomy().find(uri);
  return id ? concept_name(*id) : std::string(uri);
}

std::string Words::concept_names(const google::protobuf::RepeatedPtrField<std::string>& uris) const {
  std::string text;
  for (const std::string& uri : uris) text += (text.empty() ? "" : ", ") + concept_name(uri);
  return text;
}

std::string Words::place(std::string_view postcode) const {
  const std::string_view digits = postcode.substr(0, 4);
  const StringSpans places = epoch_.place_records();
  const auto numbers = std::views::iota(std::size_t{0}, places.size());
  const auto found = std::ranges::lower_bound(numbers, digits, std::less<>{},
                                              [&](std::size_t i) { return parsed<Place>(places[i]).postcode(); });
  if (found == numbers.end()) return std::string(postcode);
  const auto place = parsed<Place>(places[*found]);
  return place.postcode() == digits ? place.postcode() + " " + place.town() : std::string(postcode);
}

std::string_view Words::education_level(std::uint32_t level) {
  static constexpr std::array<std::string_view, 7> kLevels{"",  "basisonderwijs", "vmbo", "havo/vwo", "mbo", "hbo",
                                                           "wo"};
  return level < kLevels.size() ? kLevels[level] : "";
}

std::string Words::education_field(std::string_view code) const {
  const std::string_view field = schakel::education_field(code);
  for (std::size_t length = field.size(); length >= 2; --length)
    if (const auto found = fields_.find(field.substr(0, length)); found != fields_.end())
      return std::string(found->second);
  return std::string(code);
}

std::string Words::months(std::uint32_t number) { return fmt::format("{} month{}", number, number == 1 ? "" : "s"); }

std::string Words::contract(std::string_view form) {
  std::string text(form);
  for (char& c : text) c = c == '_' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

std::string Words::education(const Item& item) const {
  const std::string_view code = epoch_.rules().codes[item.code];
  const std::string field = code.empty() ? "" : education_field(code);
  const std::string_view level = education_level(item.minimum);
  if (field.empty()) return fmt::format("education {}", level);
  return level.empty() ? fmt::format("education in {}", field) : fmt::format("education {} in {}", level, field);
}

std::string Words::item(ItemId id) const {
  const Item& item = epoch_.items[id];
  const std::string_view code = epoch_.item_code(id);
  const std::string level = item.minimum > 0 ? fmt::format(" (level {})", item.minimum) : "";
  switch (item.kind) {
    case COMPETENCE:
      return concept_name(code) + level;
    case EXPERIENCE:
      return "experience as " + concept_name(code) + (item.minimum > 0 ? " (" + months(item.minimum) + ")" : "");
    case EDUCATION:
      return education(item);
    case SPOKEN_LANGUAGE:
      return "spoken " + language(code) + level;
    case WRITTEN_LANGUAGE:
      return "written " + language(code) + level;
    case DRIVING_LICENCE:
      return fmt::format("driving licence {}", code);
    case OCCUPATION:
      return "occupation " + concept_name(code);
    case SECTOR:
      return "sector " + sector(code);
    default:
      return "contract " + contract(code);
  }
}

std::string weekly_hours(const HoursPerWeek& hours) {
  if (hours.has_min() && hours.has_max())
    return hours.min() == hours.max() ? fmt::format("{} hours", hours.min())
                                      : fmt::format("{}-{} hours", hours.min(), hours.max());
  if (hours.has_min()) return fmt::format("from {} hours", hours.min());
  if (hours.has_max()) return fmt::format("at most {} hours", hours.max());
  return "hours unknown";
}

std::string kilometres(std::uint32_t metres) { return fmt::format("{}.{} km", metres / 1000, metres % 1000 / 100); }

}  // namespace schakel
