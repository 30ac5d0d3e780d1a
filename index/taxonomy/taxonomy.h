// The taxonomy with dense numbers instead of URIs, and what each concept is near to under a strategy.
//
// Immutable once built; share between threads.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "data/schema/taxonomy.pb.h"
#include "index/model/model.h"

namespace schakel {

// Number of a concept inside one epoch: its place in the order of URIs.
using ConceptId = std::uint32_t;
inline constexpr ConceptId kNoConcept = std::numeric_limits<ConceptId>::max();

// How a held concept relates to the one asked; the name of a row of the tables in docs/model.md.
enum class Relatedness : std::uint8_t {
  kExact,
  kNarrower,
  kRelated,
  kBroader,
  kSibling,
  kIsco4,
  kIsco3,
  kIsco2,
  kNeighbour,
  kPassend  // a step of passende arbeid
};

// "Whoever holds this concept meets `asked` from `grade` on."
struct Reach {
  ConceptId asked = kNoConcept;
  std::uint8_t grade = 0;
  Relatedness through{};
};

class Taxonomy {
 public:
  // Concepts in any order; of two with the same URI the last counts. Relations to concepts that are not there are left
  // out. Cost: about 0.3 s for ESCO (17,000 concepts), mostly the neighbours.
  Taxonomy(const std::vector<Concept>& concepts, const Model& model);

  [[nodiscard]] std::size_t size() const { return uris_.size(); }
  [[nodiscard]] std::string_view uri(ConceptId id) const { return uris_[id]; }
  [[nodiscard]] std::optional<ConceptId> find(std::string_view uri) const;
  // The concept when it is known and a competence (or group of them), an occupation (or ISCO group); else kNoConcept.
  [[nodiscard]] ConceptId competence(std::string_view uri) const;
  [[nodiscard]] ConceptId occupation(std::string_view uri) const;

  [[nodiscard]] bool is_occupation(ConceptId id) const;

  // Every competence that a held competence meets in part, itself included, in order of asked; grades below the number
  // of qualities only, and the best relation of each.
  [[nodiscard]] std::span<const Reach> reach(ConceptId held) const { return row(reach_, held); }

  // Occupations to whose essential competences a held occupation comes close enough, in order.
  [[nodiscard]] std::span<const ConceptId> neighbours(ConceptId held) const { return row(neighbours_, held); }

  // Dense number of the first `digits` (2..4) characters of the concept's ISCO code, or kNoGroup.
  static constexpr std::uint32_t kNoGroup = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] std::uint32_t isco_group(ConceptId id, int digits) const {
    return isco_[3 * std::size_t{id} + static_cast<std::size_t>(digits - 2)];
  }
  // The full ISCO code as the concept states it; may be empty.
  [[nodiscard]] std::string_view isco_code(ConceptId id) const { return isco_codes_[id]; }
  [[nodiscard]] std::size_t isco_groups() const { return isco_group_count_; }

  // The best relation of a held to an asked concept of the same side, and the grade at which it starts.
  [[nodiscard]] std::optional<Reach> competence_relation(ConceptId held, ConceptId asked) const {
    return (reach_marks_[held] >> mark(asked) & 1) == 0 ? std::nullopt : find_in_reach(held, asked);
  }
  [[nodiscard]] std::optional<Reach> occupation_relation(ConceptId held, ConceptId asked, const Model& model) const;

 private:
  template <class T>
  struct Rows {
    std::vector<std::uint32_t> begin;  // size() + 1
    std::vector<T> cells;
  };
  template <class T>
  static std::span<const T> row(const Rows<T>& rows, std::size_t i) {
    return std::span(rows.cells).subspan(rows.begin[i], rows.begin[i + 1] - rows.begin[i]);
  }
  using Lists = std::vector<std::vector<ConceptId>>;
  // Most pairs have no relation, and most of those can be told by one bit.
  static std::uint32_t mark(ConceptId asked) { return asked * 0x9e3779b1U >> 26; }
  [[nodiscard]] std::optional<Reach> find_in_reach(ConceptId held, ConceptId asked) const;

  void number_isco(const std::vector<const Concept*>& ordered);
  [[nodiscard]] Lists resolve(const std::vector<const Concept*>& ordered, bool competences, Relation::Type type) const;
  void find_reach(const std::vector<const Concept*>& ordered, const Model& model);
  void find_neighbours(const std::vector<const Concept*>& ordered, const Model& model);
  [[nodiscard]] bool is_competence(ConceptId id) const;

  std::vector<std::string> uris_;
  std::vector<std::string> isco_codes_;
  std::vector<std::uint8_t> kinds_;
  std::unordered_map<std::string_view, ConceptId> by_uri_;
  std::vector<std::uint32_t> isco_;  // three per concept: 2, 3 and 4 digits
  std::size_t isco_group_count_ = 0;
  Rows<Reach> reach_;
  std::vector<std::uint64_t> reach_marks_;  // per held concept, the marks of all that it reaches
  Rows<ConceptId> neighbours_;
};

}  // namespace schakel
