// What a seeker could do about a profile, as a change of the record: docs/advice.md section 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/date.h"
#include "data/schema/seeker.pb.h"

namespace schakel {

struct ProfileChange {
  struct Competence {
    std::string code;
    std::uint32_t level = 0;  // 0: not stated
    friend bool operator==(const Competence&, const Competence&) = default;
  };
  struct LanguageLevel {
    std::string language;
    std::uint32_t level = 0;  // spoken and written, at least
    friend bool operator==(const LanguageLevel&, const LanguageLevel&) = default;
  };
  struct Diploma {
    std::uint32_t level = 0;  // 0: not stated
    std::string field;        // empty: not stated
    friend bool operator==(const Diploma&, const Diploma&) = default;
  };
  std::vector<Competence> competences;
  std::vector<std::string> licences;
  std::vector<LanguageLevel> languages;
  std::vector<Diploma> diplomas;
  std::optional<std::uint32_t> hours_min, hours_max;
  std::optional<std::uint32_t> kilometres;
  friend bool operator==(const ProfileChange&, const ProfileChange&) = default;
};

// The record with the change made. A competence is added as used this year; a language is raised to the level, never
// lowered; a limit in kilometres takes the place of one in minutes. Hours stay an interval: the other end gives way.
[[nodiscard]] Seeker changed(Seeker record, const ProfileChange& change, Date date);

}  // namespace schakel
