// An epoch over a base, put together of the base's arrays and those of the overlay. What is read per seeker or vacancy
// stands behind each other in memory, so that nobody who reads it needs to know; posting data and records stay where
// they are. Cost: some 400 bytes of memory per seeker, copied in about 0.1 us.

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/epoch/overlay/overlay_file.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kGone = 0xffffffff;

// `base`, then empty ones up to `first`, then `own`.
template <class T>
std::span<const T> behind(std::span<const T> base, std::size_t first, std::span<const T> own, std::vector<T>& all,
                          const T& nothing = {}) {
  all.reserve(first + own.size());
  all.assign(base.begin(), base.end());
  all.resize(first, nothing);
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

// The same for rows, of which those of the base are numbered `kept`.
template <class T, class Kept>
RowSpans<T> rows_behind(const RowSpans<T>& base, const Kept& kept, std::size_t first, const RowSpans<T>& own,
                        Rows<T>& all) {
  all.begin.reserve(first + own.begin.size());
  all.cells.reserve(base.cells.size() + own.cells.size());
  for (const std::uint32_t i : kept) {
    const auto row = base[i];
    all.cells.insert(all.cells.end(), row.begin(), row.end());
    all.close_row();
  }
  while (all.begin.size() <= first) all.close_row();
  all.cells.insert(all.cells.end(), own.cells.begin(), own.cells.end());
  const std::uint32_t shift = all.begin.back();
  for (std::size_t i = 1; i < own.begin.size(); ++i) all.begin.push_back(shift + own.begin[i]);
  return all.spans();
}

}  // namespace

struct Epoch::Joined {
  std::optional<OverlayFile> overlay;
  std::vector<SeekerScalars> seeker_scalars;
  std::vector<std::uint64_t> seeker_ties, vacancy_ties, unknown_bits;
  std::vector<SeekerPosition> seeker_positions;
  std::vector<SeekerDays> seeker_days;
  std::vector<Cell> cells;
  FilterColumns filters;
  Rows<CompetenceFact> competences;
  Rows<ExperienceFact> experience;
  Rows<EducationFact> education;
  Rows<LanguageFact> languages;
  Rows<CodeId> licences, sectors;
  Rows<WantedFact> wanted;
  std::vector<VacancyScalars> vacancy_scalars;
  std::vector<SidePosition> vacancy_positions;
  std::vector<std::int32_t> vacancy_last_days;
  Rows<VacancyItem> vacancy_items;
  std::vector<std::uint32_t> kept_vacancies;  // number in the base of each that is still here
  std::vector<std::uint32_t> from_base;       // the other way round, or kGone
  std::vector<ListKey> lists;
  std::vector<std::uint32_t> node_begin, offsets;
  PostingSpans later;
  std::vector<const std::uint16_t*> later_blocks;
};

Result<std::unique_ptr<const Epoch>> Epoch::open_over(std::unique_ptr<Epoch> own, const std::filesystem::path& folder,
                                                      bool verify, std::shared_ptr<const Epoch> base) {
  const std::string base_id = own->manifest_.facts["base"];
  if (!base || base->id() != base_id) {
    auto opened = open(folder.parent_path() / base_id, verify);
    if (!opened)
      return fail(opened.error().code,
                  folder.string() + " lies over the epoch " + base_id + ": " + opened.error().message);
    base = *std::move(opened);
  }
  if (base->id() != base_id || base->base() != nullptr || base->block_seekers() != own->block_seekers())
    return fail(ErrorCode::kCorrupt, folder.string() + " lies over another epoch than is in " + base_id);
  std::unique_ptr<Epoch> epoch(new Epoch);
  epoch->manifest_ = own->manifest_;
  if (auto read = epoch->read_facts(); !read) return std::unexpected(read.error());
  epoch->model_ = std::make_unique<Model>(own->model_->strategy, own->date_);
  epoch->taxonomy_ = base->taxonomy_;
  epoch->groups_ = base->groups_;
  epoch->base_ = std::move(base);
  epoch->own_ = std::move(own);
  if (auto joined = epoch->join(folder); !joined) return std::unexpected(joined.error());
  return epoch;
}

