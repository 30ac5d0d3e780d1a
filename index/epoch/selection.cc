// An epoch of some of the records of another: all else is the other's, and stays where it is.

#include <numeric>
#include <utility>

#include "index/epoch/epoch.h"

namespace schakel {

struct Epoch::Selected {
  SeekerColumns seekers;
  StringArrays names;
  std::vector<std::uint64_t> ties, unknown_bits;
  std::vector<SeekerPosition> seeker_positions;
  std::vector<SeekerDays> days;
  std::vector<Cell> cells;
  FilterColumns filters;
  PostingArrays postings;
  std::vector<VacancyScalars> vacancy_scalars;
  std::vector<SidePosition> vacancy_positions;
  std::vector<std::int32_t> last_days;
  Rows<VacancyItem> items;
};

std::unique_ptr<Epoch> Epoch::shared_view() const {
  std::unique_ptr<Epoch> view(new Epoch);
  view->manifest_ = manifest_;
  view->date_ = date_;
  view->sequence_ = sequence_;
  view->strategy_hash_ = strategy_hash_;
  view->block_seekers_ = block_seekers_;
  view->model_ = std::make_unique<const Model>(*model_);
  view->taxonomy_ = taxonomy_;
  view->groups_ = groups_;
  view->active_seekers_ = active_seekers_;
  view->seeker_scalars = seeker_scalars;
  view->seeker_ties = seeker_ties;
  view->vacancy_scalars = vacancy_scalars;
  view->vacancy_ties = vacancy_ties;
  view->seeker_positions = seeker_positions;
  view->seeker_position_lows = seeker_position_lows;
  view->vacancy_positions = vacancy_positions;
  view->items = items;
  view->cells = cells;
  view->filters = filters;
  view->here = here;
  view->seeker_days = seeker_days;
  view->vacancy_last_days = vacancy_last_days;
  view->unknown_bits = unknown_bits;
  view->nodes = nodes;
  view->postings = postings;
  view->competences_ = competences_;
  view->experience_ = experience_;
  view->education_ = education_;
  view->languages_ = languages_;
  view->licences_ = licences_;
  view->sectors_ = sectors_;
  view->wanted_ = wanted_;
  view->vacancy_items_ = vacancy_items_;
  view->market_cells_ = market_cells_;
  view->regions_ = regions_;
  view->codes_ = codes_;
  view->concept_records_ = concept_records_;
  view->place_records_ = place_records_;
  return view;
}

std::unique_ptr<const Epoch> Epoch::with_vacancies(std::span<const VacancyId> ids) const {
  const auto selected = std::make_shared<Selected>();
  for (const VacancyId id : ids) {
    selected->vacancy_scalars.push_back(vacancy_scalars[id.value]);
    selected->ties.push_back(vacancy_ties[id.value]);
    selected->vacancy_positions.push_back(vacancy_positions[id.value]);
    selected->last_days.push_back(vacancy_last_days[id.value]);
    const auto row = vacancy_items_[id.value];
    selected->items.cells.insert(selected->items.cells.end(), row.begin(), row.end());
    selected->items.close_row();
    selected->names.push_back(name(id));
  }
  auto epoch = shared_view();
  epoch->vacancy_scalars = selected->vacancy_scalars;
  epoch->vacancy_ties = selected->ties;
  epoch->vacancy_positions = selected->vacancy_positions;
  epoch->vacancy_last_days = selected->last_days;
  epoch->vacancy_items_ = selected->items.spans();
  epoch->vacancy_names_ = {selected->names.begin, selected->names.bytes};
  epoch->seekers_of_ = this;
  epoch->selected_ = selected;
  return epoch;
}

std::unique_ptr<const Epoch> Epoch::with_seekers(std::span<const SeekerId> ids, std::uint32_t block_seekers) const {
  const auto selected = std::make_shared<Selected>();
  std::vector<CodeId> same(codes_.size());
  std::iota(same.begin(), same.end(), CodeId{0});
  for (const SeekerId id : ids) {
    selected->seekers.append(seeker(id), same);
    selected->ties.push_back(seeker_ties[id.value]);
    selected->seeker_positions.push_back(seeker_positions[id.value]);
    selected->days.push_back(seeker_days[id.value]);
    selected->names.push_back(name(id));
  }
  selected->cells = cells_of(selected->seekers.scalars, block_seekers);
  selected->filters = filter_columns(selected->seekers.scalars, *model_, block_seekers);
  selected->unknown_bits = schakel::unknown_bits(selected->seekers, block_seekers);
  selected->postings = build_postings(rules(), items, nodes, node_index(), all_of(selected->seekers), block_seekers);
  auto epoch = shared_view();
  epoch->block_seekers_ = block_seekers;
  epoch->vacancies_of_ = this;
  epoch->take_seekers(*selected);
  epoch->selected_ = selected;
  return epoch;
}

void Epoch::everybody_is_here() {
  here_.resize(std::size_t{blocks()} * block_seekers_ / 64);
  for (std::size_t i = 0; i < here_.size(); ++i)
    here_[i] = seekers() >= (i + 1) * 64 ? ~std::uint64_t{0}
               : seekers() > i * 64      ? (std::uint64_t{1} << (seekers() % 64)) - 1
                                         : 0;
  here = here_;
  active_seekers_ = seekers();
}

void Epoch::take_seekers(const Selected& selected) {
  const SeekerColumns& columns = selected.seekers;
  seeker_scalars = columns.scalars;
  seeker_ties = selected.ties;
  seeker_positions = selected.seeker_positions;
  seeker_days = selected.days;
  for (const SeekerPosition& position : seeker_positions) seeker_lows_.push_back(position.points.low);
  seeker_position_lows = seeker_lows_;
  seeker_names_ = {selected.names.begin, selected.names.bytes};
  cells = selected.cells;
  const FilterColumns& f = selected.filters;
  filters = {f.x, f.y, f.reach_squared, f.hours_min, f.hours_max, f.refuses_shifts};
  unknown_bits = selected.unknown_bits;
  competences_ = columns.competences.spans();
  experience_ = columns.experience.spans();
  education_ = columns.education.spans();
  languages_ = columns.languages.spans();
  licences_ = columns.licences.spans();
  sectors_ = columns.sectors.spans();
  wanted_ = columns.wanted.spans();
  everybody_is_here();
  const PostingArrays& arrays = selected.postings;
  for (std::size_t block = 0; block + 1 < arrays.block_begin.size(); ++block)
    block_data_.push_back(arrays.data.data() + arrays.block_begin[block]);
  postings = {.lists = arrays.lists,
              .node_begin = arrays.node_begin,
              .offsets = arrays.offsets,
              .block_data = block_data_,
              .own_lists = static_cast<std::uint32_t>(arrays.lists.size())};
}

}  // namespace schakel
