// Codes for records that carry text without one, recognised while they are loaded.
//
// What is read: a vacancy's title where it has no occupation; the text of a COMPETENCE or EXPERIENCE requirement, of a
// held competence, of a job in the experience, and of a wished title, where it has no code. The first answer of the
// recogniser becomes the code, with its confidence; the text stays. Running text (description, presentation) is not
// read: it says much that is neither asked nor held.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "data/error.h"
#include "index/store/record_store.h"
#include "loaders/source.h"

namespace schakel {

inline constexpr std::uint32_t kLeastConfidence = 25;  // percent: under it, a text stays without a code
inline constexpr std::uint32_t kFairConfidence = 45;   // what is counted as fair, and as sure (docs/recognition.md)
inline constexpr std::uint32_t kSureConfidence = 75;

struct TextCodeOptions {
  std::string language = "nl";  // of the texts: "nl" or "en"
  std::uint32_t least_confidence = kLeastConfidence;
};

// Of the texts that stood without a code. recognised() + not_recognised == texts.
struct TextCoverage {
  std::uint64_t texts = 0;
  std::uint64_t sure = 0, fair = 0, doubtful = 0;  // recognised, by confidence
  std::uint64_t not_recognised = 0;
  std::map<std::string, std::uint64_t> examples;  // texts that were not recognised: the first kMostExamples different
  static constexpr std::size_t kMostExamples = 1000;

  [[nodiscard]] std::uint64_t recognised() const { return sure + fair + doubtful; }
  void count(std::string_view text, std::uint32_t confidence);  // 0: not recognised
  void add(const TextCoverage& later);
};

struct TextCoverages {
  TextCoverage occupations, competences;
  void add(const TextCoverages& later);
};

class TextCodes {
 public:
  // The snapshot must outlive it. Costs nothing until the first text: then the recogniser of its kind is built, some
  // seconds for ESCO. A store without a taxonomy recognises nothing.
  TextCodes(const RecordSnapshot& snapshot, const TextCodeOptions& options);
  ~TextCodes();
  TextCodes(const TextCodes&) = delete;
  TextCodes& operator=(const TextCodes&) = delete;

  // Fills in the codes of a seeker or a vacancy; leaves others alone. Equal records get equal codes, whatever came
  // before. Any thread. The error is that of building a recogniser.
  [[nodiscard]] Result<void> fill(Record& record, TextCoverages& coverages);

 private:
  class Reader;
  std::unique_ptr<Reader> occupations_, competences_;
};

}  // namespace schakel
