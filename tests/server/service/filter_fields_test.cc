// What each filter means, held against the plain fields of the records: docs/api.md.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

#include "engine/pair.h"
#include "server/service/api/matches.pb.h"
#include "tests/server/service/desk.h"

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view kSeekers = "/v1/vacancies/matches", kVacancies = "/v1/seekers/matches";

const std::vector<std::string> kCommon{"klantvriendelijk-handelen", "nauwkeurig-werken", "werken-tijdsdruk",
                                       "veilig-werken", "samenwerken-team"};
std::string competence(const std::string& name) { return "urn:schakel:competentie:" + name; }
std::string occupation(const std::string& name) { return "urn:schakel:beroep:" + name; }

// Work from home that asks a little Dutch or a common competence: nearly everybody is in its list.
api::VacancyMatchesRequest open_to_all() {
  api::VacancyMatchesRequest request;
  Vacancy& vacancy = *request.mutable_vacancy();
  vacancy.mutable_offer()->set_remote_percent(100);
  const auto ask = [&](Kind kind, const std::string& code) {
    Requirement& asked = *vacancy.add_requirements();
    asked.set_kind(kind);
    asked.set_code(code);
    asked.set_condition(BONUS);
  };
  ask(SPOKEN_LANGUAGE, "nld");
  for (const std::string& name : kCommon) ask(COMPETENCE, competence(name));
  request.set_top(1000);
  request.set_explanation(api::NONE);
  return request;
}

// Somebody who has every competence that is asked, and names no limit: nearly every vacancy is in the list.
api::SeekerMatchesRequest able_to_all(Market market) {
  api::SeekerMatchesRequest request;
  Seeker& seeker = *request.mutable_seeker();
  seeker.set_postcode("3511");
  for (const char* language : {"nld", "eng", "deu"}) {
    Language& known = *seeker.add_languages();
    known.set_language(language);
    known.set_spoken(4);
    known.set_written(4);
  }
  std::set<std::string> asked;
  for (std::uint32_t v = 0; v < market.vacancies(); ++v) {
    const Vacancy vacancy = market.record(VacancyId{v});
    for (const Requirement& one : vacancy.requirements())
      if (one.kind() == COMPETENCE) asked.insert(one.code());
  }
  REQUIRE(asked.size() <= 200);
  for (const std::string& code : asked) {
    HeldCompetence& held = *seeker.add_competences();
    held.set_code(code);
    held.set_level(5);
    held.set_last_used_year(2026);
  }
  request.set_top(1000);
  request.set_explanation(api::NONE);
  return request;
}

Verdict verdict(bool known, bool holds) {
  if (!known) return Verdict::kUnknown;
  return holds ? Verdict::kMeets : Verdict::kFails;
}

// The two sides with what tells them apart.
struct OfSeekers {
  using Answer = api::VacancyMatches;
  static constexpr std::string_view kPath = kSeekers;
  static constexpr Role kRole = Role::kWspAdviser;
  static api::VacancyMatchesRequest request(Market /*market*/) { return open_to_all(); }
  static const std::string& id(const api::SeekerRow& row) { return row.seeker().id(); }
  static Seeker record(Market market, const std::string& id) { return market.record(*market.find_seeker(id)); }
};
struct OfVacancies {
  using Answer = api::SeekerMatches;
  static constexpr std::string_view kPath = kVacancies;
  static constexpr Role kRole = Role::kWerkcoach;
  static api::SeekerMatchesRequest request(Market market) { return able_to_all(market); }
  static const std::string& id(const api::VacancyRow& row) { return row.vacancy().id(); }
  static Vacancy record(Market market, const std::string& id) { return market.record(*market.find_vacancy(id)); }
};

