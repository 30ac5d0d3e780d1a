// The limited profiles that lists show: of a record no more is read than its head (record_head.h).
#pragma once

#include <string_view>

#include "engine/sides.h"
#include "index/epoch/market.h"
#include "index/epoch/record_head.h"
#include "server/answers/parties.h"
#include "server/answers/words.h"
#include "server/service/api/common.pb.h"

namespace schakel {

void fill_profile(const Words& words, const Seeker& record, const SeekerScalars& scalars, api::SeekerProfile& profile);
void fill_profile(const Words& words, const Vacancy& record, const VacancyScalars& scalars,
                  api::VacancyProfile& profile);

inline void fill_profile(const Words& words, const SeekerParty& party, api::SeekerProfile& profile) {
  fill_profile(words, party.record, *party.side.view.scalars, profile);
}
inline void fill_profile(const Words& words, const VacancyParty& party, api::VacancyProfile& profile) {
  fill_profile(words, party.record, *party.side.view.scalars, profile);
}
inline void fill_profile(const Words& words, Market market, SeekerId id, api::SeekerProfile& profile) {
  fill_profile(words, seeker_head(market.record_bytes(id)), *market.seeker(id).scalars, profile);
}
inline void fill_profile(const Words& words, Market market, VacancyId id, api::VacancyProfile& profile) {
  fill_profile(words, vacancy_head(market.record_bytes(id)), *market.vacancy(id).scalars, profile);
}

void fill_item(const ItemTexts& texts, ItemId id, api::Item& item);

}  // namespace schakel
