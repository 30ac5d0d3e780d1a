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
  std::uint64_t pairs = 1'000'000;  // to score; all where there are no more
  std::uint64_t seed = 1;           // another seed, other pairs
  int threads = 0;                  // 0: as many as there are cores
};

struct CertificateCheck {
  Origin origin = Origin::kCompared;  // as the certificate says
  std::uint64_t lists = 0, rows = 0;
  std::uint64_t cells = 0, seekers = 0;   // bounds, of lists that were compared, and who must be within them
  std::uint64_t cells_passed_over = 0;    // vacancies times cells that were not compared
  std::uint64_t pairs = 0, eligible = 0;  // that were scored, and of them
  bool all_pairs = false;                 // there are no others
  std::uint64_t differences = 0;
  std::vector<std::string> first;  // a sentence for each of the first differences
};

// Of every list: its rows stand in the order of docs/model.md section 6, its threshold is not above its last row, and a
// pair that stands in the list of one side stands in that of the other too, unless that is full of better ones. Of
// every cell, where everybody was compared: each of its seekers lies within its bounds, and it was compared with
// exactly the vacancies that those bounds do not rule out. Of pairs by chance, or of all: whoever is eligible and
// better than the last of a list stands in it with that total, and whoever is not eligible stands in none. For each of
// the vacancies that are drawn there are 32 pairs, half of them with anybody, half with who is numbered near somebody
// of its list, and so travels as far and lives near. The seed decides which, on any number of threads.
//
// All this is read by the reference scorer from the records as they were frozen, and by no code of the engine; the
// units of items and the positions, which follow from counts over everybody, are taken as they were frozen
// (frozen_scorer.h). Cost for 1,000,000 seekers and 300,000 vacancies on two cores: some 8 s, and another 10 s for a
// million pairs, which take about 20 us of a core each, most of it to read that seeker. Memory: 24 bytes per record,
// and what relates the concepts.
[[nodiscard]] CertificateCheck check_certificate(const Epoch& epoch, const Run& run, const CertificateOptions& options);

}  // namespace schakel