Result<void> Epoch::join(const std::filesystem::path& folder) {
  const auto joined = std::make_shared<Joined>();
  auto overlay = OverlayFile::open(folder);
  if (!overlay) return std::unexpected(overlay.error());
  joined->overlay.emplace(*std::move(overlay));
  for (const auto& [gone, count] : {std::pair{joined->overlay->gone_seekers, base_->seekers()},
                                    std::pair{joined->overlay->gone_vacancies, base_->vacancies()}})
    if (!std::ranges::is_sorted(gone) || (!gone.empty() && gone.back() >= count))
      return fail(ErrorCode::kCorrupt, folder.string() + " removes what its base has not");
  items = own_->items;
  codes_ = own_->codes_;
  nodes = own_->nodes;
  market_cells_ = base_->market_cells_;
  regions_ = base_->regions_;
  concept_records_ = base_->concept_records_;
  place_records_ = base_->place_records_;
  std::vector<std::function<void()>> tasks{[&] { join_postings(*joined); }, [&] { join_vacancies(*joined); }};
  join_seekers(*joined, tasks);
  for_all(tasks.size(), [&](std::size_t i) { tasks[i](); });
  joined_ = joined;
  return {};
}

// A task per column.
void Epoch::join_seekers(Joined& joined, std::vector<std::function<void()>>& tasks) {
  const Epoch &base = *base_, &own = *own_;
  const std::uint32_t first = base.blocks() * block_seekers_;
  first_own_seeker_ = {first};
  const auto column = [&](auto spans, std::size_t begin, auto& all) {
    tasks.emplace_back(
        [this, &base, &own, spans, begin, &all] { this->*spans = behind(base.*spans, begin, own.*spans, all); });
  };
  column(&Epoch::seeker_scalars, first, joined.seeker_scalars);
  column(&Epoch::seeker_ties, first, joined.seeker_ties);
  column(&Epoch::seeker_positions, first, joined.seeker_positions);
  column(&Epoch::seeker_position_lows, first, seeker_lows_);
  column(&Epoch::seeker_days, first, joined.seeker_days);
  // These are padded to whole blocks.
  column(&Epoch::cells, base.cells.size(), joined.cells);
  column(&Epoch::unknown_bits, base.unknown_bits.size(), joined.unknown_bits);
  const auto filter = [&](auto spans, auto columns) {
    tasks.emplace_back([this, &base, &own, &joined, first, spans, columns] {
      filters.*spans = behind(base.filters.*spans, first, own.filters.*spans, joined.filters.*columns);
    });
  };
  filter(&FilterSpans::x, &FilterColumns::x);
  filter(&FilterSpans::y, &FilterColumns::y);
  filter(&FilterSpans::reach_squared, &FilterColumns::reach_squared);
  filter(&FilterSpans::hours_min, &FilterColumns::hours_min);
  filter(&FilterSpans::hours_max, &FilterColumns::hours_max);
  filter(&FilterSpans::refuses_shifts, &FilterColumns::refuses_shifts);
  const auto rows = [&](auto spans, auto& columns) {
    tasks.emplace_back([this, &base, &own, first, spans, &columns] {
      this->*spans = rows_behind(base.*spans, std::views::iota(0U, base.seekers()), first, own.*spans, columns);
    });
  };
  rows(&Epoch::competences_, joined.competences);
  rows(&Epoch::experience_, joined.experience);
  rows(&Epoch::education_, joined.education);
  rows(&Epoch::languages_, joined.languages);
  rows(&Epoch::licences_, joined.licences);
  rows(&Epoch::wanted_, joined.wanted);
  rows(&Epoch::sectors_, joined.sectors);
  tasks.emplace_back([this, &base, &own, &joined] {
    here = behind(base.here, base.here.size(), own.here, here_);
    for (const std::uint32_t gone : joined.overlay->gone_seekers)
      here_[gone / 64] &= ~(std::uint64_t{1} << (gone % 64));
  });
  active_seekers_ = base.seekers() + own.seekers() - static_cast<std::uint32_t>(joined.overlay->gone_seekers.size());
}

