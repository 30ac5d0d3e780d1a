// The jobseeker behind a profile: what the profile would say if it had no holes, and what its text is written from.
#pragma once

#include <vector>

#include "data/schema/seeker.pb.h"
#include "loaders/synthetic/world.h"

namespace schakel {

struct Person {
  std::vector<const Occupation*> wanted;       // one to three
  std::vector<const Occupation*> worked_as;    // per entry of experience, the latest first
  std::vector<const Competence*> competences;  // per entry of competences
  Seeker profile;
};

[[nodiscard]] Person make_person(const World& world, Random& random, Date day);

// What this person writes in the profile, in Dutch.
[[nodiscard]] std::string write_presentation(const Person& person, Date day, Random& random);

}  // namespace schakel
