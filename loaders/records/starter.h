// The taxonomy and the places that travel inside the program, from the tables of data/reference: enough for a labour
// market without any file beside it.
#pragma once

#include <memory>
#include <vector>

#include "data/error.h"
#include "data/schema/taxonomy.pb.h"
#include "loaders/source.h"

namespace schakel {

// Occupations (urn:schakel:beroep:<code>), competences (urn:schakel:competentie:<code>), competence groups
// (urn:schakel:groep:<code>) and ISCO groups (http://data.europa.eu/esco/isco/C<code>), in order of URI. kBadInput
// only when a table is not as data/reference/README.md says.
[[nodiscard]] Result<std::vector<Concept>> starter_concepts();

// One place per four-digit postcode of every municipality's main range, at the municipality's centre, in order of
// postcode. A postcode in two ranges goes to the narrower one.
[[nodiscard]] Result<std::vector<Place>> starter_places();

// Both, concepts first.
[[nodiscard]] Result<std::unique_ptr<Source>> open_starter();

}  // namespace schakel