// The list with the filter is the list without it, less those of whom the record does not say so; some stay and some
// go.
template <class Side, class Filter, class Holds>
void check_filter(const Filter& filter, const Holds& holds) {
  INFO(filter.ShortDebugString());
  Desk& desk = shared_desk();
  const auto open = desk.live->market();
  const Market market = open->market();
  auto request = Side::request(market);
  const auto list = [&] { return desk.ask<typename Side::Answer>(Side::kRole, Side::kPath, request); };
  const auto whole = list();
  for (const bool known_only : {false, true}) {
    *request.mutable_filters() = filter;
    request.mutable_filters()->set_known_only(known_only);
    std::vector<std::string> expected, found;
    for (const auto& row : whole.rows()) {
      const Verdict said = holds(Side::record(market, Side::id(row)), row.match());
      if (said == Verdict::kMeets || (said == Verdict::kUnknown && !known_only)) expected.push_back(Side::id(row));
    }
    const auto filtered = list();
    for (const auto& row : filtered.rows()) found.push_back(Side::id(row));
    CHECK(found == expected);
    CHECK_FALSE(expected.empty());
    CHECK(expected.size() < static_cast<std::size_t>(whole.rows_size()));
  }
}

// The region of a postcode, by the file of places; empty where there is none.
std::string region_of(const std::string& postcode) {
  static const auto regions = [] {
    std::map<std::string, std::string> read;
    std::ifstream file(shared_desk().store.folder / "market" / "places.ndjson");
    for (std::string line; std::getline(file, line);) {
      const auto place = parse_json(line + "\n");
      read[at(place, "postcode")] = at(place, "region");
    }
    return read;
  }();
  const auto found = regions.find(postcode.substr(0, 4));
  return found == regions.end() ? "" : found->second;
}

bool has_isco(Market market, const std::string& uri, std::string_view prefix) {
  return market.taxonomy().isco_code(market.taxonomy().occupation(uri)).starts_with(prefix);
}

template <class Range, class Value>
bool has(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

}  // namespace

TEST_CASE("seekers by region and by what they want") {
  api::SeekerFilter regions;
  const std::set<std::string> asked{"R10", "R11", "R22"};
  for (const std::string& region : asked) regions.add_regions(region);
  check_filter<OfSeekers>(regions, [&](const Seeker& s, const api::Match&) {
    const std::string region = region_of(s.postcode());
    return verdict(!region.empty(), asked.contains(region));
  });

  const auto open = shared_desk().live->market();
  const Market market = open->market();
  api::SeekerFilter wishes;
  wishes.add_wanted_occupations("5");
  wishes.add_wanted_occupations(occupation("handhaver"));
  check_filter<OfSeekers>(wishes, [&](const Seeker& s, const api::Match&) {
    return verdict(s.wanted_occupations_size() > 0, std::ranges::any_of(s.wanted_occupations(), [&](const auto& uri) {
                     return uri == occupation("handhaver") || has_isco(market, uri, "5");
                   }));
  });

  api::SeekerFilter forms;
  forms.add_contract_forms(PERMANENT);
  forms.add_contract_forms(AGENCY);
  check_filter<OfSeekers>(forms, [](const Seeker& s, const api::Match&) {
    return verdict(s.contract_forms_size() > 0, has(s.contract_forms(), PERMANENT) || has(s.contract_forms(), AGENCY));
  });
}

TEST_CASE("seekers by what they bring, and by the hours that they work at least") {
  const auto held = [](const Seeker& s, const std::string& name) {
    return std::ranges::any_of(s.competences(), [&](const auto& one) { return one.code() == competence(name); });
  };
  for (const std::vector<std::string>& asked :
       {std::vector<std::string>{"klantvriendelijk-handelen"}, {"klantvriendelijk-handelen", "samenwerken-team"}}) {
    api::SeekerFilter competences;
    for (const std::string& name : asked) competences.add_competences(competence(name));
    check_filter<OfSeekers>(competences, [&](const Seeker& s, const api::Match&) {
      return verdict(s.competences_size() > 0,
                     std::ranges::all_of(asked, [&](const std::string& name) { return held(s, name); }));
    });
  }

  api::SeekerFilter languages;
  const std::map<std::string, std::uint32_t> levels{{"nld", 4}, {"eng", 2}};
  for (const auto& [language, level] : levels) {
    auto& asked = *languages.add_languages();
    asked.set_language(language);
    asked.set_level(level);
  }
  check_filter<OfSeekers>(languages, [&](const Seeker& s, const api::Match&) {
    if (s.languages_size() == 0) return Verdict::kUnknown;
    bool open_level = false;
    for (const auto& [language, level] : levels) {
      const auto& spoken = s.languages();
      const auto one = std::ranges::find_if(spoken, [&](const auto& l) { return l.language() == language; });
      if (one == spoken.end() || (one->has_spoken() && one->spoken() < level)) return Verdict::kFails;
      open_level = open_level || !one->has_spoken();
    }
    return verdict(!open_level, true);
  });

  api::SeekerFilter hours;
  hours.set_max_hours(24);
  check_filter<OfSeekers>(
      hours, [](const Seeker& s, const api::Match&) { return verdict(s.hours().has_min(), s.hours().min() <= 24); });
}

