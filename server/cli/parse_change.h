// A change of a profile as a user writes it: URI[:level], nld:3, mbo:0713, 24-36.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/error.h"
#include "engine/advice/profile_change.h"
#include "index/epoch/epoch.h"

namespace schakel::cli {

struct ChangeTexts {
  std::vector<std::string> competences, licences, languages, diplomas;
  std::optional<std::string> hours;
  std::optional<std::uint32_t> kilometres;
};

// kBadUsage names what cannot be understood; a competence must be one that the epoch's taxonomy knows.
[[nodiscard]] Result<ProfileChange> parse_change(const Epoch& epoch, const ChangeTexts& texts);

}  // namespace schakel::cli
