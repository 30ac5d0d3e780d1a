#include "index/epoch/overlay/build_overlay.h"

#include <algorithm>
#include <string>
#include <utility>

#include "index/epoch/overlay/overlay_file.h"
#include "index/epoch/read_records.h"
#include "index/epoch/same_facts.h"
#include "index/epoch/write_epoch.h"
#include "index/parallel/for_all.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

void sort_once(std::vector<std::string>& keys) {
  std::ranges::sort(keys);
  const auto repeated = std::ranges::unique(keys);
  keys.erase(repeated.begin(), repeated.end());
}

bool over(std::int32_t last_day, Date date) { return last_day != 0 && last_day < date.yyyymmdd; }

// Adds to the keys whoever reads otherwise on the model's date than on that of the base.
void add_dated(const Epoch& base, const Model& model, Date date, ChangedKeys& keys) {
  if (date == base.date()) return;
  for (std::uint32_t s = 0; s < base.seekers(); ++s) {
    const SeekerDays& days = base.seeker_days[s];
    const auto text = days.searching_since == 0 ? std::string() : format_date(Date{days.searching_since});
    if (over(days.last_active, date) || model.steps_passed(text) != base.seeker_scalars[s].widening)
      keys.seekers.emplace_back(base.name(SeekerId{s}));
  }
  for (std::uint32_t v = 0; v < base.vacancies(); ++v)
    if (over(base.vacancy_last_days[v], date)) keys.vacancies.emplace_back(base.name(VacancyId{v}));
  sort_once(keys.seekers);
  sort_once(keys.vacancies);
}

PlaceTable places_of(const Epoch& epoch) {
  PlaceTable places;
  const StringSpans records = epoch.place_records();
  for (std::size_t i = 0; i < records.size(); ++i) {
    Place place;
    place.ParseFromArray(records[i].data(), static_cast<int>(records[i].size()));
    places.add(place);
  }
  return places;
}

// Numbers of the base's records with these keys.
template <class Find>
std::vector<std::uint32_t> numbers(const std::vector<std::string>& keys, const Find& find) {
  std::vector<std::uint32_t> found;
  for (const std::string& key : keys)
    if (const auto id = find(key)) found.push_back(id->value);
  std::ranges::sort(found);
  return found;
}

// Who of the base belongs on lists of nodes that it had not, or on pass lists that it did not make.
PostingArrays post_later(const Epoch& base, const Rules& rules, const MarketColumns& market, const NodeTable& nodes) {
  const std::vector<NodeId> of_base = numbers_in(nodes.nodes, base.nodes.nodes);
  std::vector<bool> had(nodes.nodes.size()), had_must(nodes.nodes.size());
  for (NodeId node = 0; node < of_base.size(); ++node) {
    had[of_base[node]] = true;
    had_must[of_base[node]] = base.nodes.nodes[node].must != 0;
  }
  const auto lacks_must = [&](NodeId node) { return nodes.nodes[node].must != 0 && !had_must[node]; };
  const NodeTable some(market.items, market.must, *rules.taxonomy, [&](ItemId item) {
    return item >= base.items.size() || std::ranges::any_of(nodes.spans().ladder(item), lacks_must);
  });
  PostingArrays later;
  if (some.nodes.empty()) {
    later.node_begin.assign(nodes.nodes.size() + 1, 0);
    return later;
  }
  const std::vector<NodeId> numbers = numbers_in(nodes.nodes, some.nodes);
  const auto wanted = [&](ListKey list) {
    const NodeId node = numbers[node_of(list)];
    return !had[node] || (is_pass(list) && !had_must[node]);
  };
  const NodeIndex index(some.nodes,
                        std::max({rules.taxonomy->size(), rules.taxonomy->isco_groups(), market.items.size()}));
  later = build_postings(
      rules, market.items, some.spans(), index,
      {base.seekers(), [&](std::size_t i) { return base.seeker(SeekerId{static_cast<std::uint32_t>(i)}); }, wanted},
      base.block_seekers());
  for (ListKey& list : later.lists) list = numbers[node_of(list)] * 64 + list % 64;
  later.node_begin.clear();
  for (NodeId node = 0; node <= nodes.nodes.size(); ++node)
    later.node_begin.push_back(static_cast<std::uint32_t>(
        std::ranges::lower_bound(later.lists, node, {}, [](ListKey list) { return node_of(list); }) -
        later.lists.begin()));
  return later;
}

// Known by the base, the date, and what is in the overlay.
std::string overlay_id(const Epoch& base, Date date, const MarketColumns& market, const OverlayArrays& overlay) {
  Sha256 hash;
  hash.update(base.id());
  hash.update(format_date(date));
  const auto add = [&](const auto& values) {
    hash.update({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0])});
  };
  for (const StringArrays* strings :
       {&market.seeker_names, &market.seeker_records, &market.vacancy_names, &market.vacancy_records}) {
    add(strings->begin);
    add(strings->bytes);
  }
  add(overlay.gone_seekers);
  add(overlay.gone_vacancies);
  return hash.finish().substr(0, 16);
}

