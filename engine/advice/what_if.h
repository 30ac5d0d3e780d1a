// What a change of a profile would do, counted: docs/advice.md section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/advice/list_place.h"
#include "engine/advice/profile_change.h"
#include "engine/advice/top_bars.h"
#include "engine/pair.h"

namespace schakel {

// How a seeker stands among the vacancies: before a change, or after it.
struct Tops {
  std::uint64_t eligible = 0;     // vacancies with which the pair is eligible
  std::vector<VacancyId> in_top;  // those in whose top the seeker stands, in order of number
};

// Of one vacancy that was asked for.
struct AtVacancy {
  PairScore score;
  std::optional<Standing> in_vacancy_list, in_seeker_list;  // nothing when the pair is not eligible
};

// By the weights of the bars. Cost: a live list.
[[nodiscard]] Tops find_tops(Matcher& matcher, const TopBars& bars, const SeekerSide& seeker);
// Cost: two live lists.
[[nodiscard]] AtVacancy stand_at(Matcher& matcher, const CategoryWeights& weights, const VacancySide& vacancy,
                                 const SeekerSide& seeker);

// Vacancies in whose top only `after` stands.
[[nodiscard]] std::vector<VacancyId> entered(const Tops& before, const Tops& after);

// A single addition, and what it does.
struct Addition {
  ProfileChange change;
  std::uint64_t asked_by = 0;  // vacancies within reach that ask it
  std::uint64_t eligible = 0;  // vacancies with which the pair is eligible after it
  std::uint64_t in_top = 0;    // vacancies in whose top the seeker stands after it
  std::uint64_t entered = 0;   // of these, those in whose top the seeker does not stand now
};

// The single additions that vacancies within the seeker's reach ask for and the seeker does not have in full, and more
// kilometres and hours: docs/advice.md section 4 lists them. In order of kind and code.
[[nodiscard]] std::vector<Addition> possible_additions(const GuestBook& book, const SeekerSide& seeker);

// Tries each addition and keeps the n best of each sort (competence, diploma, language, licence, kilometres, hours):
// most vacancies in whose top the seeker stands, then most eligible, then the order above; all sorts together in that
// order. Additions that win nothing on both counts are left out. Parallel on the threads of TBB's current arena. Cost:
// a live list per addition. Reads the guests that it needs into the book.
[[nodiscard]] std::vector<Addition> best_additions(GuestBook& book, const CategoryWeights& weights, const Run* run,
                                                   std::uint32_t top, const Seeker& record, std::size_t n);

}  // namespace schakel
