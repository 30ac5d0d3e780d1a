#include "index/recognise/title_cleaning.h"

#include <algorithm>
#include <array>

#include "data/reference/reference.h"
#include "index/recognise/plain_words.h"
#include "index/recognise/reference_rows.h"

namespace schakel {
namespace {

struct Phrase {
  std::vector<std::string> words;
  std::string_view kind;
};

// By first word, the longest phrase first.
using Phrases = WordMap<std::vector<Phrase>>;

void add(Phrases& phrases, std::string_view text, std::string_view kind) {
  std::vector<std::string> words = plain_words(text);
  auto& same_start = phrases[words.front()];
  same_start.push_back({std::move(words), kind});
  std::ranges::stable_sort(same_start,
                           [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
}

const Phrases& noise() {
  static const Phrases kNoise = [] {
    Phrases phrases;
    for (const auto& row : reference_rows(reference_text("title_noise.tsv"))) add(phrases, row[0], row[1]);
    return phrases;
  }();
  return kNoise;
}

const Phrases& places() {
  static const Phrases kPlaces = [] {
    Phrases phrases;
    for (const auto& row : reference_rows(reference_text("municipalities.tsv"))) add(phrases, row[1], "place");
    for (const std::string_view spoken : {"Den Haag", "Den Bosch"}) add(phrases, spoken, "place");
    return phrases;
  }();
  return kPlaces;
}

constexpr std::array<std::string_view, 6> kBeforePlace = {"in", "te", "regio", "omgeving", "locatie", "gemeente"};
constexpr std::array<std::string_view, 8> kSexes = {"d", "f", "h", "m", "v", "w", "x", "vr"};
constexpr std::array<std::string_view, 7> kSexWords = {"mv", "vm", "mvx", "vmx", "mwd", "fmx", "hf"};
constexpr std::array<std::string_view, 6> kBeforeNumber = {"niveau", "schaal", "fwg", "vanaf", "tot", "rm"};

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::size_t kShortestMain = 4;

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// Where the additions begin.
std::size_t end_of_main(std::string_view title) {
  constexpr std::array<std::string_view, 7> kMarks = {",", "(", "[", "|", "@", " - ", " \u2013 "};
  std::size_t end = title.size();
  for (const std::string_view mark : kMarks) end = std::min(end, title.find(mark));
  return end;
}

class Cleaner {
 public:
  Cleaner(std::string_view title, const Compounds& vocabulary)
      : words_(plain_words(title)),
        gone_(words_.size(), false),
        main_(std::min(words_.size(), plain_words(title.substr(0, end_of_main(title))).size())),
        vocabulary_(vocabulary) {}

  CleanTitle clean() {
    take_sexes();
    take_numbers();
    take_noise();
    take_places();
    CleanTitle title;
    for (std::size_t i = 0; i < words_.size(); ++i) (gone_[i] ? title.removed : title.words).push_back(words_[i]);
    // "te Utrecht" leaves "te".
    while (!title.words.empty() && title.removed.size() + title.words.size() > 1 && !title.removed.empty() &&
           is_one_of(title.words.back(), kBeforePlace)) {
      title.removed.push_back(title.words.back());
      title.words.pop_back();
    }
    if (title.words.empty()) {
      title.words = std::move(words_);
      title.removed.clear();
      gone_.assign(title.words.size(), false);
    }
    title.main = main_of(title.words);
    return title;
  }

 private:
  [[nodiscard]] std::size_t main_of(const std::vector<std::string>& words) const {
    const auto kept = static_cast<std::size_t>(std::count(gone_.begin(), gone_.begin() + at(main_), false));
    const std::size_t main = std::min(kept, words.size());
    std::size_t letters = 0;
    for (std::size_t i = 0; i < main; ++i) letters += words[i].size();
    return letters < kShortestMain ? words.size() : main;
  }

  // Two single letters or more in a row, or all of them in one word.
  void take_sexes() {
    for (std::size_t i = 0; i < words_.size();) {
      std::size_t end = i;
      while (end < words_.size() && is_one_of(words_[end], kSexes)) ++end;
      if (end - i >= 2 || is_one_of(words_[i], kSexWords))
        std::fill(gone_.begin() + at(i), gone_.begin() + at(std::max(end, i + 1)), true);
      i = std::max(end, i + 1);
    }
  }

  void take_numbers() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (!has_digit(words_[i]) || (vocabulary_.uses(words_[i]) > 0 && !is_amount(i))) continue;
      gone_[i] = true;
      if (i > 0 && is_one_of(words_[i - 1], kBeforeNumber)) gone_[i - 1] = true;
      if (i + 1 < words_.size() && is_kind(i + 1, "hours")) gone_[i + 1] = true;
    }
  }

  // Whether the number stands before hours or pay.
  [[nodiscard]] bool is_amount(std::size_t i) const {
    return i + 1 < words_.size() && (is_kind(i + 1, "hours") || is_kind(i + 1, "pay"));
  }

  [[nodiscard]] bool is_kind(std::size_t i, std::string_view kind) const {
    const auto found = noise().find(words_[i]);
    return found != noise().end() && std::ranges::any_of(found->second, [&](const Phrase& phrase) {
             return phrase.kind == kind && phrase.words.size() == 1;
           });
  }

  void take_noise() {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      const Phrase* phrase = phrase_at(noise(), i);
      if (phrase == nullptr || gone_[i] || phrase->kind == "hours") continue;
      std::size_t end = i + phrase->words.size();
      if (phrase->kind == "exception") end = i == 0 ? i : words_.size();
      std::fill(gone_.begin() + at(i), gone_.begin() + at(end), true);
    }
  }

  void take_places() {
    for (std::size_t i = 1; i < words_.size(); ++i) {
      const Phrase* place = phrase_at(places(), i);
      if (place == nullptr || gone_[i]) continue;
      const std::size_t end = i + place->words.size();
      const bool announced = is_one_of(words_[i - 1], kBeforePlace);
      const bool last = std::all_of(gone_.begin() + at(end), gone_.end(), [](bool gone) { return gone; });
      if (!announced && (!last || vocabulary_.uses(words_[i]) != 0)) continue;
      std::fill(gone_.begin() + at(i), gone_.begin() + at(end), true);
      if (announced) gone_[i - 1] = true;
    }
  }

  [[nodiscard]] const Phrase* phrase_at(const Phrases& phrases, std::size_t i) const {
    const auto found = phrases.find(words_[i]);
    if (found == phrases.end()) return nullptr;
    for (const Phrase& phrase : found->second) {
      if (i + phrase.words.size() <= words_.size() &&
          std::equal(phrase.words.begin(), phrase.words.end(), words_.begin() + at(i)))
        return &phrase;
    }
    return nullptr;
  }

  static std::ptrdiff_t at(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

  std::vector<std::string> words_;
  std::vector<bool> gone_;
  std::size_t main_;
  const Compounds& vocabulary_;
};

}  // namespace

CleanTitle clean_title(std::string_view title, const Compounds& vocabulary) {
  return Cleaner(title, vocabulary).clean();
}

}  // namespace schakel