TEST_CASE("vacancies by where the work is") {
  api::VacancyFilter near;
  near.set_max_distance_km(60);
  check_filter<OfVacancies>(near, [](const Vacancy& v, const api::Match& match) {
    if (v.offer().remote_percent() == 100) return Verdict::kMeets;
    return verdict(match.has_distance_m(), match.distance_m() <= 60'000);
  });

  api::VacancyFilter regions;
  regions.add_regions("R11");
  regions.add_regions("R25");
  check_filter<OfVacancies>(regions, [](const Vacancy& v, const api::Match&) {
    const std::string region = region_of(v.offer().postcode());
    return verdict(!region.empty(), region == "R11" || region == "R25");
  });

  api::VacancyFilter remote;
  remote.set_min_remote_percent(40);
  check_filter<OfVacancies>(
      remote, [](const Vacancy& v, const api::Match&) { return verdict(true, v.offer().remote_percent() >= 40); });
}

TEST_CASE("vacancies by occupation and sector") {
  const auto open = shared_desk().live->market();
  const Market market = open->market();
  api::VacancyFilter occupations;
  occupations.add_occupations("2");
  occupations.add_occupations(occupation("bloemist"));
  check_filter<OfVacancies>(occupations, [&](const Vacancy& v, const api::Match&) {
    const bool known = market.taxonomy().occupation(v.occupation()) != kNoConcept;
    return verdict(known, known && (v.occupation() == occupation("bloemist") || has_isco(market, v.occupation(), "2")));
  });

  api::VacancyFilter sectors;
  sectors.add_sectors("86");  // a division, and a whole section: trade
  sectors.add_sectors("G");
  check_filter<OfVacancies>(sectors, [](const Vacancy& v, const api::Match&) {
    const std::set<std::string> asked{"86", "G", "45", "46", "47"};
    return verdict(!v.employer().sector().empty(), asked.contains(v.employer().sector()));
  });
}

TEST_CASE("vacancies by hours, shifts and contract") {
  api::VacancyFilter many;
  many.set_min_hours(38);
  check_filter<OfVacancies>(many, [](const Vacancy& v, const api::Match&) {
    return verdict(v.offer().hours().has_max(), v.offer().hours().max() >= 38);
  });
  api::VacancyFilter few;
  few.set_max_hours(24);
  check_filter<OfVacancies>(few, [](const Vacancy& v, const api::Match&) {
    return verdict(v.offer().hours().has_min(), v.offer().hours().min() <= 24);
  });
  api::VacancyFilter shifts;
  shifts.set_no_shift_work(true);
  check_filter<OfVacancies>(shifts, [](const Vacancy& v, const api::Match&) {
    return verdict(v.offer().shift_work() != ANSWER_UNKNOWN, v.offer().shift_work() == NO);
  });
  api::VacancyFilter forms;
  forms.add_contract_forms(PERMANENT);
  check_filter<OfVacancies>(forms, [](const Vacancy& v, const api::Match&) {
    return verdict(v.offer().contract_forms_size() > 0, has(v.offer().contract_forms(), PERMANENT));
  });
}
