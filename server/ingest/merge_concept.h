// How a concept that comes in joins the one that is there: taxonomies arrive in parts, a language or a pillar at a
// time.
#pragma once

#include "data/schema/taxonomy.pb.h"

namespace schakel {

// Takes over from `newer` whatever it says: its kind, its ISCO code, its broader concepts, its relations, and its
// labels in each language that it has. What it leaves empty stays as it is in `stored`. Labels end up in order of
// language. Merging the same concept twice is merging it once.
void merge_concept(Concept& stored, const Concept& newer);

}  // namespace schakel
