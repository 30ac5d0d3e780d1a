#include "loaders/synthetic/catalogue.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace schakel {
namespace {

constexpr std::size_t kLongestTitle = 45;
constexpr std::size_t kMostRelated = 12;
constexpr std::size_t kFlatTop = 4;             // Zipf's law after Mandelbrot: 1/4, 1/5, 1/6 ...
constexpr std::size_t kCommonCompetence = 100;  // shared by more occupations than this, it makes none of them relatives

__extension__ using Wide = unsigned __int128;

const Label* find_label(const Concept& record, std::string_view language) {
  for (const Label& label : record.labels())
    if (label.language() == language && !label.preferred().empty()) return &label;
  return nullptr;
}

// A label as it stands inside a sentence: "Timmerman" becomes "timmerman", but "ICT-beheerder", "Nederlandse taal" and
// "Linux beheren" stay as they are.
std::string in_sentence(std::string_view label) {
  static constexpr std::array<std::string_view, 14> kNames{"Nederlands", "Nederlandse", "Engels",  "Engelse",  "Duits",
                                                           "Duitse",     "Frans",       "Franse",  "Excel",    "Java",
                                                           "Python",     "Linux",       "Windows", "Microsoft"};
  std::string text(label);
  const bool name = std::ranges::find(kNames, label.substr(0, label.find_first_of(" -"))) != kNames.end();
  const bool word =
      text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && ((text[1] >= 'a' && text[1] <= 'z') || text[1] == ' ');
  if (word && !name) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

// Many names and a short one: 3 points a name, less the length.
int commonness(const Occupation& occupation) {
  return 3 * static_cast<int>(occupation.titles.size()) - static_cast<int>(occupation.label.size());
}

// Each weight to the power of `exponent`, in proportion to the largest; at least 1.
void raise(std::vector<std::uint64_t>& weights, std::uint32_t exponent) {
  const std::uint64_t largest = std::ranges::max(weights);
  for (std::uint64_t& weight : weights) {
    const std::uint64_t base = weight;
    if (exponent == 0) weight = 1;
    for (std::uint32_t i = 1; i < exponent; ++i)
      weight = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(Wide{weight} * base / largest));
  }
}

}  // namespace

Result<Catalogue> Catalogue::build(std::span<const Concept> concepts, std::vector<Traits> traits, std::uint32_t skew) {
  Catalogue catalogue;
  catalogue.traits_ = std::move(traits);
  for (const Concept& record : concepts) {
    if (record.kind() != COMPETENCE_CONCEPT) continue;
    const Label* dutch = find_label(record, "nl");
    catalogue.competences_.push_back({record.uri(), dutch != nullptr ? in_sentence(dutch->preferred()) : ""});
  }
  catalogue.add_occupations(concepts);
  if (catalogue.occupations_.empty())
    return fail(ErrorCode::kBadInput,
                "a labour market needs occupations: found none with a label and a known ISCO code among " +
                    std::to_string(concepts.size()) + " concepts");
  catalogue.weigh(skew);
  catalogue.relate();
  return catalogue;
}

void Catalogue::add_occupations(std::span<const Concept> concepts) {
  std::unordered_map<std::string_view, const Competence*> by_uri;
  for (const Competence& competence : competences_) by_uri.emplace(competence.uri, &competence);
  for (const Concept& record : concepts) {
    const Traits* traits = find_traits(traits_, record.isco());
    const Label* dutch = find_label(record, "nl");
    const Label* label = dutch != nullptr ? dutch : find_label(record, "en");
    if (record.kind() != OCCUPATION_CONCEPT || traits == nullptr || label == nullptr) continue;
    Occupation& occupation = occupations_.emplace_back();
    occupation.uri = record.uri();
    occupation.isco = record.isco();
    occupation.label = in_sentence(label->preferred());
    occupation.traits = traits;
    if (dutch != nullptr)
      for (const std::string& name : dutch->alternatives())
        if (name.size() <= kLongestTitle) occupation.titles.push_back(name);
    for (const Relation& relation : record.relations()) {
      const auto found = by_uri.find(relation.target());
      if (found == by_uri.end()) continue;
      if (relation.type() == Relation::ESSENTIAL) occupation.essential.push_back(found->second);
      if (relation.type() == Relation::OPTIONAL) occupation.optional.push_back(found->second);
    }
  }
  // The order of the input must not matter.
  std::ranges::sort(occupations_, {}, &Occupation::uri);
}

void Catalogue::weigh(std::uint32_t skew) {
  constexpr std::uint64_t kOne = 1 << 20;
  std::unordered_map<const Traits*, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < occupations_.size(); ++i) members[occupations_[i].traits].push_back(i);
  std::vector<std::uint64_t> share(occupations_.size());
  for (auto& [traits, list] : members) {
    std::ranges::stable_sort(list, std::greater{}, [&](std::size_t i) { return commonness(occupations_[i]); });
    // A row that few occupations stand for keeps part of its weight: the taxonomy lacks the others.
    const std::uint64_t row = kOne * list.size() / (list.size() + 2);
    std::uint64_t sum = 0;
    for (std::size_t rank = 0; rank < list.size(); ++rank) sum += kOne / (rank + kFlatTop);
    for (std::size_t rank = 0; rank < list.size(); ++rank) share[list[rank]] = kOne / (rank + kFlatTop) * row / sum;
  }
  std::vector<std::uint64_t> by_vacancies(occupations_.size()), by_seekers(occupations_.size());
  for (std::size_t i = 0; i < occupations_.size(); ++i) {
    const Traits& traits = *occupations_[i].traits;
    by_vacancies[i] = 1 + traits.vacancies * share[i];
    by_seekers[i] = 1 + traits.seekers * share[i];
  }
  raise(by_vacancies, skew);
  raise(by_seekers, skew);
  std::uint64_t remote = 0;
  for (std::size_t i = 0; i < occupations_.size(); ++i) {
    by_vacancies_.add(by_vacancies[i]);
    by_seekers_.add(by_seekers[i]);
    remote += occupations_[i].traits->remote_percent * by_vacancies[i];
  }
  mean_remote_ = static_cast<std::uint32_t>(100 * remote / by_vacancies_.total());
}

void Catalogue::relate() {
  std::unordered_map<const Competence*, std::vector<std::size_t>> users;
  for (std::size_t i = 0; i < occupations_.size(); ++i)
    for (const Competence* competence : occupations_[i].essential) users[competence].push_back(i);
  std::vector<std::uint32_t> score(occupations_.size());
  std::vector<std::size_t> candidates;
  for (std::size_t i = 0; i < occupations_.size(); ++i) {
    Occupation& self = occupations_[i];
    std::ranges::fill(score, 0);
    for (const Competence* competence : self.essential) {
      const std::vector<std::size_t>& others = users[competence];
      if (others.size() <= kCommonCompetence)
        for (const std::size_t other : others) ++score[other];
    }
    candidates.clear();
    for (std::size_t other = 0; other < occupations_.size(); ++other) {
      const std::string_view isco = occupations_[other].isco;
      if (isco.substr(0, 3) == std::string_view(self.isco).substr(0, 3)) score[other] += isco == self.isco ? 4 : 2;
      if (other != i && score[other] >= 2) candidates.push_back(other);
    }
    std::ranges::stable_sort(candidates, std::greater{}, [&](std::size_t other) { return score[other]; });
    candidates.resize(std::min(candidates.size(), kMostRelated));
    for (const std::size_t other : candidates) self.related.push_back(&occupations_[other]);
  }
}

}  // namespace schakel
