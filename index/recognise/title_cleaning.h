// What a job title says beside the job.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/recognise/compounds.h"

namespace schakel {

struct CleanTitle {
  std::vector<std::string> words;    // plain words of what is left; what came in where nothing would be left
  std::vector<std::string> removed;  // what was taken out, in order
  // How many of the words stand before the first comma, bracket, "|", "@" or dash between spaces, if they have four
  // letters or more; else all. What follows is an addition: it counts half.
  std::size_t main = 0;
};

// Takes out of a title: m/v/x in all its forms; numbers that no label has, with the hours, pay or level that they
// belong to ("32-40 uur", "€ 3.000", "mbo-4"); the phrases of data/reference/title_noise.tsv; the name of a
// municipality (data/reference/municipalities.tsv) after in, te, regio or omgeving, or, where no label has it, at the
// end; and everything from an exception on ("behalve ..."). Never touches the word that a title begins with unless it
// is such a phrase. `vocabulary` are the words of the labels.
[[nodiscard]] CleanTitle clean_title(std::string_view title, const Compounds& vocabulary);

}  // namespace schakel
