// The bounds of an epoch's cells against the records that they were made of, by the reference scorer's geography.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/reference/records.h"
#include "index/epoch/epoch.h"

namespace schakel {

// Immutable; 24 bytes per record.
class CellBounds {
 public:
  // Reads every frozen record. In parallel.
  explicit CellBounds(const Epoch& epoch);

  // The last block of an epoch need not fill its cells.
  [[nodiscard]] bool holds_anybody(std::size_t cell) const { return first_seeker(cell) < epoch_.seekers(); }

  // A sentence for each seeker of the cell who is not within its bounds.
  [[nodiscard]] std::vector<std::string> outside(std::size_t cell) const;

  // How many vacancies the cell's bounds leave within reach of somebody who may be in it.
  [[nodiscard]] std::uint32_t vacancies_in_reach(std::size_t cell) const;

 private:
  struct Traveller {
    std::optional<reference::Point> place;
    reference::TravelBound bound;
  };
  struct Workplace {
    std::optional<reference::Point> place;
    bool anywhere = false;  // wholly remote
  };
  [[nodiscard]] std::size_t first_seeker(std::size_t cell) const;
  [[nodiscard]] Traveller traveller(const Seeker& seeker) const;

  const Epoch& epoch_;
  reference::Geography geography_;
  std::vector<Workplace> workplaces_;
};

}  // namespace schakel
