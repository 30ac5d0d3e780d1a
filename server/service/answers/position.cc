#include "server/answers/position.h"

#include "server/service/answers/advice.h"
#include "server/service/parties.h"
#include "server/service/profiles.h"

namespace schakel {
namespace {

constexpr std::size_t kMostInWords = 5;

void fill_cell(const Words& words, const MarketCell& cell, api::MarketCell& told) {
  told.set_vacancies(cell.vacancies);
  told.set_seekers(cell.seekers);
  told.set_tension(cell.tension);
  told.set_tension_name(words.tension(cell.tension));
}

void fill_counts(const SeekerPosition& position, api::SeekerPosition& answer) {
  answer.set_wish_known(position.wish_known != 0);
  answer.set_in_reach(position.counts.in_reach());
  answer.mutable_counts()->set_a(position.counts.a);
  answer.mutable_counts()->set_b(position.counts.b);
  answer.mutable_counts()->set_m(position.counts.m);
  answer.mutable_counts()->set_n(position.counts.n);
  answer.set_low(position.points.low);
  answer.set_high(position.points.high);
}

}  // namespace

Answered<void> seeker_position(Call& call, const api::PositionRequest& request, api::SeekerPosition& answer) {
  const Market market = call.market();
  Parties parties(call);
  const auto seeker = parties.seeker(request.seeker_id(), told_seeker(request));
  if (!seeker) return std::unexpected(seeker.error());
  const Words& words = call.words(request.language());
  fill_provenance(call, *answer.mutable_provenance());
  parties.add_warnings(request.language(), *answer.mutable_provenance());
  fill_profile(words, *seeker, *answer.mutable_seeker());
  const PositionAnswer position = position_of(parties.book(), seeker->side);
  fill_counts(position.reach.position, answer);
  const Interval<Band> bands = bands_of(position.reach.position.counts);
  answer.set_band_low(band_in_words(words, bands.low));
  answer.set_band_high(band_in_words(words, bands.high));
  answer.set_policy(Position::Policy_Name(market.model().strategy.position().policy()));
  for (const WantedCell& cell : position.cells) {
    auto& told = *answer.add_cells();
    const std::string& code = market.groups().code(cell.group);
    told.set_group(code);
    told.set_group_name(words.occupational_group(code));
    if (cell.region != kNoRegion) {
      told.set_region(std::string(market.regions()[cell.region]));
      told.set_region_name(words.region(told.region()));
      fill_cell(words, cell.regional, *told.mutable_regional());
    }
    fill_cell(words, cell.national, *told.mutable_national());
  }
  const ItemTexts texts(parties.book(), words);
  const auto fill = [&](const std::vector<Opening>& openings, auto* to) {
    for (const Opening& opening : openings) {
      auto& told = *to->Add();
      fill_item(texts, opening.item, *told.mutable_item());
      told.set_vacancies(opening.vacancies);
    }
  };
  fill(position.reach.blockers, answer.mutable_blockers());
  fill(position.reach.questions, answer.mutable_questions());
  answer.set_text(position_in_words(market, words, position, kMostInWords));
  return {};
}

}  // namespace schakel
