// From a snapshot of the record store to a sealed epoch on disk.

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <numeric>

#include "index/epoch/array_file.h"
#include "index/epoch/epoch.h"
#include "index/epoch/read_records.h"
#include "index/model/strategy.h"
#include "index/parallel/for_all.h"
#include "index/seal/seal.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

template <class T>
void add_rows(ArrayFileWriter& writer, const std::string& name, const Rows<T>& rows) {
  writer.add(name + ".begin", rows.begin);
  writer.add(name + ".cells", rows.cells);
}

void add_strings(ArrayFileWriter& writer, const std::string& name, const StringArrays& strings) {
  writer.add(name + ".begin", strings.begin);
  writer.add(name + ".bytes", strings.bytes);
}

std::string_view text_of(const StringArrays& strings, std::size_t i) {
  return {strings.bytes.data() + strings.begin[i], static_cast<std::size_t>(strings.begin[i + 1] - strings.begin[i])};
}

// Numbers in order of name, for finding a record by its id.
std::vector<std::uint32_t> by_name(const StringArrays& names) {
  std::vector<std::uint32_t> order(names.begin.size() - 1);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return text_of(names, i); });
  return order;
}

template <class Tie>
std::vector<std::uint64_t> ties(const StringArrays& names, const Tie& tie) {
  std::vector<std::uint64_t> values;
  for (std::size_t i = 0; i + 1 < names.begin.size(); ++i) values.push_back(tie(text_of(names, i)));
  return values;
}

Result<void> write_seekers(const MarketColumns& market, const Model& model, std::uint32_t block_seekers,
                           const std::filesystem::path& folder) {
  const auto order = by_name(market.seeker_names);
  const auto tie = ties(market.seeker_names, fnv1a);
  const auto cells = cells_of(market.seekers.scalars, block_seekers);
  const auto unknown = unknown_bits(market.seekers, block_seekers);
  const FilterColumns filters = filter_columns(market.seekers.scalars, model, block_seekers);
  ArrayFileWriter writer;
  writer.add("filter.x", filters.x);
  writer.add("filter.y", filters.y);
  writer.add("filter.reach_squared", filters.reach_squared);
  writer.add("filter.hours_min", filters.hours_min);
  writer.add("filter.hours_max", filters.hours_max);
  writer.add("filter.refuses_shifts", filters.refuses_shifts);
  writer.add("scalars", market.seekers.scalars);
  writer.add("unknown", unknown);
  writer.add("ties", tie);
  writer.add("by_name", order);
  writer.add("cells", cells);
  add_strings(writer, "names", market.seeker_names);
  add_rows(writer, "competences", market.seekers.competences);
  add_rows(writer, "experience", market.seekers.experience);
  add_rows(writer, "education", market.seekers.education);
  add_rows(writer, "languages", market.seekers.languages);
  add_rows(writer, "licences", market.seekers.licences);
  add_rows(writer, "wanted", market.seekers.wanted);
  add_rows(writer, "sectors", market.seekers.sectors);
  return writer.write(folder / "seekers.bin");
}

Result<void> write_vacancies(const MarketColumns& market, const std::filesystem::path& folder) {
  const auto order = by_name(market.vacancy_names);
  const auto tie = ties(market.vacancy_names, [](std::string_view name) { return mix64(fnv1a(name)); });
  ArrayFileWriter writer;
  writer.add("scalars", market.vacancies.scalars);
  writer.add("ties", tie);
  writer.add("by_name", order);
  add_strings(writer, "names", market.vacancy_names);
  add_rows(writer, "items_of", market.vacancies.items);
  writer.add("items", market.items);
  add_strings(writer, "codes", market.codes);
  return writer.write(folder / "vacancies.bin");
}

Result<void> write_positions(const PositionColumns& positions, const StringArrays& regions,
                             const std::filesystem::path& folder) {
  ArrayFileWriter writer;
  writer.add("seekers", positions.seekers);
  writer.add("vacancies", positions.vacancies);
  writer.add("cells", positions.cells);
  add_strings(writer, "regions", regions);
  return writer.write(folder / "positions.bin");
}

Result<void> write_postings(const PostingArrays& postings, const NodeTable& nodes,
                            const std::filesystem::path& folder) {
  ArrayFileWriter writer;
  writer.add("nodes", nodes.nodes);
  writer.add("ladder_begin", nodes.ladder_begin);
  writer.add("ladders", nodes.ladders);
  writer.add("lists", postings.lists);
  writer.add("node_begin", postings.node_begin);
  writer.add("offsets", postings.offsets);
  writer.add("block_begin", postings.block_begin);
  writer.add("data", postings.data);
  return writer.write(folder / "postings.bin");
}

Result<void> write_records(const MarketColumns& market, const ReadTaxonomy& taxonomy,
                           const std::filesystem::path& folder) {
  ArrayFileWriter writer;
  add_strings(writer, "seekers", market.seeker_records);
  add_strings(writer, "vacancies", market.vacancy_records);
  add_strings(writer, "concepts", taxonomy.concept_records);
  add_strings(writer, "places", taxonomy.place_records);
  return writer.write(folder / "records.bin");
}

