// Advice as JSON: questions, what-if and the clinic.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/advice/clinic.h"
#include "engine/advice/questions.h"
#include "engine/advice/what_if.h"
#include "server/answers/words.h"
#include "server/json_writer.h"

namespace schakel {

[[nodiscard]] JsonWriter to_json(Market market, const Words& words, SeekerId seeker, std::uint32_t top,
                                 const std::vector<SeekerQuestion>& questions);

// "mustToWanted", "lowerLevel" ...
[[nodiscard]] std::string_view relaxation_name(Relaxation::Kind kind);

// "questions" of one row of a list.
void add_questions(JsonWriter& json, const Words& words, const std::vector<RowQuestion>& questions);

struct WhatIf {
  SeekerId seeker;
  std::uint32_t top = 20;
  ProfileChange change;
  Tops before, after;
  std::optional<VacancyId> vacancy;
  std::optional<AtVacancy> at_before, at_after;  // with `vacancy`
  std::vector<Addition> best;
  bool asked_best = false;
};
[[nodiscard]] JsonWriter to_json(Market market, const Words& words, const WhatIf& answer);

struct ClinicAnswer {
  VacancyId vacancy;
  Clinic clinic;
  std::optional<std::uint64_t> reach;
  std::optional<Search> search;  // with `reach`
};
[[nodiscard]] JsonWriter to_json(Market market, const Words& words, const ClinicAnswer& answer);

}  // namespace schakel
