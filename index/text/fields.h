// The fields of a text document and their terms.
//
// Free text is indexed by stem under the letter of its field: "Dlas" is the stem "las" in a description. An occupation
// or competence of a record is one term, "K" and the concept's number in order of URI; which words lead to it stands in
// Xapian's synonym table ("Clas" to "K17"), its labels in metadata under the same name. That keeps the many labels of
// a profile out of the postings. No positions are stored: a phrase is checked against the stored text.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace schakel {

enum class TextField : std::size_t { kTitle, kDescription, kEmployer, kPlace, kOccupation, kCompetence };
inline constexpr std::size_t kTextFields = 6;
inline constexpr std::array<TextField, kTextFields> kAllTextFields = {TextField::kTitle,      TextField::kDescription,
                                                                      TextField::kEmployer,   TextField::kPlace,
                                                                      TextField::kOccupation, TextField::kCompetence};

struct TextFieldName {
  std::string_view english;
  std::string_view dutch;
  char letter;
};
inline constexpr std::array<TextFieldName, kTextFields> kTextFieldNames = {{
    {"title", "titel", 'T'},
    {"description", "omschrijving", 'D'},
    {"employer", "werkgever", 'E'},
    {"place", "plaats", 'P'},
    {"occupation", "beroep", 'O'},
    {"competence", "competentie", 'C'},
}};

// Whether the words of the field lead to concepts instead of standing in the postings.
[[nodiscard]] constexpr bool is_concept_field(TextField field) {
  return field == TextField::kOccupation || field == TextField::kCompetence;
}

[[nodiscard]] inline std::string field_term(TextField field, std::string_view stem) {
  std::string term(1, kTextFieldNames[static_cast<std::size_t>(field)].letter);
  return term.append(stem);
}

inline constexpr const char* kSeekerTerm = "S";
inline constexpr const char* kVacancyTerm = "V";

inline constexpr const char* kTextKind = "text";          // of the manifest
inline constexpr const char* kDatabaseFolder = "xapian";  // inside the generation
inline constexpr const char* kSequenceKey = "sequence";   // in the manifest's facts and Xapian's metadata: decimal

}  // namespace schakel
