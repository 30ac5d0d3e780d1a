#include "server/answers/words.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "data/reference/reference.h"
#include "data/schema/taxonomy.pb.h"
#include "index/epoch/read_seeker.h"
#include "index/parallel/for_all.h"
#include "loaders/format/tsv_table.h"

namespace schakel {
namespace {

using namespace std::string_view_literals;

template <class Message>
Message parsed(std::string_view bytes) {
  Message message;
  message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
  return message;
}

std::string label_of(const Concept& record, AnswerLanguage first) {
  for (const std::string_view language : {code_of(first), std::string_view("nl"), std::string_view("en"), ""sv})
    for (const Label& label : record.labels())
      if ((language.empty() || label.language() == language) && !label.preferred().empty()) return label.preferred();
  return record.uri();
}

constexpr std::size_t kPostcodes = 10'000;

// 1011 of "1011"; nothing for what is no number of four digits.
std::optional<std::size_t> postcode_number(std::string_view digits) {
  if (digits.size() != 4) return std::nullopt;
  std::size_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

// In which a reference table has its names.
std::string_view name_column(AnswerLanguage language) {
  return language == AnswerLanguage::kDutch ? "name" : "name_en";
}

}  // namespace

std::optional<AnswerLanguage> language_of(std::string_view code) {
  if (code == "nl") return AnswerLanguage::kDutch;
  return code == "en" ? std::optional(AnswerLanguage::kEnglish) : std::nullopt;
}

std::string_view code_of(AnswerLanguage language) { return language == AnswerLanguage::kDutch ? "nl" : "en"; }

Words::Words(const Epoch& epoch, AnswerLanguage language)
    : epoch_(epoch),
      language_(language),
      languages_(read_names("languages.tsv", name_column(language))),
      sectors_(read_names("sectors.tsv", name_column(language))),
      fields_(read_names("education_fields.tsv", name_column(language))),
      groups_(read_names("isco.tsv", name_column(language))),
      regions_(read_names("regions.tsv", "name")) {}

Words::Names Words::read_names(std::string_view table, std::string_view column) {
  const std::array<std::string_view, 2> columns{"code", column};
  Names names;
  const auto rows = TsvTable::parse(table, reference_text(table), columns);
  for (std::size_t row = 0; rows && row < rows->rows(); ++row) names.emplace(rows->at(row, 0), rows->at(row, 1));
  return names;
}

std::string Words::name_in(const Names& names, std::string_view code) {
  const auto found = names.find(code);
  return std::string(found == names.end() ? code : found->second);
}

void Words::keep_names() {
  std::vector<std::string> names(epoch_.concept_records().size());
  for_all(names.size(), [&](std::size_t i) { names[i] = read_concept_name(static_cast<ConceptId>(i)); });
  concept_names_ = std::move(names);
  std::vector<std::string> places(kPostcodes);
  const StringSpans records = epoch_.place_records();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto place = parsed<Place>(records[i]);
    if (const auto number = postcode_number(place.postcode())) places[*number] = place.postcode() + " " + place.town();
  }
  places_ = std::move(places);
}

std::string Words::concept_name(ConceptId id) const {
  return concept_names_.empty() ? read_concept_name(id) : concept_names_[id];
}

std::string Words::read_concept_name(ConceptId id) const {
  return label_of(parsed<Concept>(epoch_.concept_records()[id]), language_);  // both in order of URI
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
  if (const auto number = places_.empty() ? std::nullopt : postcode_number(digits))
    return places_[*number].empty() ? std::string(postcode) : places_[*number];
  const StringSpans places = epoch_.place_records();
  const auto numbers = std::views::iota(std::size_t{0}, places.size());
  const auto found = std::ranges::lower_bound(numbers, digits, std::less<>{},
                                              [&](std::size_t i) { return parsed<Place>(places[i]).postcode(); });
  if (found == numbers.end()) return std::string(postcode);
  const auto place = parsed<Place>(places[*found]);
  return place.postcode() == digits ? place.postcode() + " " + place.town() : std::string(postcode);
}

std::string Words::tension(std::uint32_t tension) const {
  static constexpr std::array<std::string_view, 6> kDutch{"geen klasse", "zeer ruim", "ruim",
                                                          "gemiddeld",   "krap",      "zeer krap"};
  static constexpr std::array<std::string_view, 6> kEnglish{"no class", "very loose", "loose",
                                                            "average",  "tight",      "very tight"};
  const auto& names = language_ == AnswerLanguage::kDutch ? kDutch : kEnglish;
  return std::string(names[tension < names.size() ? tension : 0]);
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

std::string Words::months(std::uint32_t number) const {
  return number == 1 ? say("1 maand", "1 month") : say("{} maanden", "{} months", number);
}

std::string Words::contract(std::string_view form) const {
  struct Form {
    std::string_view name, dutch, english;
  };
  static constexpr Form kForms[] = {{"PERMANENT", "vast contract", "permanent contract"},
                                    {"FIXED_TERM", "tijdelijk contract", "fixed-term contract"},
                                    {"AGENCY", "uitzendwerk", "agency work"},
                                    {"APPRENTICE", "leerbaan (bbl)", "apprenticeship"},
                                    {"WORK_EXPERIENCE", "werkervaringsplaats", "work experience placement"},
                                    {"VOLUNTEER", "vrijwilligerswerk", "voluntary work"}};
  for (const Form& known : kForms)
    if (known.name == form) return std::string(language_ == AnswerLanguage::kDutch ? known.dutch : known.english);
  return std::string(form);
}

std::string Words::weekly_hours(const HoursPerWeek& hours) const {
  const auto low = hours.min(), high = hours.max();
  if (hours.has_min() && hours.has_max())
    return low == high ? say("{} uur", "{} hours", low) : say("{}-{} uur", "{}-{} hours", low, high);
  if (hours.has_min()) return say("vanaf {} uur", "from {} hours", low);
  if (hours.has_max()) return say("hooguit {} uur", "at most {} hours", high);
  return say("uren onbekend", "hours unknown");
}

std::string Words::number(std::uint64_t number) const {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, language_ == AnswerLanguage::kDutch ? '.' : ',');
  return text;
}

std::string Words::kilometres(std::uint32_t metres) const {
  return say("{},{} km", "{}.{} km", metres / 1000, metres % 1000 / 100);
}

std::string Words::enumerate(const std::vector<std::string>& parts) const {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += (i == 0 ? "" : i + 1 < parts.size() ? ", " : say(" en ", " and ")) + parts[i];
  return text;
}

std::string Words::education(std::uint32_t level, std::string_view field) const {
  std::string_view name = education_level(level);
  if (language_ == AnswerLanguage::kEnglish) {  // the names of diplomas stay; those of school years do not
    if (level == 1) name = "primary education";
    if (level == 6) name = "wo (university)";
  }
  if (field.empty()) return std::string(name);
  return name.empty() ? say("{}", "in {}", education_field(field))
                      : say("{} {}", "{} in {}", name, education_field(field));
}

std::string Words::item(ItemId id) const {
  const Item& item = epoch_.items[id];
  return this->item(item.kind, epoch_.item_code(id), item.minimum);
}

std::string Words::item(int kind, std::string_view code, std::uint32_t minimum) const {
  const std::string level = minimum > 0 ? say(" (niveau {})", " (level {})", minimum) : "";
  switch (kind) {
    case COMPETENCE:
      return concept_name(code) + level;
    case EXPERIENCE:
      return say("ervaring als {}", "experience as {}", concept_name(code)) +
             (minimum > 0 ? " (" + months(minimum) + ")" : "");
    case EDUCATION:
      return say("opleiding {}", "education {}", education(minimum, code));
    case SPOKEN_LANGUAGE:
      return say("{} spreken{}", "spoken {}{}", language(code), level);
    case WRITTEN_LANGUAGE:
      return say("{} schrijven{}", "written {}{}", language(code), level);
    case DRIVING_LICENCE:
      return say("rijbewijs {}", "driving licence {}", code);
    case OCCUPATION:
      return say("beroep {}", "occupation {}", concept_name(code));
    case SECTOR:
      return say("sector {}", "sector {}", sector(code));
    default:
      return contract(code);
  }
}

}  // namespace schakel
