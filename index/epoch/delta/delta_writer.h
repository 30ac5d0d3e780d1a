// Makes one delta after another, each with more changes than the one before.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"
#include "index/epoch/delta/delta.h"
#include "index/epoch/guest.h"

namespace schakel {

// For one thread; the deltas that it made are for all. The epoch must outlive it. Cost of a change: some tens of
// microseconds, most of them for the position of a seeker; of a delta: a few, and half a microsecond per thousand
// records.
class DeltaWriter {
 public:
  explicit DeltaWriter(const Epoch& epoch);

  // From the next delta on the record is as it is here: not in the market where it is not active on the epoch's date.
  void put(const Seeker& record, std::string bytes);
  void put(const Vacancy& record, std::string bytes);
  // From the next delta on nobody has the id. Nothing happens where nobody had it.
  void erase_seeker(std::string_view id);
  void erase_vacancy(std::string_view id);

  // All changes so far, which are those up to `sequence` of the record store.
  [[nodiscard]] std::shared_ptr<const Delta> freeze(Sequence sequence);

 private:
  template <class Chunk>
  using Open = std::unordered_map<std::uint32_t, std::shared_ptr<Chunk>>;
  SeekerChunk& open_seekers(std::uint32_t number);
  VacancyChunk& open_vacancies(std::uint32_t number);

  const Epoch& epoch_;
  GuestBook book_;  // its terms are the delta's
  Expander expander_;
  Delta now_;
  Open<SeekerChunk> open_seekers_;  // chunks that no delta has yet
  Open<VacancyChunk> open_vacancies_;
  std::unordered_map<std::string, std::uint32_t> seekers_, vacancies_;  // numbers of those that are here, by id
};

}  // namespace schakel