// An epoch is known by its content: the records, the date and the strategy.
std::string epoch_id(const MarketColumns& market, const ReadTaxonomy& taxonomy, const EpochOptions& options) {
  Sha256 hash;
  hash.update(format_date(options.date));
  hash.update(strategy_hash(options.strategy));
  for (const StringArrays* strings : {&market.seeker_names, &market.seeker_records, &market.vacancy_names,
                                      &market.vacancy_records, &taxonomy.concept_records, &taxonomy.place_records}) {
    hash.update({reinterpret_cast<const char*>(strings->begin.data()), strings->begin.size() * sizeof(std::uint64_t)});
    hash.update({strings->bytes.data(), strings->bytes.size()});
  }
  return hash.finish().substr(0, 16);
}

Manifest manifest_of(const EpochCounts& counts, const EpochOptions& options, Sequence sequence) {
  Manifest manifest{.kind = "epoch"};
  manifest.facts = {{"format", "3"},
                    {"date", format_date(options.date)},
                    {"sequence", std::to_string(sequence)},
                    {"strategy", options.strategy.name() + " " + std::to_string(options.strategy.version())},
                    {"strategyHash", strategy_hash(options.strategy)},
                    {"blockSeekers", std::to_string(options.block_seekers)},
                    {"seekers", std::to_string(counts.seekers)},
                    {"inactiveSeekers", std::to_string(counts.inactive_seekers)},
                    {"vacancies", std::to_string(counts.vacancies)},
                    {"inactiveVacancies", std::to_string(counts.inactive_vacancies)},
                    {"concepts", std::to_string(counts.concepts)},
                    {"places", std::to_string(counts.places)},
                    {"items", std::to_string(counts.items)},
                    {"unknownItems", std::to_string(counts.unknown_items)},
                    {"postings", std::to_string(counts.postings)},
                    {"seekersWithoutPlace", std::to_string(counts.seekers_without_place)},
                    {"vacanciesWithoutPlace", std::to_string(counts.vacancies_without_place)}};
  return manifest;
}

}  // namespace

Result<EpochCounts> build_epoch(const RecordSnapshot& snapshot, const EpochOptions& options,
                                const std::filesystem::path& folder) {
  if (auto valid = validate_strategy(options.strategy); !valid) return std::unexpected(valid.error());
  EpochCounts counts;
  const Model model(options.strategy, options.date);
  const auto read = read_taxonomy(snapshot);
  if (!read) return std::unexpected(read.error());
  counts.concepts = read->concept_records.begin.size() - 1;
  counts.places = read->place_records.begin.size() - 1;
  const Taxonomy taxonomy(read->concepts, model);
  const auto market = read_market(snapshot, options, model, taxonomy, read->places, counts);
  if (!market) return std::unexpected(market.error());

  const NodeTable nodes(market->items, market->must, taxonomy);
  const NodeIndex index(nodes.nodes, std::max({taxonomy.size(), taxonomy.isco_groups(), market->items.size()}));
  const Rules rules{&model, &taxonomy, {market->codes.begin, market->codes.bytes}};
  const PostingArrays postings =
      build_postings(rules, market->items, nodes.spans(), index, market->seekers, options.block_seekers);
  counts.postings = postings.data.size();
  const OccupationGroups groups(taxonomy);
  const PositionColumns positions =
      count_positions({rules, &groups, market->items, market->vacancies.scalars, market->vacancies.items.spans()},
                      market->seekers, static_cast<std::uint32_t>(read->places.regions().size()));

  std::error_code error;
  if (!std::filesystem::create_directories(folder, error))
    return fail(ErrorCode::kIo, "cannot create " + folder.string() + ": " + error.message());
  std::string text;
  google::protobuf::TextFormat::PrintToString(options.strategy, &text);
  Manifest manifest = manifest_of(counts, options, snapshot.sequence());
  const std::array<std::function<Result<void>()>, 7> tasks{
      [&] { return write_records(*market, *read, folder); },
      [&] { return manifest.id = epoch_id(*market, *read, options), Result<void>(); },
      [&] { return write_seekers(*market, model, options.block_seekers, folder); },
      [&] { return write_postings(postings, nodes, folder); },
      [&] { return write_vacancies(*market, folder); },
      [&] { return write_positions(positions, market->regions, folder); },
      [&] { return write_file_atomically(folder / "strategy.textproto", text); }};
  std::array<Result<void>, tasks.size()> done;
  for_all(tasks.size(), [&](std::size_t i) { done[i] = tasks[i](); });
  for (const auto& result : done)
    if (!result) return std::unexpected(result.error());
  if (const auto sealed = seal_folder(folder, std::move(manifest)); !sealed) return std::unexpected(sealed.error());
  return counts;
}

}  // namespace schakel
