#include "index/epoch/read_records.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <tuple>

#include "index/epoch/numbering.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

// More parts than threads, so that they even out; the result does not depend on the number.
constexpr std::size_t kParts = 32;

struct SeekerPart {
  SeekerColumns columns;
  std::vector<SeekerDays> days;
  StringPool codes;
  std::vector<std::string> names, records;
  std::uint64_t inactive = 0;
};

struct VacancyPart {
  struct LocalItem {
    std::uint32_t item;  // in asked
    std::uint8_t condition;
  };
  std::vector<VacancyScalars> scalars;
  std::vector<std::int32_t> last_days;
  Rows<LocalItem> items;
  std::map<AskedItem, std::uint32_t> asked;
  std::vector<std::string> names, records;
  std::uint64_t inactive = 0;
};

// Scans all parts of a kind in parallel. read(part number, record) is called on one thread per part.
template <class Read>
Result<void> scan_all(const RecordSnapshot& snapshot, RecordKind kind, std::size_t parts, const Read& read) {
  std::vector<Result<void>> results(parts);
  for_all(parts, [&](std::size_t part) {
    results[part] = snapshot.scan(kind, part, parts, [&](const StoredRecord& record) { return read(part, record); });
  });
  for (auto& result : results)
    if (!result) return result;
  return {};
}

template <class Message>
bool parse(const StoredRecord& record, Message& message) {
  return message.ParseFromArray(record.bytes.data(), static_cast<int>(record.bytes.size()));
}

Error unreadable(const StoredRecord& record) {
  return {ErrorCode::kCorrupt, "record '" + std::string(record.key) + "' in the store cannot be parsed"};
}

Result<std::vector<SeekerPart>> read_seekers(const RecordSnapshot& snapshot, const EpochOptions& options,
                                             const Model& model, const Taxonomy& taxonomy, const PlaceTable& places) {
  std::vector<SeekerPart> parts(kParts);
  std::vector<std::optional<Error>> errors(kParts);
  const auto done = scan_all(snapshot, RecordKind::kSeeker, kParts, [&](std::size_t p, const StoredRecord& record) {
    thread_local Seeker seeker;
    if (!parse(record, seeker)) return errors[p] = unreadable(record), false;
    SeekerPart& part = parts[p];
    if (!is_active(seeker, options.date)) return ++part.inactive, true;
    read_seeker(seeker, taxonomy, places, model, part.codes, part.columns);
    part.days.push_back(days_of(seeker));
    part.names.emplace_back(record.key);
    part.records.emplace_back(record.bytes);
    return true;
  });
  if (!done) return std::unexpected(done.error());
  for (const auto& error : errors)
    if (error) return std::unexpected(*error);
  return parts;
}

Result<std::vector<VacancyPart>> read_vacancies(const RecordSnapshot& snapshot, const EpochOptions& options,
                                                const Model& model, const PlaceTable& places) {
  std::vector<VacancyPart> parts(kParts);
  std::vector<std::optional<Error>> errors(kParts);
  const auto done = scan_all(snapshot, RecordKind::kVacancy, kParts, [&](std::size_t p, const StoredRecord& record) {
    thread_local Vacancy vacancy;
    if (!parse(record, vacancy)) return errors[p] = unreadable(record), false;
    VacancyPart& part = parts[p];
    if (!is_active(vacancy, options.date)) return ++part.inactive, true;
    part.scalars.push_back(scalars_of(vacancy, places));
    part.last_days.push_back(last_day_of(vacancy).yyyymmdd);
    for (ConditionedItem& entry : items_of(vacancy, model)) {
      const auto next = static_cast<std::uint32_t>(part.asked.size());
      const auto number = part.asked.try_emplace(std::move(entry.item), next).first->second;
      part.items.cells.push_back({number, entry.condition});
    }
    part.items.close_row();
    part.names.emplace_back(record.key);
    part.records.emplace_back(record.bytes);
    return true;
  });
  if (!done) return std::unexpected(done.error());
  for (const auto& error : errors)
    if (error) return std::unexpected(*error);
  return parts;
}

