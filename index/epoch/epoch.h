// An epoch: one frozen state of the labour market, sealed on disk and opened by mmap.
//
// Seekers and vacancies have numbers inside an epoch. Everything here is immutable and thread-safe; spans and views
// live as long as the epoch.
//
// An epoch is whole, or it lies over a whole one, its base: then its folder holds the records that came, changed or
// went since the base (overlay/build_overlay.h), and everything is scored with the base's counts. What the base has
// keeps its number: seekers that are gone leave their numbers empty, and those of the overlay begin at a block of their
// own. Vacancies are numbered without gaps, those of the base first.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/date.h"
#include "data/error.h"
#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/epoch/array_file.h"
#include "index/epoch/evaluate.h"
#include "index/epoch/facts.h"
#include "index/epoch/items.h"
#include "index/epoch/nodes.h"
#include "index/epoch/position.h"
#include "index/epoch/postings.h"
#include "index/epoch/strings.h"
#include "index/model/model.h"
#include "index/seal/seal.h"
#include "index/store/record_store.h"
#include "index/taxonomy/occupation_groups.h"
#include "index/taxonomy/taxonomy.h"

namespace schakel {

struct SeekerId {
  std::uint32_t value = 0;
  friend auto operator<=>(const SeekerId&, const SeekerId&) = default;
};
struct VacancyId {
  std::uint32_t value = 0;
  friend auto operator<=>(const VacancyId&, const VacancyId&) = default;
};

// FilterColumns of an opened epoch.
struct FilterSpans {
  std::span<const float> x, y, reach_squared;
  std::span<const std::uint8_t> hours_min, hours_max, refuses_shifts;
};

class Epoch {
 public:
  // Opens a sealed epoch. With `verify` every file's SHA-256 is checked first (about 1.5 GB/s per core); without, only
  // sizes and shapes. kCorrupt names the file; kNotFound when there is no manifest; kStale when another version of this
  // program made it, in another format. The epoch that it lies over is opened with it, unless `base` is that one.
  [[nodiscard]] static Result<std::unique_ptr<const Epoch>> open(const std::filesystem::path& folder,
                                                                 bool verify = true,
                                                                 std::shared_ptr<const Epoch> base = nullptr);

  [[nodiscard]] const std::string& id() const { return manifest_.id; }
  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] Date date() const { return date_; }
  [[nodiscard]] Sequence sequence() const { return sequence_; }
  [[nodiscard]] const std::string& strategy_hash() const { return strategy_hash_; }
  [[nodiscard]] const Model& model() const { return *model_; }
  [[nodiscard]] const Taxonomy& taxonomy() const { return *taxonomy_; }
  [[nodiscard]] Rules rules() const { return {.model = model_.get(), .taxonomy = taxonomy_.get(), .codes = codes_}; }
  // Of `nodes`. Built by the first who asks, in some milliseconds.
  [[nodiscard]] const NodeIndex& node_index() const;

  // Numbers of seekers; over a base some belong to nobody.
  [[nodiscard]] std::uint32_t seekers() const { return static_cast<std::uint32_t>(seeker_scalars.size()); }
  [[nodiscard]] bool has(SeekerId id) const { return (here[id.value / 64] >> (id.value % 64) & 1U) != 0; }
  // How many of the numbers belong to somebody.
  [[nodiscard]] std::uint32_t active_seekers() const { return active_seekers_; }
  [[nodiscard]] std::uint32_t vacancies() const { return static_cast<std::uint32_t>(vacancy_scalars.size()); }
  [[nodiscard]] std::uint32_t block_seekers() const { return block_seekers_; }
  [[nodiscard]] std::uint32_t blocks() const { return (seekers() + block_seekers_ - 1) / block_seekers_; }
  [[nodiscard]] std::uint32_t cells_per_block() const { return (block_seekers_ + kCellSeekers - 1) / kCellSeekers; }

  // The epoch that this one lies over, or null; and where the numbers of the overlay begin, 0 without a base.
  [[nodiscard]] const Epoch* base() const { return base_.get(); }
  [[nodiscard]] const std::shared_ptr<const Epoch>& shared_base() const { return base_; }
  [[nodiscard]] SeekerId first_own_seeker() const { return first_own_seeker_; }
  [[nodiscard]] VacancyId first_own_vacancy() const { return first_own_vacancy_; }
  // The number here of a vacancy of the base, if it is still what it was there. Requires a base.
  [[nodiscard]] std::optional<VacancyId> from_base(VacancyId id) const;
  // How many vacancies, and whose items, the counts were taken of: all of this epoch, or of its base.
  [[nodiscard]] std::uint32_t counted_vacancies() const { return base_ ? base_->vacancies() : vacancies(); }

