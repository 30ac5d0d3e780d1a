// The true best of those that pass a request's filters, one page after another.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/match.h"

namespace schakel {

// The last row of the page before.
struct PageEnd {
  std::uint32_t total = 0;
  std::uint64_t tie = 0;
  std::string id;
};

struct PageQuery {
  std::uint32_t top = 20;
  CategoryWeights weights;
  bool exclude_unknown = false;
  bool passende_arbeid = true;
  bool count_eligible = false;
  std::optional<PageEnd> after;
  // Whether a counterpart may stand in the list at all; empty: all may.
  std::function<bool(std::uint32_t other)> passes;
  // Whether a counterpart is still there to be shown; asked last. Empty: all are.
  std::function<bool(std::uint32_t other)> remains;
};

struct PageRow {
  std::uint32_t other = 0;  // SeekerId or VacancyId
  std::uint32_t total = 0;
  std::uint64_t tie = 0;
};

struct Page {
  std::vector<PageRow> rows;  // best first
  bool more = false;          // some stand below them
  std::uint64_t considered = 0;
  std::optional<std::uint64_t> eligible;  // with count_eligible: pairs of the whole list
};

// Exact. Cost: that of Matcher, and what `passes` costs for those that could stand in the list.
[[nodiscard]] Page seekers_page(Matcher& matcher, const VacancySide& vacancy, const PageQuery& query);
[[nodiscard]] Page vacancies_page(Matcher& matcher, const SeekerSide& seeker, const PageQuery& query);

}  // namespace schakel
