// The market and the questions as tab-separated text, for peers that do not speak C++.
//
//   model.tsv      wD wW wP wR detour_percent, and the 1,025 values of decay (docs/model.md section 5) as {..}
//   seekers.tsv    seeker x y reach_m full_m hours_min hours_max refuses_shifts position {points} {passes}
//                  x and y \N without a place; reach_m is the bound high, full_m the bound low (\N: infinite);
//                  hours 0 and 255 when unknown; the lists that give points, and those that a MUST needs
//   members.tsv    list {seekers}
//   questions.tsv  number x y remote_percent hours_min hours_max shifts position {lists} {weights} {evidence} musts
//                  x and y \N without a place; hours as above; shifts 1 or 0; a list's weight is wD * its demand +
//                  wW * its wish; evidence 1 or 0 per list; musts are arrays of lists, with ; between, - when none
#pragma once

#include <filesystem>
#include <vector>

#include "bench/peers/question.h"
#include "data/error.h"
#include "index/epoch/epoch.h"

namespace schakel::bench {

// Replaces the files of that name. Cost: a second per ten million postings.
[[nodiscard]] Result<void> write_tables(const Epoch& epoch, const std::vector<Question>& questions,
                                        const std::filesystem::path& folder);

}  // namespace schakel::bench
