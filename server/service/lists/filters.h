// Which counterparts may stand in a list: the filters of a request, on the facts of the other side. docs/api.md says
// what each one means. A filter has three answers, as criteria have: who is not known to fail passes, unless only what
// is known may.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/sides.h"
#include "index/epoch/market.h"
#include "server/service/api/matches.pb.h"
#include "server/service/failure.h"

namespace schakel {

// A wanted or offered occupation: a concept, or all whose ISCO code begins so.
struct OccupationChoice {
  ConceptId concept_id = kNoConcept;
  std::string isco;
};

// Immutable; what the market looks at must outlive it. Cost of passes(): some tens of nanoseconds, and the parsing of a
// record where `available_by` is asked.
class SeekersThatPass {
 public:
  // 400 for what cannot be.
  [[nodiscard]] static Answered<SeekersThatPass> read(const api::SeekerFilter& filter, Market market);
  [[nodiscard]] bool any() const { return any_; }
  [[nodiscard]] bool passes(const VacancySide& vacancy, SeekerId id) const;

 private:
  explicit SeekersThatPass(Market market) : market_(market) {}
  [[nodiscard]] Verdict languages(const SeekerView& seeker) const;
  [[nodiscard]] Verdict competences(const SeekerView& seeker) const;
  [[nodiscard]] Verdict wishes(const SeekerView& seeker) const;
  [[nodiscard]] Verdict available(SeekerId id) const;

  Market market_;
  api::SeekerFilter filter_;
  bool any_ = false;
  std::vector<RegionId> regions_;
  std::vector<OccupationChoice> occupations_;
  std::vector<ConceptId> competences_;
  std::uint32_t contract_forms_ = 0;
  Date available_by_;
};

class VacanciesThatPass {
 public:
  [[nodiscard]] static Answered<VacanciesThatPass> read(const api::VacancyFilter& filter, Market market);
  [[nodiscard]] bool any() const { return any_; }
  [[nodiscard]] bool passes(const SeekerSide& seeker, VacancyId id) const;

 private:
  explicit VacanciesThatPass(Market market) : market_(market) {}
  [[nodiscard]] Verdict offers(const VacancyView& vacancy, std::uint8_t kind) const;

  Market market_;
  api::VacancyFilter filter_;
  bool any_ = false;
  std::vector<RegionId> regions_;
  std::vector<OccupationChoice> occupations_;
};

}  // namespace schakel
