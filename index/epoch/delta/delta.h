// What changed since an epoch was frozen: the records that came or changed, read as guests of the epoch, and a mask of
// who of the epoch is gone or replaced.
//
// A delta is immutable. The next one (delta_writer.h) shares with it all that did not change: records lie in chunks,
// and a change copies one chunk, not the delta. Numbers of seekers and vacancies continue behind the epoch's and are
// given once: who changes again gets another number, and the one from before belongs to nobody.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/epoch/epoch.h"
#include "index/epoch/expand.h"
#include "index/epoch/guest_records.h"

namespace schakel {

inline constexpr std::uint32_t kChunkRecords = 64;

struct DeltaSeeker {
  GuestSeeker guest;
  std::string bytes;  // the record
};

struct DeltaVacancy {
  GuestVacancy guest;
  std::string bytes;
};

// Up to 64 records, and what a query reads of them first, side by side.
struct SeekerChunk {
  std::uint64_t here = 0;  // bit per seeker: the number belongs to somebody
  std::array<std::uint64_t, kChunkRecords> ties{};
  std::array<SeekerScalars, kChunkRecords> scalars{};
  std::array<std::uint16_t, kChunkRecords> position_lows{};
  // FilterColumns of these.
  std::array<float, kChunkRecords> x{}, y{}, reach_squared{};
  std::array<std::uint8_t, kChunkRecords> hours_min{}, hours_max{}, refuses_shifts{};
  Rows<ListKey> lists;  // those that an Expander gives, without those of who may pass
  std::array<std::shared_ptr<const DeltaSeeker>, kChunkRecords> seekers;

  [[nodiscard]] FilterSpans filters() const { return {x, y, reach_squared, hours_min, hours_max, refuses_shifts}; }
};

struct VacancyChunk {
  std::uint64_t here = 0;
  std::array<std::uint64_t, kChunkRecords> ties{};
  std::array<VacancyScalars, kChunkRecords> scalars{};
  std::array<std::uint16_t, kChunkRecords> position_lows{};
  Rows<VacancyItem> items;
  std::array<std::shared_ptr<const DeltaVacancy>, kChunkRecords> vacancies;
};

// A bit per number of the epoch; it is set for those that are gone.
class GoneMask {
 public:
  explicit GoneMask(std::uint32_t numbers) : parts_((numbers + kPartNumbers - 1) / kPartNumbers) {}
  [[nodiscard]] bool has(std::uint32_t number) const {
    const Part* part = parts_[number / kPartNumbers].get();
    return part != nullptr && ((*part)[number % kPartNumbers / 64] >> (number % 64) & 1U) != 0;
  }
  // The 64 bits from number `first` on, which is a multiple of 64.
  [[nodiscard]] std::uint64_t word(std::uint32_t first) const {
    const Part* part = parts_[first / kPartNumbers].get();
    return part == nullptr ? 0 : (*part)[first % kPartNumbers / 64];
  }
  // Calls visit(number) for those that are set, rising.
  template <class Visit>
  void each(const Visit& visit) const {
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      if (parts_[part] == nullptr) continue;
      for (std::size_t word = 0; word < parts_[part]->size(); ++word)
        for (std::uint64_t bits = (*parts_[part])[word]; bits != 0; bits &= bits - 1)
          visit(static_cast<std::uint32_t>(part * kPartNumbers + word * 64) +
                static_cast<std::uint32_t>(std::countr_zero(bits)));
    }
  }
  // How many are set.
  [[nodiscard]] std::uint32_t count() const { return count_; }
  // Requires one that is not set. Copies at most a kilobyte.
  void set(std::uint32_t number);

 private:
  static constexpr std::uint32_t kPartNumbers = 8192;
  using Part = std::array<std::uint64_t, kPartNumbers / 64>;
  std::vector<std::shared_ptr<const Part>> parts_;
  std::uint32_t count_ = 0;
};

// Thread-safe, like the epoch that it belongs to, which must outlive it. Numbers here begin at 0: those of the market
// (market.h) less the epoch's.
class Delta {
 public:
  // Nothing has changed.
  explicit Delta(const Epoch& epoch)
      : gone_seekers_(epoch.seekers()), gone_vacancies_(epoch.vacancies()), sequence_(epoch.sequence()) {}

  // Up to which change of the record store it goes.
  [[nodiscard]] Sequence sequence() const { return sequence_; }

  [[nodiscard]] const GoneMask& gone_seekers() const { return gone_seekers_; }
  [[nodiscard]] const GoneMask& gone_vacancies() const { return gone_vacancies_; }

  // How many numbers it has, and how many of them belong to somebody.
  [[nodiscard]] std::uint32_t seekers() const { return seekers_; }
  [[nodiscard]] std::uint32_t vacancies() const { return vacancies_; }
  [[nodiscard]] std::uint32_t active_seekers() const { return active_seekers_; }
  [[nodiscard]] std::uint32_t active_vacancies() const { return active_vacancies_; }
  // Numbers given and numbers masked: what a query has more to do than the epoch alone, and a fold would save.
  [[nodiscard]] std::uint32_t records() const {
    return seekers_ + vacancies_ + gone_seekers_.count() + gone_vacancies_.count();
  }
  [[nodiscard]] bool is_empty() const { return records() == 0; }

  [[nodiscard]] const std::vector<std::shared_ptr<const SeekerChunk>>& seeker_chunks() const { return seeker_chunks_; }
  [[nodiscard]] const std::vector<std::shared_ptr<const VacancyChunk>>& vacancy_chunks() const {
    return vacancy_chunks_;
  }
  [[nodiscard]] const SeekerChunk& seeker_chunk(std::uint32_t i) const { return *seeker_chunks_[i / kChunkRecords]; }
  [[nodiscard]] const VacancyChunk& vacancy_chunk(std::uint32_t i) const { return *vacancy_chunks_[i / kChunkRecords]; }
  [[nodiscard]] bool has_seeker(std::uint32_t i) const {
    return (seeker_chunk(i).here >> (i % kChunkRecords) & 1U) != 0;
  }
  [[nodiscard]] bool has_vacancy(std::uint32_t i) const {
    return (vacancy_chunk(i).here >> (i % kChunkRecords) & 1U) != 0;
  }
  [[nodiscard]] const DeltaSeeker& seeker(std::uint32_t i) const { return *seeker_chunk(i).seekers[i % kChunkRecords]; }
  [[nodiscard]] const DeltaVacancy& vacancy(std::uint32_t i) const {
    return *vacancy_chunk(i).vacancies[i % kChunkRecords];
  }
  // By the record's id, among those that are somebody's. Cost: half a nanosecond per record of the delta.
  [[nodiscard]] std::optional<std::uint32_t> find_seeker(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint32_t> find_vacancy(std::string_view name) const;

  // What its records name and the epoch does not.
  [[nodiscard]] const GuestTerms& terms() const { return *terms_; }

 private:
  friend class DeltaWriter;
  GoneMask gone_seekers_, gone_vacancies_;
  std::uint32_t seekers_ = 0, vacancies_ = 0;
  std::uint32_t active_seekers_ = 0, active_vacancies_ = 0;
  std::vector<std::shared_ptr<const SeekerChunk>> seeker_chunks_;
  std::vector<std::shared_ptr<const VacancyChunk>> vacancy_chunks_;
  std::shared_ptr<const GuestTerms> terms_ = std::make_shared<const GuestTerms>();
  Sequence sequence_;
};

}  // namespace schakel