// Of the whole epoch, base and overlay together; what is inactive only of the records that were read.
void add_base(const Epoch& base, const OverlayArrays& overlay, EpochCounts& counts) {
  counts.seekers += base.seekers() - overlay.gone_seekers.size();
  counts.vacancies += base.vacancies() - overlay.gone_vacancies.size();
  counts.concepts = base.concept_records().size();
  counts.places = base.place_records().size();
  for (std::uint32_t s = 0; s < base.seekers(); ++s)
    counts.seekers_without_place += base.seeker_scalars[s].x_m == kNoPlace ? 1 : 0;
  for (const std::uint32_t s : overlay.gone_seekers)
    counts.seekers_without_place -= base.seeker_scalars[s].x_m == kNoPlace ? 1 : 0;
  for (std::uint32_t v = 0; v < base.vacancies(); ++v)
    counts.vacancies_without_place += base.vacancy_scalars[v].x_m == kNoPlace ? 1 : 0;
  for (const std::uint32_t v : overlay.gone_vacancies)
    counts.vacancies_without_place -= base.vacancy_scalars[v].x_m == kNoPlace ? 1 : 0;
}

// The base's version of each seeker that was read.
std::vector<std::optional<SeekerId>> versions_before(const Epoch& base, const MarketColumns& market) {
  std::vector<std::optional<SeekerId>> before(market.seekers.size());
  for_all(before.size(), [&](std::size_t s) { before[s] = base.find_seeker(market.seeker_names[s]); });
  return before;
}

OverlayCounts count(const Epoch& base, const MarketColumns& market,
                    const std::vector<std::optional<SeekerId>>& seekers_before, const OverlayArrays& overlay) {
  OverlayCounts counts{.later = overlay.later.data.size()};
  for (const auto& before : seekers_before) ++(before ? counts.changed : counts.came);
  for (std::size_t i = 0; i < market.vacancy_names.size(); ++i)
    ++(base.find_vacancy(market.vacancy_names[i]) ? counts.changed : counts.came);
  counts.gone = overlay.gone_seekers.size() + overlay.gone_vacancies.size() - counts.changed;
  return counts;
}

}  // namespace

Result<void> same_reading(const Epoch& base, Date date) {
  if (date < base.date())
    return fail(ErrorCode::kStale, "epoch " + base.id() + " is of " + format_date(base.date()) +
                                       ", a later date than " + format_date(date));
  if (date.year() != base.date().year())
    return fail(ErrorCode::kStale, "epoch " + base.id() + " is of another year, and years count in every profile");
  return {};
}

Result<OverlayCounts> build_overlay(const Epoch& base, const RecordSnapshot& snapshot, ChangedKeys keys, Date date,
                                    const std::filesystem::path& folder) {
  if (auto same = same_reading(base, date); !same) return std::unexpected(same.error());
  const EpochOptions options{
      .strategy = base.model().strategy, .date = date, .block_seekers = base.block_seekers(), .base = &base};
  const Model model(options.strategy, date);
  sort_once(keys.seekers);
  sort_once(keys.vacancies);
  add_dated(base, model, date, keys);
  OverlayArrays overlay{
      .gone_seekers = numbers(keys.seekers, [&](const std::string& key) { return base.find_seeker(key); }),
      .gone_vacancies = numbers(keys.vacancies, [&](const std::string& key) { return base.find_vacancy(key); }),
      .later = {}};
  EpochCounts counts;
  const Taxonomy& taxonomy = base.taxonomy();
  auto market = read_market(ChangedRecords(snapshot, keys), options, model, taxonomy, places_of(base), counts);
  if (!market) return std::unexpected(market.error());
  market->regions = {};

  NodeTable nodes(market->items, market->must, taxonomy);
  const std::vector<NodeId> of_base = numbers_in(nodes.nodes, base.nodes.nodes);
  for (NodeId node = 0; node < of_base.size(); ++node) nodes.nodes[of_base[node]].must |= base.nodes.nodes[node].must;
  const NodeIndex index(nodes.nodes, std::max({taxonomy.size(), taxonomy.isco_groups(), market->items.size()}));
  const Rules rules{&model, &taxonomy, {market->codes.begin, market->codes.bytes}};
  const PostingArrays postings =
      build_postings(rules, market->items, nodes.spans(), index, all_of(market->seekers), options.block_seekers);
  overlay.later = post_later(base, rules, *market, nodes);
  counts.postings = postings.data.size() + overlay.later.data.size();

  OpenVacancies counted = base.open_vacancies();
  counted.rules = rules;
  counted.items = market->items;
  const auto before = versions_before(base, *market);
  // Whose facts are as they were has the position that he had: it was counted among the same vacancies.
  const auto known = [&](std::size_t i) -> const SeekerPosition* {
    const bool same = before[i] && same_facts(base.seeker(*before[i]), market->seekers.view(i), SameWords());
    return same ? &base.seeker_positions[before[i]->value] : nullptr;
  };
  const PositionColumns positions =
      count_positions_in(counted, base.market_cells(), market->vacancies, market->seekers, known);

  const OverlayCounts changes = count(base, *market, before, overlay);
  add_base(base, overlay, counts);
  Manifest manifest;
  add_counts(counts, options, snapshot.sequence(), manifest);
  manifest.facts["base"] = base.id();
  manifest.facts["came"] = std::to_string(changes.came);
  manifest.facts["changed"] = std::to_string(changes.changed);
  manifest.facts["gone"] = std::to_string(changes.gone);
  const StringArrays none;
  const auto finish = [&] {
    manifest.id = overlay_id(base, date, *market, overlay);
    return write_overlay(overlay, folder);
  };
  if (auto written = write_epoch({*market, positions, none, none, nodes, postings}, options, manifest, finish, folder);
      !written)
    return std::unexpected(written.error());
  return changes;
}

}  // namespace schakel
