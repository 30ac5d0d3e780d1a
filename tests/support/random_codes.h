// The codes and values that random records draw from: few, so that they meet.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "data/schema/common.pb.h"
#include "tests/support/random.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

class RandomCodes {
 public:
  explicit RandomCodes(const std::vector<Concept>& concepts);

  // Known ones only; empty where the taxonomy has none.
  std::string known_competence(Random& random) const { return competences_.empty() ? "" : random.pick(competences_); }
  std::string known_occupation(Random& random) const { return occupations_.empty() ? "" : random.pick(occupations_); }
  bool is_competence(std::string_view code) const;
  bool is_occupation(std::string_view code) const;

  // Now and then a code that no concept has, or a concept of the other sort.
  std::string competence(Random& random) const;
  std::string occupation(Random& random) const;

 private:
  std::vector<std::string> competences_;
  std::vector<std::string> occupations_;
};

std::string random_field(Random& random);
std::string random_language(Random& random);
std::string random_licence(Random& random);
std::string random_sector(Random& random);
ContractForm random_contract_form(Random& random);
TravelMode random_mode(Random& random);
std::uint32_t random_months(Random& random);
std::uint32_t random_year(Random& random);
std::string random_searching_since(Random& random);

}  // namespace schakel::testing