  // This epoch with some of its seekers or vacancies only, in this order, numbered from 0: for matching them alone. Has
  // neither their records nor find_...(), and no base; this epoch must outlive it. Seekers are posted anew, in blocks
  // of so many. Requires has() of each. Cost: 2 us per vacancy, 20 us per seeker and core.
  [[nodiscard]] std::unique_ptr<const Epoch> with_seekers(std::span<const SeekerId> ids,
                                                          std::uint32_t block_seekers) const;
  [[nodiscard]] std::unique_ptr<const Epoch> with_vacancies(std::span<const VacancyId> ids) const;

  [[nodiscard]] SeekerView seeker(SeekerId id) const;
  [[nodiscard]] VacancyView vacancy(VacancyId id) const;
  [[nodiscard]] std::string_view name(SeekerId id) const;
  [[nodiscard]] std::string_view name(VacancyId id) const;
  // By the record's id; O(log n).
  [[nodiscard]] std::optional<SeekerId> find_seeker(std::string_view name) const;
  [[nodiscard]] std::optional<VacancyId> find_vacancy(std::string_view name) const;
  // The records as they were frozen, serialised and parsed.
  [[nodiscard]] std::string_view record_bytes(SeekerId id) const;
  [[nodiscard]] std::string_view record_bytes(VacancyId id) const;
  [[nodiscard]] Seeker record(SeekerId id) const;
  [[nodiscard]] Vacancy record(VacancyId id) const;
  // Serialised Concept and Place records, in order of key.
  [[nodiscard]] StringSpans concept_records() const { return concept_records_; }
  [[nodiscard]] StringSpans place_records() const { return place_records_; }

  // The labour market, for docs/model.md section 8: what a PositionCounter reads, of the vacancies here and of those
  // that positions are counted among, the base's where there is one; the groups and regions by number, and the cells,
  // which are the base's too.
  [[nodiscard]] OpenVacancies open_vacancies() const;
  [[nodiscard]] OpenVacancies counted_market() const;
  // counted_market(), by group. Built by the first who asks, in some tens of milliseconds.
  [[nodiscard]] const VacanciesByGroup& counted_by_group() const;
  [[nodiscard]] const OccupationGroups& groups() const { return *groups_; }
  [[nodiscard]] StringSpans regions() const { return regions_; }
  [[nodiscard]] CellSpans market_cells() const { return {market_cells_, static_cast<std::uint32_t>(regions_.size())}; }

  // How an item is written for people and files: "COMPETENCE urn:... >=3".
  [[nodiscard]] std::string item_text(ItemId id) const;
  [[nodiscard]] std::string_view item_code(ItemId id) const { return codes_[items[id].code]; }

  // Columns, for the hot paths. By SeekerId, VacancyId, ItemId, or block.
  std::span<const SeekerScalars> seeker_scalars;
  std::span<const std::uint64_t> seeker_ties;  // fnv1a(id)
  std::span<const VacancyScalars> vacancy_scalars;
  std::span<const std::uint64_t> vacancy_ties;  // mix64(fnv1a(id))
  std::span<const SeekerPosition> seeker_positions;
  std::span<const std::uint16_t> seeker_position_lows;  // points.low of each, side by side
  std::span<const SidePosition> vacancy_positions;
  std::span<const Item> items;
  std::span<const Cell> cells;
  FilterSpans filters;
  std::span<const std::uint64_t> here;  // bit per seeker, padded to whole blocks: the number belongs to somebody
  std::span<const SeekerDays> seeker_days;
  std::span<const std::int32_t> vacancy_last_days;  // last_day_of() of each
  std::span<const std::uint64_t> unknown_bits;      // as in postings.h
  NodeSpans nodes;
  PostingSpans postings;

