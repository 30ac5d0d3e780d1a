#include "index/epoch/write_epoch.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "index/epoch/array_file.h"
#include "index/epoch/epoch_format.h"
#include "index/model/strategy.h"
#include "index/parallel/for_all.h"

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
  writer.add("days", market.seeker_days);
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
  writer.add("last_days", market.vacancy_last_days);
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

Result<void> write_records(const MarketColumns& market, const std::filesystem::path& folder) {
  ArrayFileWriter writer;
  add_strings(writer, "seekers", market.seeker_records);
  add_strings(writer, "vacancies", market.vacancy_records);
  return writer.write(folder / "records.bin");
}

Result<void> write_taxonomy(const StringArrays& concepts, const StringArrays& places,
                            const std::filesystem::path& folder) {
  ArrayFileWriter writer;
  add_strings(writer, "concepts", concepts);
  add_strings(writer, "places", places);
  return writer.write(folder / "taxonomy.bin");
}

}  // namespace

Result<void> write_epoch(const EpochContent& content, const EpochOptions& options, Manifest& manifest,
                         const std::function<Result<void>()>& finish, const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::create_directories(folder, error))
    return fail(ErrorCode::kIo, "cannot create " + folder.string() + ": " + error.message());
  std::string text;
  google::protobuf::TextFormat::PrintToString(options.strategy, &text);
  const MarketColumns& market = content.market;
  const Model model(options.strategy, options.date);
  const std::array<std::function<Result<void>()>, 8> tasks{
      [&] { return write_records(market, folder); },
      finish,
      [&] { return write_seekers(market, model, options.block_seekers, folder); },
      [&] { return write_postings(content.postings, content.nodes, folder); },
      [&] { return write_vacancies(market, folder); },
      [&] { return write_taxonomy(content.concept_records, content.place_records, folder); },
      [&] { return write_positions(content.positions, market.regions, folder); },
      [&] { return write_file_atomically(folder / "strategy.textproto", text); }};
  std::array<Result<void>, tasks.size()> done;
  for_all(tasks.size(), [&](std::size_t i) { done[i] = tasks[i](); });
  for (const auto& result : done)
    if (!result) return result;
  if (const auto sealed = seal_folder(folder, manifest); !sealed) return std::unexpected(sealed.error());
  return {};
}

void add_counts(const EpochCounts& counts, const EpochOptions& options, Sequence sequence, Manifest& manifest) {
  manifest.kind = "epoch";
  manifest.facts = {{"format", std::string(kEpochFormat)},
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
}

}  // namespace schakel
