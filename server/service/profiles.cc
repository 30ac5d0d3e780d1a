#include "server/service/profiles.h"

#include <string>

#include "server/answers/headline.h"

namespace schakel {
namespace {

void fill_named(const Words& words, const std::string& code, api::Named& named) {
  named.set_code(code);
  named.set_name(words.concept_name(code));
}

// "Enschede" of "7511 Enschede"; nothing where the postcode stands for itself.
std::string town_of(const Words& words, std::string_view postcode) {
  const std::string place = words.place(postcode);
  return place.size() > 5 && place[4] == ' ' ? place.substr(5) : "";
}

template <class Scalars, class Profile>
void fill_point(const Scalars& scalars, Profile& profile) {
  if (scalars.x_m == kNoPlace) return;
  profile.mutable_point()->set_x_m(scalars.x_m);
  profile.mutable_point()->set_y_m(scalars.y_m);
}

}  // namespace

void fill_profile(const Words& words, const Seeker& record, const SeekerScalars& scalars, api::SeekerProfile& profile) {
  profile.set_id(record.id());
  for (const std::string& code : record.wanted_occupations()) fill_named(words, code, *profile.add_wants());
  for (const WantedTitle& title : record.wanted_titles())
    if (title.code().empty())
      profile.add_wants()->set_name(title.text());
    else
      fill_named(words, title.code(), *profile.add_wants());
  profile.set_headline(headline(words, record));
  profile.set_postcode4(record.postcode().substr(0, 4));
  profile.set_place(town_of(words, record.postcode()));
  fill_point(scalars, profile);
}

void fill_profile(const Words& words, const Vacancy& record, const VacancyScalars& scalars,
                  api::VacancyProfile& profile) {
  profile.set_id(record.id());
  profile.set_title(title_of(words, record));
  profile.set_employer(record.employer().name());
  if (!record.occupation().empty()) fill_named(words, record.occupation(), *profile.mutable_occupation());
  profile.set_headline(headline(words, record));
  profile.set_postcode(record.offer().postcode());
  profile.set_place(town_of(words, record.offer().postcode()));
  profile.set_remote_percent(record.offer().remote_percent());
  fill_point(scalars, profile);
}

void fill_item(const ItemTexts& texts, ItemId id, api::Item& item) {
  const Item& asked = texts.item(id);
  item.set_key(texts.key(id));
  item.set_kind(static_cast<Kind>(asked.kind));
  item.set_code(std::string(texts.code(id)));
  item.set_minimum(asked.minimum);
  item.set_name(texts.name(id));
  item.set_demand(is_demand(asked.kind));
}

}  // namespace schakel
