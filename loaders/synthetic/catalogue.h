// The taxonomy as the synthetic market draws from it: occupations with their weight, names, competences and relatives.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/error.h"
#include "data/schema/taxonomy.pb.h"
#include "loaders/synthetic/random.h"
#include "loaders/synthetic/traits.h"

namespace schakel {

struct Competence {
  std::string uri;
  std::string label;  // Dutch; empty: it has none, so that no text names it
};

struct Occupation {
  std::string uri;
  std::string isco;
  std::string label;                // Dutch, or else English
  std::vector<std::string> titles;  // Dutch alternatives that are short enough for a title
  std::vector<const Competence*> essential;
  std::vector<const Competence*> optional;
  std::vector<const Occupation*> related;  // nearest first, at most 12
  const Traits* traits = nullptr;
};

// Immutable once built: thread-safe. Its parts point at each other, so it moves but does not copy.
class Catalogue {
 public:
  // Leaves out occupations without a label or with an ISCO code that occupation_traits.tsv does not cover. kBadInput
  // when none is left. Within a row of the traits, occupations share its weight after Zipf: 1/4, 1/5, 1/6 and so
  // on. Which comes first has no statistics: a common occupation has many names, and a short one.
  // `skew` times the exponent of Zipf: 0 makes all equally common, as in shape.h. Takes one record per URI. A tenth of
  // a second for the whole of ESCO.
  [[nodiscard]] static Result<Catalogue> build(std::span<const Concept> concepts, std::vector<Traits> traits,
                                               std::uint32_t skew = 1);

  Catalogue(Catalogue&&) = default;
  Catalogue& operator=(Catalogue&&) = default;

  [[nodiscard]] const Occupation& draw_for_vacancy(Random& random) const {
    return occupations_[by_vacancies_.draw(random)];
  }
  [[nodiscard]] const Occupation& draw_for_seeker(Random& random) const {
    return occupations_[by_seekers_.draw(random)];
  }
  // Average of remote_percent over the vacancies, in hundredths of a percent: 0..10000.
  [[nodiscard]] std::uint32_t mean_remote() const { return mean_remote_; }

 private:
  Catalogue() = default;
  void add_occupations(std::span<const Concept> concepts);
  void weigh(std::uint32_t skew);
  void relate();

  std::vector<Traits> traits_;
  std::vector<Competence> competences_;
  std::vector<Occupation> occupations_;
  Weighted by_vacancies_;
  Weighted by_seekers_;
  std::uint32_t mean_remote_ = 0;
};

}  // namespace schakel
