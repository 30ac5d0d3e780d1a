#include "index/epoch/read_records.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

#include "index/epoch/numbering.h"
#include "index/epoch/read_parts.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

std::vector<CodeId> renumbering(const StringPool& pool, const CodeNumbers& numbers) {
  std::vector<CodeId> codes(pool.size());
  for (CodeId i = 0; i < pool.size(); ++i) codes[i] = numbers.find(pool[i])->second;
  return codes;
}

// A row of a part.
struct Source {
  std::uint32_t part, row;
};

// The texts of all parts in this order. Each is let go where `let_go`.
template <class Part>
StringArrays gather(std::vector<Part>& parts, std::vector<std::string> Part::* texts,
                    const std::vector<Source>& sources, bool let_go) {
  std::size_t bytes = 0;
  for (const Part& part : parts)
    for (const std::string& text : part.*texts) bytes += text.size();
  StringArrays all;
  all.begin.reserve(sources.size() + 1);
  all.bytes.reserve(bytes);
  for (const Source& source : sources) {
    std::string& text = (parts[source.part].*texts)[source.row];
    all.push_back(text);
    if (let_go) std::string().swap(text);
  }
  return all;
}

// The rows of all parts in this order; `change(fact, part)` for each.
template <class Fact, class Change>
Rows<Fact> gather(const std::vector<SeekerPart>& parts, Rows<Fact> SeekerColumns::* rows,
                  const std::vector<Source>& sources, const Change& change) {
  std::size_t cells = 0;
  for (const SeekerPart& part : parts) cells += (part.columns.*rows).cells.size();
  Rows<Fact> all;
  all.begin.reserve(sources.size() + 1);
  all.cells.reserve(cells);
  for (const Source& source : sources) {
    for (Fact fact : (parts[source.part].columns.*rows)[source.row]) {
      change(fact, source.part);
      all.cells.push_back(fact);
    }
    all.close_row();
  }
  return all;
}

// The seekers in the order of their numbers.
std::vector<Source> seekers_in_order(const std::vector<SeekerPart>& parts) {
  std::vector<Source> sources;
  std::vector<SeekerScalars> scalars;
  std::vector<std::string_view> names;
  for (std::uint32_t p = 0; p < parts.size(); ++p)
    for (std::uint32_t row = 0; row < parts[p].columns.size(); ++row) {
      sources.push_back({p, row});
      scalars.push_back(parts[p].columns.scalars[row]);
      names.push_back(parts[p].names[row]);
    }
  std::vector<Source> ordered;
  ordered.reserve(sources.size());
  for (const std::uint32_t i : seeker_order(scalars, names)) ordered.push_back(sources[i]);
  return ordered;
}

// A column at a time, on all cores.
void take_seekers(std::vector<SeekerPart>& parts, const CodeNumbers& numbers, MarketColumns& market) {
  const std::vector<Source> sources = seekers_in_order(parts);
  std::vector<std::vector<CodeId>> codes;
  for (const SeekerPart& part : parts) codes.push_back(renumbering(part.codes, numbers));
  // Named one by one, so that a new column cannot be forgotten here.
  auto& [scalars, competences, experience, education, languages, licences, wanted, sectors] = market.seekers;
  const auto same = [](auto& /*fact*/, std::uint32_t /*part*/) {};
  const auto renumber = [&](CodeId& code, std::uint32_t part) {
    if (code != kNoCode) code = codes[part][code];
  };
  const auto of_education = [&](EducationFact& fact, std::uint32_t part) { renumber(fact.field, part); };
  const auto of_language = [&](LanguageFact& fact, std::uint32_t part) { renumber(fact.language, part); };
  using Columns = SeekerColumns;
  const std::array<std::function<void()>, 11> columns{
      [&] { market.seeker_records = gather(parts, &SeekerPart::records, sources, true); },
      [&] { competences = gather(parts, &Columns::competences, sources, same); },
      [&] { experience = gather(parts, &Columns::experience, sources, same); },
      [&] { education = gather(parts, &Columns::education, sources, of_education); },
      [&] { languages = gather(parts, &Columns::languages, sources, of_language); },
      [&] { licences = gather(parts, &Columns::licences, sources, renumber); },
      [&] { wanted = gather(parts, &Columns::wanted, sources, same); },
      [&] { sectors = gather(parts, &Columns::sectors, sources, renumber); },
      [&] { market.seeker_names = gather(parts, &SeekerPart::names, sources, false); },
      [&] {
        scalars.reserve(sources.size());
        for (const Source& source : sources) scalars.push_back(parts[source.part].columns.scalars[source.row]);
      },
      [&] {
        market.seeker_days.reserve(sources.size());
        for (const Source& source : sources) market.seeker_days.push_back(parts[source.part].days[source.row]);
      }};
  for_all(columns.size(), [&](std::size_t i) { columns[i](); });
}

// The vacancies in the order of their numbers.
std::vector<Source> vacancies_in_order(const std::vector<VacancyPart>& parts) {
  struct Key {
    Source source;
    bool anywhere;
    std::uint32_t place;
    std::string_view name;
  };
  std::vector<Key> keys;
  for (std::uint32_t p = 0; p < parts.size(); ++p)
    for (std::uint32_t row = 0; row < parts[p].scalars.size(); ++row) {
      const VacancyScalars& s = parts[p].scalars[row];
      const bool anywhere = s.x_m == kNoPlace;
      keys.push_back({{p, row}, anywhere, anywhere ? 0 : hilbert(s.x_m, s.y_m), parts[p].names[row]});
    }
  std::ranges::sort(keys, [](const Key& a, const Key& b) {
    return std::tie(a.anywhere, a.place, a.name) < std::tie(b.anywhere, b.place, b.name);
  });
  std::vector<Source> ordered;
  ordered.reserve(keys.size());
  for (const Key& key : keys) ordered.push_back(key.source);
  return ordered;
}

