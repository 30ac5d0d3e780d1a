// A job title to occupations, a phrase to competences: the labels of the taxonomy, looked up the way people write them.
//
// docs/recognition.md is the specification: it states every part of the score. All arithmetic is in integers; the same
// records give the same answers on any machine and any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/recognise/label_set.h"
#include "index/store/record_store.h"

namespace schakel {

// The most that the parts of an occupation, and of a competence, can add up to.
inline constexpr std::uint32_t kFullScore = 29222;
inline constexpr std::uint32_t kFullCompetenceScore = 20495;

// What a score is made of, in units of kOne = 4096 (fixed_point.h). The score is their sum, of kFullScore, on a scale
// of 1000; that of an ISCO group is 3 % less. A competence has no `context` and no `group`.
struct ScoreParts {
  std::uint32_t letters = 0;    // likeness of the letters, text against label: 0..4096
  std::uint32_t words = 0;      // likeness word by word: 0..5120
  std::uint32_t same = 0;       // the label is the text: 0..2500, by how literally
  std::uint32_t preferred = 0;  // and it is the concept's preferred label: 0..1200
  std::uint32_t others = 0;     // what its five best labels say together: 0..5529
  std::uint32_t context = 0;    // its description and competences have the words of the text: 0..4096
  std::uint32_t general = 0;    // a short name, and no manager, whatever the text: 0..2870
  std::uint32_t group = 0;      // what the other concepts of its ISCO group say: 0..3811
};

struct Recognised {
  std::uint32_t owner = 0;       // index into Recogniser::concepts()
  std::uint32_t label = 0;       // index into Recogniser::labels(): the one that matched best
  std::uint32_t score = 0;       // 0..1000
  std::uint32_t confidence = 0;  // 0..100, see docs/recognition.md: how sure it is
  ScoreParts parts;
};

struct Recognition {
  std::vector<Recognised> ranked;  // best first, at most `top`; equals: occupation before group, then in order of URI
  std::vector<std::string> read;   // the words that were looked up
  std::vector<std::string> left_out;  // words of a title that say nothing about the work
  // Where the first answer is unsure (confidence below 60) and all that come close to it (80 points, at most five) lie
  // in one ISCO group: its code, of 4 digits or 3. Else empty.
  std::string group;
  std::vector<std::uint32_t> labels;  // all labels that were scored, best first; only with LabelRanks::kKeep
};

enum class LabelRanks : std::uint8_t { kDrop, kKeep };

class Recogniser {
 public:
  // Reads the concepts of a snapshot, and learns from their labels and from what is said of them. `language`: of the
  // texts, ISO 639-1. About a second for ESCO's occupations in two languages. kNotFound when there is no such concept
  // with a label; kCorrupt.
  [[nodiscard]] static Result<std::unique_ptr<Recogniser>> build(const RecordSnapshot& snapshot, RecogniserKind kind,
                                                                 std::string_view language);
  ~Recogniser();
  Recogniser(const Recogniser&) = delete;
  Recogniser& operator=(const Recogniser&) = delete;

  [[nodiscard]] const std::vector<KnownConcept>& concepts() const;
  [[nodiscard]] const std::vector<KnownLabel>& labels() const;

  // Over everything that was learned: equal for equal records.
  [[nodiscard]] std::uint64_t checksum() const;

  // Asks one text after another. One per thread; must not outlive its recogniser.
  class Worker {
   public:
    explicit Worker(const Recogniser& recogniser);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any bytes will do; what stands behind kMostPlainWords words is not read. Empty `ranked` when nothing is alike.
    // A quarter to half a millisecond for ESCO's occupations.
    [[nodiscard]] Recognition recognise(std::string_view text, std::size_t top, LabelRanks labels = LabelRanks::kDrop);

   private:
    struct State;
    std::unique_ptr<State> state_;
  };

 private:
  struct Learned;
  explicit Recogniser(std::unique_ptr<Learned> learned);
  std::unique_ptr<Learned> learned_;
};

}  // namespace schakel
