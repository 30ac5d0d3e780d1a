// The lists of a run against what they leave behind: that nobody was passed over who belongs in a list, as far as that
// can be told without scoring everybody again. All of it is looked at, where compare_lists.h takes a sample in full.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match_lists.h"
#include "index/epoch/epoch.h"

namespace schakel {

struct CertificateOptions {
  std::uint64_t pairs = 1'000'000;  // to score at random
  std::uint64_t seed = 1;           // another seed, other pairs
  int threads = 0;                  // 0: as many as there are cores
};

struct CertificateCheck {
  std::uint64_t lists = 0, rows = 0;
  std::uint64_t cells = 0, seekers = 0;  // bounds, and who must be within them
  std::uint64_t cells_passed_over = 0;   // vacancies times cells that were not compared
  std::uint64_t pairs = 0;               // scored at random
  std::uint64_t differences = 0;
  std::vector<std::string> first;  // a sentence for each of the first differences
};

// Of every list: its rows stand in the order of docs/model.md section 6, its threshold is not above its last row, and a
// pair that stands in the list of one side stands in that of the other too, unless that is full of better ones. Of
// every cell: each of its seekers lies within its bounds, and it was compared with exactly the vacancies that those
// bounds do not rule out. These use the records as they were frozen and the reference scorer's geography and ties, and
// no code of the engine. Of pairs at random: whoever is eligible and better than the last of a list stands in it. Cost:
// some 8 s for 1,000,000 seekers and 300,000 vacancies on two cores, and 20 bytes per record.
[[nodiscard]] CertificateCheck check_certificate(const Epoch& epoch, const Run& run, const CertificateOptions& options);

}  // namespace schakel