 private:
  Epoch() = default;
  [[nodiscard]] Result<void> map_seekers(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> map_vacancies(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> map_positions(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> map_postings(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> map_records(const std::filesystem::path& folder);
  [[nodiscard]] Result<void> read_facts();
  [[nodiscard]] static Result<std::unique_ptr<Epoch>> open_files(const std::filesystem::path& folder, bool verify);
  [[nodiscard]] static Result<std::unique_ptr<const Epoch>> open_over(std::unique_ptr<Epoch> own,
                                                                      const std::filesystem::path& folder, bool verify,
                                                                      std::shared_ptr<const Epoch> base);
  // What visit(layer, number there) says of the layer that a number is of. Requires a base, and has(id).
  template <class Visit>
  auto of_layer(SeekerId id, const Visit& visit) const {
    return id < first_own_seeker_ ? visit(*base_, id) : visit(*own_, SeekerId{id.value - first_own_seeker_.value});
  }
  template <class Visit>
  auto of_layer(VacancyId id, const Visit& visit) const {
    return id < first_own_vacancy_ ? visit(*base_, in_base(id))
                                   : visit(*own_, VacancyId{id.value - first_own_vacancy_.value});
  }
  [[nodiscard]] VacancyId in_base(VacancyId id) const;
  void everybody_is_here();
  // selection.cc
  struct Selected;
  const Epoch *seekers_of_ = nullptr, *vacancies_of_ = nullptr;  // whose they are, all of them, and their names
  [[nodiscard]] std::unique_ptr<Epoch> shared_view() const;
  void take_seekers(const Selected& selected);
  // overlay/join.cc
  struct Joined;
  [[nodiscard]] Result<void> join(const std::filesystem::path& folder);
  void join_seekers(Joined& joined, std::vector<std::function<void()>>& tasks);
  void join_vacancies(Joined& joined);
  void join_postings(Joined& joined);

  Manifest manifest_;
  Date date_;
  Sequence sequence_ = 0;
  std::string strategy_hash_;
  std::uint32_t block_seekers_ = kBlockSeekers;
  std::unique_ptr<const Model> model_;
  std::shared_ptr<const Taxonomy> taxonomy_;
  std::shared_ptr<const OccupationGroups> groups_;
  std::vector<ArrayFile> files_;
  std::vector<std::uint64_t> here_;
  std::vector<const std::uint16_t*> block_data_;
  std::uint32_t active_seekers_ = 0;
  mutable std::once_flag node_index_built_, by_group_built_;
  mutable std::unique_ptr<const NodeIndex> node_index_;
  mutable std::unique_ptr<const VacanciesByGroup> by_group_;

  // Over a base: it, the files of the overlay, and what is put together of both.
  std::shared_ptr<const Epoch> base_;
  std::unique_ptr<const Epoch> own_;
  std::shared_ptr<const Joined> joined_;
  std::shared_ptr<const Selected> selected_;
  SeekerId first_own_seeker_;
  VacancyId first_own_vacancy_;

  RowSpans<CompetenceFact> competences_;
  RowSpans<ExperienceFact> experience_;
  RowSpans<EducationFact> education_;
  RowSpans<LanguageFact> languages_;
  RowSpans<CodeId> licences_, sectors_;
  RowSpans<WantedFact> wanted_;
  RowSpans<VacancyItem> vacancy_items_;
  std::span<const std::uint32_t> seekers_by_name_, vacancies_by_name_;
  std::span<const MarketCell> market_cells_;
  std::vector<std::uint16_t> seeker_lows_;
  StringSpans regions_, codes_, seeker_names_, vacancy_names_, seeker_records_, vacancy_records_, concept_records_,
      place_records_;
};

// What can be said of an epoch's construction.
struct EpochCounts {
  std::uint64_t seekers = 0, inactive_seekers = 0, vacancies = 0, inactive_vacancies = 0;
  std::uint64_t concepts = 0, places = 0;
  std::uint64_t items = 0, unknown_items = 0;  // different items asked; of those with an unknown code
  std::uint64_t postings = 0;
  std::uint64_t seekers_without_place = 0, vacancies_without_place = 0;
};

struct EpochOptions {
  Strategy strategy;
  Date date;
  std::uint32_t block_seekers = kBlockSeekers;  // a multiple of 64, at most kBlockSeekers
  const Epoch* base = nullptr;                  // of build_overlay() only
};

// Builds an epoch from a snapshot into `folder` (which must not exist) and seals it. The same snapshot and options give
// the same bytes, on any number of threads. Cost: about 10 s for 100,000 seekers and 30,000 vacancies per core; memory
// about 3 KB per record.
[[nodiscard]] Result<EpochCounts> build_epoch(const RecordSnapshot& snapshot, const EpochOptions& options,
                                              const std::filesystem::path& folder);

}  // namespace schakel
