// One random seeker or vacancy, for random_market.cc.
#pragma once

#include "tests/support/random.h"
#include "tests/support/random_codes.h"
#include "tests/support/random_market.h"

namespace schakel::testing {

class RandomRecords {
 public:
  // How full the records of this market are is drawn here. Keeps a reference to the market.
  RandomRecords(const RandomMarket& market, Random& random);

  // Without id.
  [[nodiscard]] Seeker seeker(Random& random) const;
  [[nodiscard]] Vacancy vacancy(Random& random) const;

 private:
  std::string postcode(Random& random) const;
  std::string date(Random& random) const;
  void set_wishes(Random& random, Seeker& made) const;
  void set_history(Random& random, Seeker& made) const;
  void set_skills(Random& random, Seeker& made) const;
  void set_limits(Random& random, Seeker& made) const;
  Requirement requirement(Random& random) const;
  void set_offer(Random& random, Offer& offer) const;

  const RandomMarket& market_;
  RandomCodes codes_;
  std::uint32_t known_percent_;  // of the fields that may be left out
  std::uint32_t must_percent_;   // of the requirements
};

}  // namespace schakel::testing