std::vector<CodeId> renumbering(const StringPool& pool, const CodeNumbers& numbers) {
  std::vector<CodeId> codes(pool.size());
  for (CodeId i = 0; i < pool.size(); ++i) codes[i] = numbers.find(pool[i])->second;
  return codes;
}

void take_seekers(std::vector<SeekerPart>& parts, const CodeNumbers& numbers, MarketColumns& market) {
  struct Source {
    std::uint32_t part, row;
  };
  std::vector<Source> sources;
  std::vector<SeekerScalars> scalars;
  std::vector<std::string_view> names;
  std::vector<std::vector<CodeId>> codes;
  for (std::uint32_t p = 0; p < parts.size(); ++p) {
    codes.push_back(renumbering(parts[p].codes, numbers));
    for (std::uint32_t row = 0; row < parts[p].columns.size(); ++row) {
      sources.push_back({p, row});
      scalars.push_back(parts[p].columns.scalars[row]);
      names.push_back(parts[p].names[row]);
    }
  }
  for (const std::uint32_t i : seeker_order(scalars, names)) {
    SeekerPart& part = parts[sources[i].part];
    market.seekers.append(part.columns.view(sources[i].row), codes[sources[i].part]);
    market.seeker_days.push_back(part.days[sources[i].row]);
    market.seeker_names.push_back(names[i]);
    market.seeker_records.push_back(part.records[sources[i].row]);
    std::string().swap(part.records[sources[i].row]);
  }
}

void take_vacancies(std::vector<VacancyPart>& parts, const ItemNumbers& items, const Model& model, const Epoch* base,
                    MarketColumns& market) {
  struct Source {
    std::uint32_t part, row;
    bool anywhere;
    std::uint32_t place;
    std::string_view name;
  };
  std::vector<Source> sources;
  for (std::uint32_t p = 0; p < parts.size(); ++p)
    for (std::uint32_t row = 0; row < parts[p].scalars.size(); ++row) {
      const VacancyScalars& s = parts[p].scalars[row];
      const bool anywhere = s.x_m == kNoPlace;
      sources.push_back({p, row, anywhere, anywhere ? 0 : hilbert(s.x_m, s.y_m), parts[p].names[row]});
    }
  std::ranges::sort(sources, [](const Source& a, const Source& b) {
    return std::tie(a.anywhere, a.place, a.name) < std::tie(b.anywhere, b.place, b.name);
  });
  std::vector<std::vector<ItemId>> numbers;  // by part: local number to ItemId
  for (const VacancyPart& part : parts) {
    auto& table = numbers.emplace_back(part.asked.size());
    for (const auto& [asked, local] : part.asked) table[local] = items.at(asked);
  }
  market.must.assign(market.items.size(), false);
  for (const Source& source : sources) {
    VacancyPart& part = parts[source.part];
    market.vacancies.scalars.push_back(part.scalars[source.row]);
    market.vacancy_last_days.push_back(part.last_days[source.row]);
    for (const auto& entry : part.items[source.row]) {
      const ItemId item = numbers[source.part][entry.item];
      market.vacancies.items.cells.push_back({.item = item, .condition = entry.condition});
      if (entry.condition == MUST) market.must[item] = true;
    }
    market.vacancies.items.close_row();
    market.vacancy_names.push_back(source.name);
    market.vacancy_records.push_back(part.records[source.row]);
    std::string().swap(part.records[source.row]);
  }
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
    if (!parse(record, entry)) return error = unreadable(record), false;
    entry.set_uri(std::string(record.key));
    read.concept_records.push_back(record.bytes);
    return true;
  });
  if (!concepts) return std::unexpected(concepts.error());
  const auto places = snapshot.scan(RecordKind::kPlace, 0, 1, [&](const StoredRecord& record) {
    Place place;
    if (!parse(record, place)) return error = unreadable(record), false;
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
