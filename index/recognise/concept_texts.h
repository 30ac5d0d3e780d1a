// What the taxonomy says about occupations beside their labels: descriptions, competences, ISCO groups.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "data/schema/taxonomy.pb.h"

namespace schakel {

struct KnownConcept;

struct ConceptTexts {
  struct Mention {
    std::uint32_t owner = 0;  // of LabelSet::concepts
    std::uint32_t text = 0;   // of texts
    std::uint32_t times = 0;  // how much it counts, in quarters
  };
  std::vector<std::string> texts;
  std::vector<Mention> mentions;  // by owner
};

// Gathers the texts while the concepts of a store come by, in any order.
class ConceptTextReader {
 public:
  void add(const Concept& record);

  // Of each of `concepts`: its description (times 1), the preferred labels of its essential (1) and optional (1/2)
  // competences, and the description of its ISCO group (1/2), in all languages. Leaves the reader empty.
  [[nodiscard]] ConceptTexts take(const std::vector<KnownConcept>& concepts);

 private:
  struct Occupation {
    std::vector<std::string> descriptions;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> competences;  // number, times in quarters
  };
  std::uint32_t number_of(const std::string& competence);

  std::unordered_map<std::string, Occupation> occupations_;              // by URI
  std::map<std::string, std::vector<std::string>, std::less<>> groups_;  // descriptions by ISCO code
  std::unordered_map<std::string, std::uint32_t> competences_;           // URI to number
  std::vector<std::vector<std::string>> names_;                          // of competences, by number
};

}  // namespace schakel
