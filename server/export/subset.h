// What somebody needs besides the records to compute the lists again: concepts and places (docs/export.md).
#pragma once

#include <vector>

#include "data/schema/taxonomy.pb.h"
#include "index/epoch/epoch.h"

namespace schakel {

// The concepts in use, in order of URI: those that an active record names, and so much around them that every relation
// between two of them is the same as in the whole taxonomy:
//   - everything above them, in any number of steps: who is narrower than whom;
//   - the children of used competences, and of the concepts directly above those: how many children each has;
//   - the essential competences of used occupations: who is a neighbour of whom.
// Cost: some milliseconds for ESCO, and a look at the facts of every seeker.
[[nodiscard]] std::vector<Concept> used_concepts(const Epoch& epoch);

// The places of the postcodes of active records, in order of postcode. Parses every record.
[[nodiscard]] std::vector<Place> used_places(const Epoch& epoch);

}  // namespace schakel