void Epoch::join_vacancies(Joined& joined) {
  const Epoch &base = *base_, &own = *own_;
  const auto gone = joined.overlay->gone_vacancies;
  joined.from_base.assign(base.vacancies(), kGone);
  for (std::uint32_t v = 0; v < base.vacancies(); ++v) {
    if (std::ranges::binary_search(gone, v)) continue;
    joined.from_base[v] = static_cast<std::uint32_t>(joined.kept_vacancies.size());
    joined.kept_vacancies.push_back(v);
  }
  const std::span<const std::uint32_t> kept = joined.kept_vacancies;
  first_own_vacancy_ = {static_cast<std::uint32_t>(kept.size())};
  const auto join = [&](const auto& of_base, const auto& of_own, auto& all) {
    all.reserve(kept.size() + of_own.size());
    for (const std::uint32_t v : kept) all.push_back(of_base[v]);
    all.insert(all.end(), of_own.begin(), of_own.end());
    return std::span(std::as_const(all));
  };
  vacancy_scalars = join(base.vacancy_scalars, own.vacancy_scalars, joined.vacancy_scalars);
  vacancy_ties = join(base.vacancy_ties, own.vacancy_ties, joined.vacancy_ties);
  vacancy_positions = join(base.vacancy_positions, own.vacancy_positions, joined.vacancy_positions);
  vacancy_last_days = join(base.vacancy_last_days, own.vacancy_last_days, joined.vacancy_last_days);
  vacancy_items_ = rows_behind(base.vacancy_items_, kept, kept.size(), own.vacancy_items_, joined.vacancy_items);
}

// The lists of both, under the overlay's numbers of nodes; those that only one has are empty in the other's blocks.
void Epoch::join_postings(Joined& joined) {
  const Epoch &base = *base_, &own = *own_;
  const OverlayFile& overlay = *joined.overlay;
  const std::vector<NodeId> nodes_of_base = numbers_in(nodes.nodes, base.nodes.nodes);
  std::vector<ListKey> base_lists;
  for (const ListKey list : base.postings.lists) base_lists.push_back(nodes_of_base[node_of(list)] * 64 + list % 64);
  std::ranges::set_union(base_lists, own.postings.lists, std::back_inserter(joined.lists));
  const std::span<const ListKey> both(joined.lists);
  for (NodeId node = 0; node <= nodes.nodes.size(); ++node)
    joined.node_begin.push_back(static_cast<std::uint32_t>(
        std::ranges::lower_bound(both, node, {}, [](ListKey list) { return node_of(list); }) - both.begin()));

  const auto lay_out = [&](const PostingSpans& from, std::span<const ListKey> lists) {
    std::vector<std::uint32_t> source;  // per list of both: its number in `from`, or where it would be
    std::vector<bool> there;
    for (std::uint32_t at = 0; const ListKey list : both) {
      while (at < lists.size() && lists[at] < list) ++at;
      source.push_back(at);
      there.push_back(at < lists.size() && lists[at] == list);
    }
    const std::size_t first = block_data_.size();
    block_data_.insert(block_data_.end(), from.block_data.begin(), from.block_data.end());
    for_all(from.block_data.size(), [&](std::size_t block) {
      const auto offsets = from.offsets.subspan(block * from.stride(), from.stride());
      std::uint32_t* to = joined.offsets.data() + (first + block) * (both.size() + 1);
      for (std::size_t i = 0; i < source.size(); ++i)
        *to++ = there[i] ? offsets[source[i]] : offsets[source[i]] & ~PostingSpans::kDense;
      *to = offsets.back();
    });
  };
  joined.offsets.resize((base.blocks() + own.blocks()) * (both.size() + 1));
  lay_out(base.postings, base_lists);
  lay_out(own.postings, own.postings.lists);

  for (std::size_t block = 0; block + 1 < overlay.block_begin.size(); ++block)
    joined.later_blocks.push_back(overlay.data.data() + overlay.block_begin[block]);
  joined.later = {.lists = overlay.lists,
                  .node_begin = overlay.node_begin,
                  .offsets = overlay.offsets,
                  .block_data = joined.later_blocks,
                  .own_lists = static_cast<std::uint32_t>(overlay.lists.size())};
  const auto own_lists = static_cast<std::uint32_t>(joined.lists.size());
  joined.lists.insert(joined.lists.end(), overlay.lists.begin(), overlay.lists.end());
  postings = {.lists = joined.lists,
              .node_begin = joined.node_begin,
              .offsets = joined.offsets,
              .block_data = block_data_,
              .own_lists = own_lists,
              .later = overlay.lists.empty() ? nullptr : &joined.later};
}

VacancyId Epoch::in_base(VacancyId id) const { return {joined_->kept_vacancies[id.value]}; }

std::optional<VacancyId> Epoch::from_base(VacancyId id) const {
  const std::uint32_t number = joined_->from_base[id.value];
  return number == kGone ? std::nullopt : std::optional(VacancyId{number});
}

}  // namespace schakel
