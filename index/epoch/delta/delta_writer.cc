#include "index/epoch/delta/delta_writer.h"

#include <utility>

#include "index/epoch/postings.h"
#include "index/epoch/read_seeker.h"

namespace schakel {
namespace {

// The chunk of a number, which no delta has yet: a copy of what they have, or a new one.
template <class Chunk>
Chunk& opened(std::unordered_map<std::uint32_t, std::shared_ptr<Chunk>>& open,
              const std::vector<std::shared_ptr<const Chunk>>& chunks, std::uint32_t number) {
  const std::uint32_t c = number / kChunkRecords;
  auto& chunk = open[c];
  if (!chunk) chunk = c < chunks.size() ? std::make_shared<Chunk>(*chunks[c]) : std::make_shared<Chunk>();
  return *chunk;
}

template <class Chunk>
void close_all(std::unordered_map<std::uint32_t, std::shared_ptr<Chunk>>& open,
               std::vector<std::shared_ptr<const Chunk>>& chunks, std::uint32_t numbers) {
  chunks.resize((numbers + kChunkRecords - 1) / kChunkRecords);
  for (auto& [c, chunk] : open) chunks[c] = std::move(chunk);
  open.clear();
}

void add_filters(SeekerChunk& chunk, std::uint32_t at, const Model& model) {
  const FilterColumns one = filter_columns({&chunk.scalars[at], 1}, model, 1);
  chunk.x[at] = one.x[0];
  chunk.y[at] = one.y[0];
  chunk.reach_squared[at] = one.reach_squared[0];
  chunk.hours_min[at] = one.hours_min[0];
  chunk.hours_max[at] = one.hours_max[0];
  chunk.refuses_shifts[at] = one.refuses_shifts[0];
}

}  // namespace

DeltaWriter::DeltaWriter(const Epoch& epoch)
    : epoch_(epoch),
      book_(epoch),
      expander_(book_.rules(), epoch.items, epoch.nodes, epoch.node_index()),
      now_(epoch) {}

SeekerChunk& DeltaWriter::open_seekers(std::uint32_t number) {
  return opened(open_seekers_, now_.seeker_chunks_, number);
}

VacancyChunk& DeltaWriter::open_vacancies(std::uint32_t number) {
  return opened(open_vacancies_, now_.vacancy_chunks_, number);
}

void DeltaWriter::erase_seeker(std::string_view id) {
  if (const auto known = seekers_.find(std::string(id)); known != seekers_.end()) {
    SeekerChunk& chunk = open_seekers(known->second);
    chunk.here &= ~(std::uint64_t{1} << (known->second % kChunkRecords));
    chunk.seekers[known->second % kChunkRecords].reset();
    --now_.active_seekers_;
    seekers_.erase(known);
  } else if (const auto frozen = epoch_.find_seeker(id); frozen && !now_.gone_seekers_.has(frozen->value)) {
    now_.gone_seekers_.set(frozen->value);
  }
}

void DeltaWriter::erase_vacancy(std::string_view id) {
  if (const auto known = vacancies_.find(std::string(id)); known != vacancies_.end()) {
    VacancyChunk& chunk = open_vacancies(known->second);
    chunk.here &= ~(std::uint64_t{1} << (known->second % kChunkRecords));
    chunk.vacancies[known->second % kChunkRecords].reset();
    --now_.active_vacancies_;
    vacancies_.erase(known);
  } else if (const auto frozen = epoch_.find_vacancy(id); frozen && !now_.gone_vacancies_.has(frozen->value)) {
    now_.gone_vacancies_.set(frozen->value);
  }
}

void DeltaWriter::put(const Seeker& record, std::string bytes) {
  erase_seeker(record.id());
  if (!is_active(record, epoch_.date())) return;
  auto seeker = std::make_shared<DeltaSeeker>(DeltaSeeker{book_.read(record), std::move(bytes)});
  const SeekerView view = seeker->guest.view();
  const std::uint32_t number = now_.seekers_++, at = number % kChunkRecords;
  SeekerChunk& chunk = open_seekers(number);
  chunk.here |= std::uint64_t{1} << at;
  chunk.ties[at] = seeker->guest.tie;
  chunk.scalars[at] = *view.scalars;
  chunk.position_lows[at] = seeker->guest.position.points.low;
  add_filters(chunk, at, epoch_.model());
  for (const ListKey list : expander_.expand(view))
    if (!is_pass(list)) chunk.lists.cells.push_back(list);
  chunk.lists.close_row();
  seekers_.emplace(record.id(), number);
  chunk.seekers[at] = std::move(seeker);
  ++now_.active_seekers_;
}

void DeltaWriter::put(const Vacancy& record, std::string bytes) {
  erase_vacancy(record.id());
  if (!is_active(record, epoch_.date())) return;
  auto vacancy = std::make_shared<DeltaVacancy>(DeltaVacancy{book_.read(record), std::move(bytes)});
  const std::uint32_t number = now_.vacancies_++, at = number % kChunkRecords;
  VacancyChunk& chunk = open_vacancies(number);
  chunk.here |= std::uint64_t{1} << at;
  chunk.ties[at] = vacancy->guest.tie;
  chunk.scalars[at] = vacancy->guest.scalars;
  chunk.position_lows[at] = vacancy->guest.position.low;
  chunk.items.cells.insert(chunk.items.cells.end(), vacancy->guest.items.begin(), vacancy->guest.items.end());
  chunk.items.close_row();
  vacancies_.emplace(record.id(), number);
  chunk.vacancies[at] = std::move(vacancy);
  ++now_.active_vacancies_;
}

std::shared_ptr<const Delta> DeltaWriter::freeze(Sequence sequence) {
  close_all(open_seekers_, now_.seeker_chunks_, now_.seekers_);
  close_all(open_vacancies_, now_.vacancy_chunks_, now_.vacancies_);
  const GuestTerms& known = now_.terms();
  if (book_.terms().codes.size() != known.codes.size() || book_.terms().items.size() != known.items.size())
    now_.terms_ = std::make_shared<const GuestTerms>(book_.terms());
  now_.sequence_ = sequence;
  return std::make_shared<const Delta>(now_);
}

}  // namespace schakel
