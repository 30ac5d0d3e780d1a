#include "index/recognise/recogniser.h"

#include <algorithm>
#include <future>
#include <optional>
#include <unordered_map>

#include "index/model/model.h"
#include "index/recognise/abbreviations.h"
#include "index/recognise/context_index.h"
#include "index/recognise/fixed_point.h"
#include "index/recognise/generality.h"
#include "index/recognise/gram_index.h"
#include "index/recognise/plain_words.h"
#include "index/recognise/ranking.h"
#include "index/recognise/title_cleaning.h"
#include "index/recognise/word_match.h"

namespace schakel {

namespace {

std::uint32_t full_score(RecogniserKind kind) {
  return kind == RecogniserKind::kOccupation ? kFullScore : kFullCompetenceScore;
}

}  // namespace

struct Recogniser::Learned {
  // Two threads: whoever waits for the first answer, a load for one, has a core to spare.
  Learned(LabelSet read, RecogniserKind is)
      : kind(is), set(std::move(read)), words(set), general(generality_of(set, is)) {
    auto letters = std::async(std::launch::async, [this] {
      grams.emplace(words);
      context.emplace(set, words.compounds);
    });
    weights.emplace(set, words);
    substitutions.emplace(words);
    for (std::uint32_t label = 0; label < words.keys.size(); ++label) {
      by_literal[words.keys[label].literal].push_back(label);
      by_gathered[words.keys[label].gathered].push_back(label);
    }
    letters.get();
    set.said = {};  // it is in `context` now
  }

  RecogniserKind kind;
  LabelSet set;
  LabelsAsWords words;
  std::optional<WordWeights> weights;  // these four are there once it is constructed
  std::optional<Substitutions> substitutions;
  std::optional<GramIndex> grams;
  std::optional<ContextIndex> context;
  std::vector<std::uint32_t> general;                                        // by concept
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_literal;  // TextKeys to labels
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_gathered;
};

struct Recogniser::Worker::State {
  explicit State(const Learned& known)
      : learned(known),
        forms(known.set.language, known.words.compounds),
        match(known.words, *known.weights, *known.substitutions) {}

  const Learned& learned;
  WordForms forms;
  WordMatch match;
  GramIndex::Scratch letters;
  ContextIndex::Scratch context;

  Reading clean(std::string_view text, Recognition& recognition) const;
  std::vector<std::uint32_t> candidates(const TextKeys& keys) const;
  void score(const Reading& text, Ranking& ranking);
};

// A title is cleaned unless it is a label as it stands.
Reading Recogniser::Worker::State::clean(std::string_view text, Recognition& recognition) const {
  std::vector<std::string> words = plain_words(text);
  const bool as_it_is =
      learned.kind == RecogniserKind::kCompetence || learned.by_literal.contains(fnv1a(joined(words)));
  const std::size_t count = words.size();
  if (as_it_is) return {std::move(words), count};
  CleanTitle title = clean_title(text, learned.words.compounds);
  recognition.left_out = std::move(title.removed);
  return {std::move(title.words), title.main};
}

// The concepts of the labels that are written most alike, or that are the text but for the order, and those whose texts
// have most of its words; ascending.
std::vector<std::uint32_t> Recogniser::Worker::State::candidates(const TextKeys& keys) const {
  constexpr std::size_t kMostLabels = 80;
  constexpr std::size_t kMostByContext = 20;
  std::vector<std::uint32_t> found = learned.grams->best(letters, kMostLabels);
  if (const auto same = learned.by_gathered.find(keys.gathered); same != learned.by_gathered.end())
    found.insert(found.end(), same->second.begin(), same->second.end());
  for (std::uint32_t& label : found) label = learned.set.labels[label].owner;
  std::ranges::copy(ContextIndex::best(context, kMostByContext), std::back_inserter(found));
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  return found;
}

void Recogniser::Worker::State::score(const Reading& text, Ranking& ranking) {
  std::vector<WordPart> parts;
  std::string spaced;
  std::size_t main = 0;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    std::ranges::move(forms.parts(text.words[i]), std::back_inserter(parts));
    spaced.append(" ").append(forms.common(text.words[i])).append(" ");
    if (i < text.main) main = parts.size();
  }
  parts.resize(std::min(parts.size(), 2 * kMostPlainWords));
  const TextKeys keys = keys_of(text.words, parts);
  learned.grams->score(spaced, letters);
  learned.context->score(parts, main, context);
  const std::vector<std::uint32_t> owners = candidates(keys);

  const auto& begin = learned.words.concept_begin;
  std::vector<std::uint32_t> labels;
  for (const std::uint32_t owner : owners) {
    for (std::uint32_t label = begin[owner]; label < begin[owner + 1]; ++label) labels.push_back(label);
  }
  match.set_text(parts, main);
  match.weigh_unknown(labels);
  ranking.start_reading();
  for (const std::uint32_t label : labels) {
    ranking.add(label, GramIndex::cosine(letters, label), match.compare(label),
                sameness(keys, learned.words.keys[label]));
  }
  ranking.finish_reading(context.scores);
}

Recogniser::Recogniser(std::unique_ptr<Learned> learned) : learned_(std::move(learned)) {}
Recogniser::~Recogniser() = default;

Result<std::unique_ptr<Recogniser>> Recogniser::build(const RecordSnapshot& snapshot, RecogniserKind kind,
                                                      std::string_view language) {
  auto set = LabelSet::read(snapshot, kind, language);
  if (!set) return std::unexpected(set.error());
  if (set->labels.empty()) {
    const std::string what = kind == RecogniserKind::kOccupation ? "occupation" : "competence";
    return fail(ErrorCode::kNotFound, "the store has no " + what + " with a label; load a taxonomy first");
  }
  return std::unique_ptr<Recogniser>(new Recogniser(std::make_unique<Learned>(std::move(*set), kind)));
}

const std::vector<KnownConcept>& Recogniser::concepts() const { return learned_->set.concepts; }
const std::vector<KnownLabel>& Recogniser::labels() const { return learned_->set.labels; }

std::uint64_t Recogniser::checksum() const {
  std::uint64_t sum = mix64(learned_->grams->checksum() ^ learned_->substitutions->checksum());
  sum = mix64(sum ^ learned_->context->checksum());
  for (const std::uint32_t weight : learned_->weights->by_stem) sum = mix64(sum ^ weight);
  for (const std::string& word : learned_->words.words) sum = mix64(sum ^ fnv1a(word));
  for (const std::uint32_t word : learned_->words.label_words) sum = mix64(sum ^ word);
  return sum;
}

Recogniser::Worker::Worker(const Recogniser& recogniser) : state_(std::make_unique<State>(*recogniser.learned_)) {}
Recogniser::Worker::~Worker() = default;

Recognition Recogniser::Worker::recognise(std::string_view text, std::size_t top, LabelRanks labels) {
  Recognition recognition;
  const Reading cleaned = state_->clean(text, recognition);
  recognition.read = cleaned.words;
  Ranking ranking(state_->learned.set, state_->learned.general, full_score(state_->learned.kind), labels);
  for (const Reading& reading : readings(cleaned)) state_->score(reading, ranking);
  recognition.ranked = ranking.ranked(top);
  recognition.group = ranking.shared_group();
  recognition.labels = ranking.ranked_labels();
  return recognition;
}

}  // namespace schakel
