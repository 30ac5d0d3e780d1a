// Codes in records that the loaded taxonomy and places do not know: kept, matched by nothing, and reported.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>

#include "data/error.h"
#include "index/store/record_store.h"
#include "loaders/source.h"

namespace schakel {

// How often each unknown code occurs, in order of code.
struct UnknownCodes {
  std::map<std::string, std::uint64_t> occupations;
  std::map<std::string, std::uint64_t> competences;
  std::map<std::string, std::uint64_t> postcodes;  // the first four bytes

  void add(const UnknownCodes& other);
};

// What the store knows. Immutable, so any thread may ask.
class KnownCodes {
 public:
  // Reads all concepts and places of the store: about 50 ms for ESCO.
  [[nodiscard]] static Result<KnownCodes> read(const RecordSnapshot& snapshot);

  // Counts the unknown codes of a seeker or a vacancy; does nothing for other records. Where the store has no
  // taxonomy, or no places, codes of that sort are not judged.
  void count_unknown(const Record& record, UnknownCodes& unknown) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Set = std::unordered_set<std::string, Hash, std::equal_to<>>;
  using Counts = std::map<std::string, std::uint64_t>;

  static void count(const Set& known, std::string_view code, Counts& counts);
  void count_in(const Seeker& seeker, UnknownCodes& unknown) const;
  void count_in(const Vacancy& vacancy, UnknownCodes& unknown) const;

  Set occupations_;
  Set competences_;
  Set postcodes_;
};

}  // namespace schakel
