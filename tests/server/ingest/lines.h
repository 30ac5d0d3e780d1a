// Small deliveries for tests, and everything that a store knows, for comparing.
#pragma once

#include <string>

#include "index/store/record_store.h"
#include "server/ingest/ingest.h"

namespace schakel::test {

// `rows` seekers S1, S2, ...; every 7th is refused (hours from 40 to 20), every 11th has the id of the one before it
// and a higher revision.
[[nodiscard]] std::string seeker_lines(int rows);

[[nodiscard]] Input seekers_input(const std::filesystem::path& file);

// Records, sequence, change log, deliveries and quarantine, as one text.
[[nodiscard]] std::string everything_in(const RecordStore& store);

}  // namespace schakel::test
