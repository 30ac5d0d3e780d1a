// What is answered from: an epoch, and what changed since (delta/delta.h). Without a delta it is the epoch as it is.
//
// A record that changed is looked up, listed and scored as it is now, with the epoch's frozen counts; the epoch's own
// is masked. Numbers of the delta continue behind the epoch's: SeekerId{epoch().seekers()} is the delta's first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "index/epoch/delta/delta.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Two pointers: cheap to copy, so take it by value or keep a copy. The epoch and the delta must outlive it; both are
// immutable, so any thread may ask.
class Market {
 public:
  // An epoch alone is a market in which nothing has changed.
  Market(const Epoch& epoch, const Delta* delta = nullptr) : epoch_(&epoch), delta_(delta) {}  // NOLINT(*-explicit-*)

  [[nodiscard]] const Epoch& epoch() const { return *epoch_; }
  [[nodiscard]] const Delta* delta() const { return delta_; }  // may be null
  // Up to which change of the record store it goes.
  [[nodiscard]] Sequence sequence() const { return delta_ != nullptr ? delta_->sequence() : epoch_->sequence(); }

  // Of the epoch, which answers are named after.
  [[nodiscard]] const std::string& id() const { return epoch_->id(); }
  [[nodiscard]] Date date() const { return epoch_->date(); }
  [[nodiscard]] const std::string& strategy_hash() const { return epoch_->strategy_hash(); }
  [[nodiscard]] const Model& model() const { return epoch_->model(); }
  [[nodiscard]] const Taxonomy& taxonomy() const { return epoch_->taxonomy(); }
  [[nodiscard]] const OccupationGroups& groups() const { return epoch_->groups(); }
  [[nodiscard]] StringSpans regions() const { return epoch_->regions(); }
  [[nodiscard]] CellSpans market_cells() const { return epoch_->market_cells(); }

  // How many numbers there are, and whether one belongs to somebody.
  [[nodiscard]] std::uint32_t seekers() const {
    return epoch_->seekers() + (delta_ != nullptr ? delta_->seekers() : 0);
  }
  [[nodiscard]] std::uint32_t vacancies() const {
    return epoch_->vacancies() + (delta_ != nullptr ? delta_->vacancies() : 0);
  }
  [[nodiscard]] bool has(SeekerId id) const;
  [[nodiscard]] bool has(VacancyId id) const;
  [[nodiscard]] std::uint32_t active_seekers() const;
  [[nodiscard]] std::uint32_t active_vacancies() const;

  // Of a number that belongs to somebody.
  [[nodiscard]] SeekerView seeker(SeekerId id) const;
  [[nodiscard]] VacancyView vacancy(VacancyId id) const;
  [[nodiscard]] std::string_view name(SeekerId id) const;
  [[nodiscard]] std::string_view name(VacancyId id) const;
  [[nodiscard]] std::uint64_t tie(SeekerId id) const {
    return is_new(id) ? delta_->seeker_chunk(in_delta(id)).ties[in_delta(id) % kChunkRecords]
                      : epoch_->seeker_ties[id.value];
  }
  [[nodiscard]] std::uint64_t tie(VacancyId id) const {
    return is_new(id) ? delta_->vacancy_chunk(in_delta(id)).ties[in_delta(id) % kChunkRecords]
                      : epoch_->vacancy_ties[id.value];
  }
  // Parts of it, for where the whole is too much to read.
  [[nodiscard]] const SeekerScalars& scalars(SeekerId id) const {
    return is_new(id) ? *seeker(id).scalars : epoch_->seeker_scalars[id.value];
  }
  [[nodiscard]] std::uint32_t position_low(SeekerId id) const {
    return is_new(id) ? position(id).points.low : epoch_->seeker_position_lows[id.value];
  }
  [[nodiscard]] const SeekerPosition& position(SeekerId id) const;
  [[nodiscard]] const SidePosition& position(VacancyId id) const;
  [[nodiscard]] std::string_view record_bytes(SeekerId id) const;
  [[nodiscard]] std::string_view record_bytes(VacancyId id) const;
  [[nodiscard]] Seeker record(SeekerId id) const;
  [[nodiscard]] Vacancy record(VacancyId id) const;

  // By the record's id: as it is now, or nothing. O(log n), and half a nanosecond per record of the delta.
  [[nodiscard]] std::optional<SeekerId> find_seeker(std::string_view name) const;
  [[nodiscard]] std::optional<VacancyId> find_vacancy(std::string_view name) const;

  // Good for every record of the market.
  [[nodiscard]] Rules rules() const;
  [[nodiscard]] ItemTable items() const;
  // How an item is written for people and files: "COMPETENCE urn:... >=3".
  [[nodiscard]] std::string item_text(ItemId id) const;
  [[nodiscard]] std::string_view item_code(ItemId id) const { return rules().code(items()[id].code); }

  // Whether a number is the delta's, and which one it is there.
  [[nodiscard]] bool is_new(SeekerId id) const { return id.value >= epoch_->seekers(); }
  [[nodiscard]] bool is_new(VacancyId id) const { return id.value >= epoch_->vacancies(); }
  [[nodiscard]] std::uint32_t in_delta(SeekerId id) const { return id.value - epoch_->seekers(); }
  [[nodiscard]] std::uint32_t in_delta(VacancyId id) const { return id.value - epoch_->vacancies(); }

 private:
  const Epoch* epoch_;
  const Delta* delta_;
};

}  // namespace schakel
