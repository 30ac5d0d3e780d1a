#include "engine/kernel/candidate.h"

namespace schakel {

CandidateScorer::CandidateScorer(const Epoch& epoch, const CategoryWeights& weights, VacancyId vacancy)
    : epoch_(epoch), weights_(weights), v_(epoch.vacancy_scalars[vacancy.value]) {
  for (const VacancyItem& entry : epoch.vacancy(vacancy).items) {
    const Item& item = epoch.items[entry.item];
    if (item.kind == OCCUPATION)
      occupation_ = &item;
    else if (!is_demand(item.kind))
      other_wish_ += entry.units;
  }
}

bool CandidateScorer::wishes_occupation(SeekerId seeker) const {
  return occupation_ != nullptr && evaluate(epoch_.rules(), *occupation_, epoch_.seeker(seeker)).low > 0;
}

}  // namespace schakel