void take_vacancies(std::vector<VacancyPart>& parts, const ItemNumbers& items, const Model& model, const Epoch* base,
                    MarketColumns& market) {
  const std::vector<Source> sources = vacancies_in_order(parts);
  std::vector<std::vector<ItemId>> numbers;  // by part: local number to ItemId
  for (const VacancyPart& part : parts) {
    auto& table = numbers.emplace_back(part.asked.size());
    for (const auto& [asked, local] : part.asked) table[local] = items.at(asked);
  }
  market.must.assign(market.items.size(), false);
  for (const Source& source : sources) {
    const VacancyPart& part = parts[source.part];
    market.vacancies.scalars.push_back(part.scalars[source.row]);
    market.vacancy_last_days.push_back(part.last_days[source.row]);
    for (const auto& entry : part.items[source.row]) {
      const ItemId item = numbers[source.part][entry.item];
      market.vacancies.items.cells.push_back({.item = item, .condition = entry.condition});
      if (entry.condition == MUST) market.must[item] = true;
    }
    market.vacancies.items.close_row();
  }
  market.vacancy_names = gather(parts, &VacancyPart::names, sources, false);
  market.vacancy_records = gather(parts, &VacancyPart::records, sources, true);
  if (base != nullptr)
    freeze_counts(*base, market.items);
  else
    count_items(market.vacancies, market.items);
  const std::uint32_t all =
      base != nullptr ? base->counted_vacancies() : static_cast<std::uint32_t>(market.vacancies.size());
  auto& rows = market.vacancies.items;
  for_all(market.vacancies.size(), [&](std::size_t v) {
    assign_units(model, {market.items}, all,
                 std::span(rows.cells).subspan(rows.begin[v], rows.begin[v + 1] - rows.begin[v]));
  });
}

void count_market(const MarketColumns& market, const std::vector<SeekerPart>& seekers,
                  const std::vector<VacancyPart>& vacancies, EpochCounts& counts) {
  counts.seekers = market.seekers.size();
  counts.vacancies = market.vacancies.size();
  for (const SeekerPart& part : seekers) counts.inactive_seekers += part.inactive;
  for (const VacancyPart& part : vacancies) counts.inactive_vacancies += part.inactive;
  counts.items = market.items.size();
  for (const Item& item : market.items) counts.unknown_items += is_unknowable(item) ? 1 : 0;
  for (const SeekerScalars& s : market.seekers.scalars) counts.seekers_without_place += s.x_m == kNoPlace ? 1 : 0;
  for (const VacancyScalars& s : market.vacancies.scalars) counts.vacancies_without_place += s.x_m == kNoPlace ? 1 : 0;
}

}  // namespace

Result<ReadTaxonomy> read_taxonomy(const RecordSnapshot& snapshot) {
  ReadTaxonomy read;
  std::optional<Error> error;
  const auto concepts = snapshot.scan(RecordKind::kConcept, 0, 1, [&](const StoredRecord& record) {
    Concept& entry = read.concepts.emplace_back();
    if (!parse_stored(record, entry)) return error = unreadable_record(record), false;
    entry.set_uri(std::string(record.key));
    read.concept_records.push_back(record.bytes);
    return true;
  });
  if (!concepts) return std::unexpected(concepts.error());
  const auto places = snapshot.scan(RecordKind::kPlace, 0, 1, [&](const StoredRecord& record) {
    Place place;
    if (!parse_stored(record, place)) return error = unreadable_record(record), false;
    read.places.add(place);
    read.place_records.push_back(record.bytes);
    return true;
  });
  if (!places) return std::unexpected(places.error());
  if (error) return std::unexpected(*error);
  return read;
}

Result<MarketColumns> read_market(const RecordSnapshot& snapshot, const EpochOptions& options, const Model& model,
                                  const Taxonomy& taxonomy, const PlaceTable& places, EpochCounts& counts) {
  auto vacancies = read_vacancies(snapshot, options, model, places);
  if (!vacancies) return std::unexpected(vacancies.error());
  auto seekers = read_seekers(snapshot, options, model, taxonomy, places);
  if (!seekers) return std::unexpected(seekers.error());

  MarketColumns market;
  StringPool item_codes;
  std::set<AskedItem> asked;
  for (const VacancyPart& part : *vacancies)
    for (const auto& [item, local] : part.asked) asked.insert(item);
  const ItemNumbers items = number_items(asked, options.base);
  const std::size_t known = options.base != nullptr ? options.base->items.size() : 0;
  market.items.resize(items.size());
  if (options.base != nullptr) std::ranges::copy(options.base->items, market.items.begin());
  for (const auto& [item, number] : items)
    if (number >= known) market.items[number] = resolve_item(item, taxonomy, item_codes);
  std::set<std::string_view> texts;
  const auto add = [&](const StringPool& pool) {
    for (CodeId i = 0; i < pool.size(); ++i) texts.insert(pool[i]);
  };
  add(item_codes);
  for (const SeekerPart& part : *seekers) add(part.codes);
  const CodeNumbers numbers = number_codes(texts, options.base, market.codes);
  const std::vector<CodeId> codes = renumbering(item_codes, numbers);
  for (Item& item : std::span(market.items).subspan(known)) {
    item.code = codes[item.code];
    item.compared = codes[item.compared];
  }
  for (const std::string& region : places.regions()) market.regions.push_back(region);
  for_all(2, [&](std::size_t side) {
    if (side == 0)
      take_seekers(*seekers, numbers, market);
    else
      take_vacancies(*vacancies, items, model, options.base, market);
  });
  count_market(market, *seekers, *vacancies, counts);
  return market;
}

}  // namespace schakel
