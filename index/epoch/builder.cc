// From a snapshot of the record store to a sealed epoch on disk.

#include <algorithm>
#include <filesystem>

#include "index/epoch/epoch.h"
#include "index/epoch/epoch_format.h"
#include "index/epoch/epoch_steps.h"
#include "index/epoch/read_records.h"
#include "index/epoch/write_epoch.h"
#include "index/model/strategy.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

// An epoch is known by its content: the records, the date and the strategy, and what this program makes of them.
std::string epoch_id(const MarketColumns& market, const ReadTaxonomy& taxonomy, const EpochOptions& options) {
  Sha256 hash;
  hash.update(kEpochFormat);
  hash.update(format_date(options.date));
  hash.update(strategy_hash(options.strategy));
  for (const StringArrays* strings : {&market.seeker_names, &market.seeker_records, &market.vacancy_names,
                                      &market.vacancy_records, &taxonomy.concept_records, &taxonomy.place_records}) {
    hash.update({reinterpret_cast<const char*>(strings->begin.data()), strings->begin.size() * sizeof(std::uint64_t)});
    hash.update({strings->bytes.data(), strings->bytes.size()});
  }
  return hash.finish().substr(0, 16);
}

}  // namespace

Result<EpochCounts> build_epoch(const RecordSnapshot& snapshot, const EpochOptions& options,
                                const std::filesystem::path& folder) {
  return build_epoch(snapshot, options, folder, [](EpochStep) {});
}

Result<EpochCounts> build_epoch(const RecordSnapshot& snapshot, const EpochOptions& options,
                                const std::filesystem::path& folder, const OnEpochStep& told) {
  if (auto valid = validate_strategy(options.strategy); !valid) return std::unexpected(valid.error());
  told(EpochStep::kReading);
  EpochCounts counts;
  const Model model(options.strategy, options.date);
  const auto read = read_taxonomy(snapshot);
  if (!read) return std::unexpected(read.error());
  counts.concepts = read->concept_records.begin.size() - 1;
  counts.places = read->place_records.begin.size() - 1;
  const Taxonomy taxonomy(read->concepts, model);
  const auto market = read_market(snapshot, options, model, taxonomy, read->places, counts);
  if (!market) return std::unexpected(market.error());

  told(EpochStep::kPosting);
  const NodeTable nodes(market->items, market->must, taxonomy);
  const NodeIndex index(nodes.nodes, std::max({taxonomy.size(), taxonomy.isco_groups(), market->items.size()}));
  const Rules rules{&model, &taxonomy, {market->codes.begin, market->codes.bytes}};
  const PostingArrays postings =
      build_postings(rules, market->items, nodes.spans(), index, all_of(market->seekers), options.block_seekers);
  counts.postings = postings.data.size();
  told(EpochStep::kCounting);
  const OccupationGroups groups(taxonomy);
  const PositionColumns positions =
      count_positions({rules, &groups, market->items, market->vacancies.scalars, market->vacancies.items.spans()},
                      market->seekers, static_cast<std::uint32_t>(read->places.regions().size()));

  told(EpochStep::kWriting);
  Manifest manifest;
  add_counts(counts, options, snapshot.sequence(), manifest);
  const auto written = write_epoch(
      {*market, positions, read->concept_records, read->place_records, nodes, postings}, options, manifest,
      [&] { return manifest.id = epoch_id(*market, *read, options), Result<void>(); }, folder);
  if (!written) return std::unexpected(written.error());
  return counts;
}

}  // namespace schakel
