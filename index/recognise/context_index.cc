#include "index/recognise/context_index.h"

#include <algorithm>
#include <utility>

#include "index/model/model.h"
#include "index/recognise/fixed_point.h"
#include "index/recognise/keep_best.h"
#include "index/recognise/plain_words.h"

namespace schakel {
namespace {

constexpr std::uint32_t kUnsaid = 6 * 256;  // the rarity of a stem that nothing says
constexpr std::size_t kShortest = 2;        // a letter alone says nothing

struct Count {
  std::uint32_t stem = 0;
  std::uint32_t times = 0;  // in quarters
};

void add_up(std::vector<Count>& counts) {
  std::ranges::sort(counts, {}, &Count::stem);
  std::size_t kept = 0;
  for (const Count& count : counts) {
    if (kept > 0 && counts[kept - 1].stem == count.stem) {
      counts[kept - 1].times += count.times;
    } else {
      counts[kept++] = count;
    }
  }
  counts.resize(kept);
}

// The stems of every text, numbered by first occurrence.
std::vector<std::vector<std::uint32_t>> read_stems(const LabelSet& set, const Compounds& vocabulary,
                                                   WordMap<std::uint32_t>& numbers) {
  WordForms forms(set.language, vocabulary);
  WordMap<std::vector<std::uint32_t>> known;  // words repeat
  std::vector<std::vector<std::uint32_t>> stems(set.said.texts.size());
  for (std::size_t text = 0; text < stems.size(); ++text) {
    for (WordReader reader(set.said.texts[text]); reader.next();) {
      const auto [entry, is_new] = known.try_emplace(std::string(reader.word()));
      if (const std::string word = is_new ? without_accents(reader.word()) : std::string();
          word.size() >= kShortest && !is_binding_word(word)) {
        for (const WordPart& part : forms.parts(word)) {
          const auto next = static_cast<std::uint32_t>(numbers.size());
          entry->second.push_back(numbers.try_emplace(part.stem, next).first->second);
        }
      }
      stems[text].insert(stems[text].end(), entry->second.begin(), entry->second.end());
    }
  }
  return stems;
}

}  // namespace

ContextIndex::ContextIndex(const LabelSet& set, const Compounds& vocabulary) : concepts_(set.concepts.size()) {
  const auto stems = read_stems(set, vocabulary, numbers_);
  std::vector<std::vector<Count>> counts(concepts_);
  for (const ConceptTexts::Mention& mention : set.said.mentions) {
    for (const std::uint32_t stem : stems[mention.text]) counts[mention.owner].push_back({stem, mention.times});
  }
  std::vector<std::uint32_t> concepts_with(numbers_.size());
  std::vector<std::uint64_t> lengths(concepts_);
  std::uint64_t all = 0;
  for (std::size_t c = 0; c < concepts_; ++c) {
    add_up(counts[c]);
    for (const Count& count : counts[c]) {
      ++concepts_with[count.stem];
      lengths[c] += count.times;
    }
    all += lengths[c];
  }
  begin_.push_back(0);
  for (const std::uint32_t with : concepts_with) {
    begin_.push_back(begin_.back() + with);
    rarity_.push_back(log2_ratio_256(concepts_ + 1, with + 1));
  }
  postings_.resize(begin_.back());
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  const std::uint64_t mean = std::max<std::uint64_t>(1, all / std::max<std::size_t>(1, concepts_));
  for (std::uint32_t c = 0; c < concepts_; ++c) {
    for (const Count& count : counts[c]) {
      const std::uint64_t said = count.times * mean;
      const std::uint64_t weight = said * kOne / (said + 2 * mean + 6 * lengths[c]);
      postings_[next[count.stem]++] = {c, static_cast<std::uint32_t>(weight)};
    }
  }
}

void ContextIndex::score(const std::vector<WordPart>& parts, std::size_t main, Scratch& scratch) const {
  scratch.scores.assign(concepts_, 0);
  std::uint32_t total = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_binding_word(parts[i].text)) continue;
    const auto found = numbers_.find(parts[i].stem);
    const std::uint32_t weight = (found == numbers_.end() ? kUnsaid : rarity_[found->second]) / (i < main ? 1 : 2);
    total += weight;
    if (found == numbers_.end()) continue;
    for (std::uint32_t at = begin_[found->second]; at < begin_[found->second + 1]; ++at)
      scratch.scores[postings_[at].owner] += weight * postings_[at].weight;
  }
  if (total == 0) return;
  for (std::uint32_t& score : scratch.scores) score /= total;
}

std::vector<std::uint32_t> ContextIndex::best(const Scratch& scratch, std::size_t most) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t owner = 0; owner < scratch.scores.size(); ++owner) {
    if (scratch.scores[owner] > 0) found.push_back(owner);
  }
  keep_best(found, scratch.scores, most);
  return found;
}

std::uint64_t ContextIndex::checksum() const {
  std::uint64_t sum = concepts_;
  for (const std::uint32_t rarity : rarity_) sum = mix64(sum ^ rarity);
  for (const Posting& posting : postings_) sum = mix64(sum ^ (std::uint64_t{posting.owner} << 32U | posting.weight));
  return sum;
}

}  // namespace schakel
