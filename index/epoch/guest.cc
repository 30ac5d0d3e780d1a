#include "index/epoch/guest.h"

#include <algorithm>
#include <ranges>
#include <tuple>

#include "index/epoch/read_seeker.h"

namespace schakel {
namespace {

// The place in a row of strings of which the first `sorted` are sorted, among those.
std::optional<std::uint32_t> find_sorted(const StringSpans& strings, std::size_t sorted, std::string_view text) {
  const auto numbers = std::views::iota(std::size_t{0}, sorted);
  const auto found = std::ranges::lower_bound(numbers, text, {}, [&](std::size_t i) { return strings[i]; });
  if (found == numbers.end() || strings[*found] != text) return std::nullopt;
  return static_cast<std::uint32_t>(*found);
}

std::vector<CodeId> numbers_of(const StringPool& pool, const auto& number) {
  std::vector<CodeId> numbers(pool.size());
  for (CodeId i = 0; i < pool.size(); ++i) numbers[i] = number(pool[i]);
  return numbers;
}

}  // namespace

Rules GuestBook::rules() const {
  Rules rules = market_.rules();
  rules.guest_codes = &terms_.codes;
  return rules;
}

ItemTable GuestBook::items() const {
  ItemTable table = market_.items();
  table.guest_items = terms_.items;
  return table;
}

// The codes of a whole epoch are in the order of their bytes. Those that an overlay or a delta adds are few.
CodeId GuestBook::code(std::string_view text) {
  const StringSpans codes = epoch_.rules().codes;
  const std::size_t sorted = epoch_.base() != nullptr ? epoch_.base()->rules().codes.size() : codes.size();
  if (const auto known = find_sorted(codes, sorted, text)) return *known;
  const Rules shared = market_.rules();
  for (std::size_t i = sorted; i < shared.shared_codes(); ++i)
    if (shared.code(static_cast<CodeId>(i)) == text) return static_cast<CodeId>(i);
  const auto [entry, added] =
      guest_numbers_.try_emplace(std::string(text), static_cast<CodeId>(shared.shared_codes() + terms_.codes.size()));
  if (added) terms_.codes.push_back(text);
  return entry->second;
}

// The items of a whole epoch are in item order. Those that an overlay or a delta adds are few.
ItemId GuestBook::item(const AskedItem& asked) {
  StringPool codes;
  Item item = resolve_item(asked, epoch_.taxonomy(), codes);
  const std::vector<CodeId> numbers = numbers_of(codes, [&](std::string_view text) { return code(text); });
  item.code = numbers[item.code];
  item.compared = numbers[item.compared];
  const auto order = [](const Item& i) { return std::tuple(i.kind, i.code, i.minimum, i.doubt); };
  const auto same_code = [&](const Item& i) { return i.kind == item.kind && i.code == item.code; };
  const auto same = [&](const Item& i) { return order(i) == order(item); };
  const auto counted = epoch_.base() != nullptr ? epoch_.base()->items : epoch_.items;
  const auto at = std::ranges::lower_bound(counted, order(item), {}, order);
  if (at != counted.end() && same(*at)) return static_cast<ItemId>(at - counted.begin());
  const ItemTable table = items();
  const auto number = [&](std::span<const Item> some, std::size_t first) -> std::optional<ItemId> {
    const auto found = std::ranges::find_if(some, same);
    if (found == some.end()) return std::nullopt;
    return static_cast<ItemId>(first + static_cast<std::size_t>(found - some.begin()));
  };
  if (const auto found = number(table.items.subspan(counted.size()), counted.size())) return *found;
  if (const auto found = number(table.delta_items, table.items.size())) return *found;
  if (const auto found = number(table.guest_items, table.shared())) return *found;
  item.vacancies = 1;
  if (at != counted.end() && same_code(*at)) item.vacancies = at->vacancies;
  if (at != counted.begin() && same_code(*(at - 1))) item.vacancies = (at - 1)->vacancies;
  terms_.items.push_back(item);
  return static_cast<ItemId>(table.shared() + terms_.items.size() - 1);
}

// A table with the one place that a record needs, and the epoch's number of its region.
struct GuestBook::FoundPlace {
  PlaceTable table;
  RegionId region = kNoRegion;
};

GuestBook::FoundPlace GuestBook::place_of(std::string_view postcode) const {
  const std::string_view digits = postcode.substr(0, 4);
  const StringSpans places = epoch_.place_records();
  const auto parsed = [&](std::size_t i) {
    Place place;
    place.ParseFromArray(places[i].data(), static_cast<int>(places[i].size()));
    return place;
  };
  const auto numbers = std::views::iota(std::size_t{0}, places.size());
  const auto at =
      std::ranges::lower_bound(numbers, digits, std::less<>{}, [&](std::size_t i) { return parsed(i).postcode(); });
  FoundPlace found;
  if (at != numbers.end()) found.table.add(parsed(*at));
  if (found.table.find(postcode).region == kNoRegion) return found;
  for (RegionId region = 0; region < epoch_.regions().size(); ++region)
    if (epoch_.regions()[region] == found.table.regions().front()) found.region = region;
  return found;
}

SeekerPosition GuestBook::count_position(const SeekerView& seeker) {
  if (!counter_) counter_.emplace(epoch_.counted_by_group(), rules());
  return counter_->count(seeker);
}

GuestSeeker GuestBook::read(const Seeker& record) {
  StringPool pool;
  SeekerColumns local;
  const FoundPlace place = place_of(record.postcode());
  read_seeker(record, epoch_.taxonomy(), place.table, epoch_.model(), pool, local);
  local.scalars.front().region = place.region;
  GuestSeeker guest{.name = record.id(), .tie = fnv1a(record.id()), .columns = {}, .position = {}};
  guest.columns.append(local.view(0), numbers_of(pool, [&](std::string_view text) { return code(text); }));
  guest.position = count_position(guest.view());
  return guest;
}

GuestVacancy GuestBook::read(const Vacancy& record) {
  GuestVacancy guest{.name = record.id(), .tie = mix64(fnv1a(record.id())), .scalars = {}, .position = {}, .items = {}};
  const FoundPlace place = place_of(record.offer().postcode());
  guest.scalars = scalars_of(record, place.table);
  guest.scalars.region = place.region;
  for (const ConditionedItem& asked : items_of(record, epoch_.model()))
    guest.items.push_back({.item = item(asked.item), .condition = asked.condition});
  assign_units(epoch_.model(), items(), std::max(epoch_.counted_vacancies(), 1U), guest.items);
  const GroupId group = epoch_.groups().group_of(epoch_.taxonomy().occupation(record.occupation()));
  guest.position = vacancy_points(epoch_.model(), epoch_.market_cells(), group, guest.scalars);
  return guest;
}

}  // namespace schakel
