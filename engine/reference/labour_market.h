// The labour market position (docs/model.md, section 8): counted the slow way, vacancy by vacancy.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/schema/strategy.pb.h"
#include "engine/reference/records.h"
#include "engine/reference/reference.h"

namespace schakel::reference {

// The counts of an epoch. Refers to the strategy and the vacancies, which must stay where they are.
class LabourMarket {
 public:
  // The active records. Their items need no units.
  LabourMarket(const Strategy& strategy, std::uint32_t year, const Taxonomy& taxonomy,
               std::span<const VacancyFacts> vacancies, std::span<const SeekerFacts> seekers);

  // Of a record of the epoch or any other.
  [[nodiscard]] ReferencePosition position(const SeekerFacts& seeker) const;
  [[nodiscard]] ReferenceInterval position(const VacancyFacts& vacancy) const;

  // The cell of a group and a region; without a region the national cell.
  [[nodiscard]] ReferenceCell cell(const std::string& group, const std::optional<std::string>& region) const;

 private:
  using Key = std::pair<std::string, std::optional<std::string>>;
  struct Count {
    std::uint32_t vacancies = 0, seekers = 0;
  };
  [[nodiscard]] Count count(const Key& key) const;
  void count_in_reach(const VacancyFacts& vacancy, const SeekerFacts& seeker, ReferencePosition& position) const;

  const Strategy& strategy_;
  std::uint32_t year_;
  std::map<std::string, std::vector<const VacancyFacts*>> by_group_;
  std::map<Key, Count> cells_;
};

}  // namespace schakel::reference
