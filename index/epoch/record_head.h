// What a line about a record shows, without reading the rest of it: a seeker has most of its bytes in competences and
// jobs, a vacancy in its description and requirements.
#pragma once

#include <string_view>

#include "data/schema/seeker.pb.h"
#include "data/schema/vacancy.pb.h"

namespace schakel {

// The record that has the head's fields of `bytes` and no others. Of a seeker: id, postcode, travel, wanted occupations
// and titles, hours. Of a vacancy: id, employer, title, occupation, offer. `bytes` is a record that was written by
// protobuf; of one that was cut off, the fields before the cut. Cost: a walk
// over the tags of all fields, and the parsing of those that are kept.
[[nodiscard]] Seeker seeker_head(std::string_view bytes);
[[nodiscard]] Vacancy vacancy_head(std::string_view bytes);

}  // namespace schakel
