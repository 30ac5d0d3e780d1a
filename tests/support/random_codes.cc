#include "tests/support/random_codes.h"

#include <algorithm>

namespace schakel::testing {
namespace {

using Names = std::string_view;

template <std::size_t N>
std::string one_of(Random& random, const std::array<Names, N>& names) {
  return std::string(random.pick(names));
}

constexpr std::array<Names, 3> kUnknownCodes{"urn:test:nowhere", "urn:test:gone", "urn:test:c"};
constexpr std::array<Names, 10> kFields{
    "07", "071", "0713", "0714", "06", "0613", "0888", "http://example.org/isced-f/0713", "7", "urn:test:field/bouw"};
constexpr std::array<Names, 4> kLanguages{"nld", "eng", "deu", "tur"};
constexpr std::array<Names, 9> kLicences{"AM", "A", "B", "BE", "B+", "C1", "CE", "D", "T"};
constexpr std::array<Names, 8> kSectors{"Q", "86", "87", "C", "10", "J", "62", "A"};

}  // namespace

RandomCodes::RandomCodes(const std::vector<Concept>& concepts) {
  for (const Concept& known : concepts) {
    if (known.kind() == COMPETENCE_CONCEPT || known.kind() == COMPETENCE_GROUP) competences_.push_back(known.uri());
    if (known.kind() == OCCUPATION_CONCEPT || known.kind() == ISCO_GROUP) occupations_.push_back(known.uri());
  }
}

bool RandomCodes::is_competence(std::string_view code) const {
  return std::ranges::find(competences_, code) != competences_.end();
}
bool RandomCodes::is_occupation(std::string_view code) const {
  return std::ranges::find(occupations_, code) != occupations_.end();
}

std::string RandomCodes::competence(Random& random) const {
  if (random.chance(6)) return one_of(random, kUnknownCodes);
  return random.chance(3) ? known_occupation(random) : known_competence(random);
}

std::string RandomCodes::occupation(Random& random) const {
  if (random.chance(6)) return one_of(random, kUnknownCodes);
  return random.chance(3) ? known_competence(random) : known_occupation(random);
}

std::string random_field(Random& random) { return one_of(random, kFields); }
std::string random_language(Random& random) { return one_of(random, kLanguages); }
std::string random_licence(Random& random) { return one_of(random, kLicences); }
std::string random_sector(Random& random) { return one_of(random, kSectors); }

ContractForm random_contract_form(Random& random) {
  return static_cast<ContractForm>(random.between(ContractForm_MIN + 1, ContractForm_MAX));
}

TravelMode random_mode(Random& random) {
  return static_cast<TravelMode>(random.between(TravelMode_MIN + 1, TravelMode_MAX));
}

std::uint32_t random_months(Random& random) {
  constexpr std::array<std::uint32_t, 8> kMonths{0, 1, 6, 11, 12, 24, 25, 720};
  return random.pick(kMonths);
}

std::string random_searching_since(Random& random) {
  constexpr std::array<Names, 7> kDates{"2026-11-22", "2026-10-23", "2026-08-22", "2026-05-22",
                                        "2026-05-23", "2024-01-31", "2027-01-01"};
  return one_of(random, kDates);
}

std::uint32_t random_year(Random& random) { return random.between(2000, 2027); }

}  // namespace schakel::testing
