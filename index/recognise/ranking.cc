#include "index/recognise/ranking.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>

#include "index/recognise/fixed_point.h"
#include "index/recognise/generality.h"

namespace schakel {
namespace {

constexpr std::size_t kOthers = 5;                                    // labels of a concept that have a say
constexpr std::array<std::uint32_t, 4> kSame = {0, 600, 1200, 2500};  // by Sameness
constexpr std::uint32_t kPreferred = 1200;                            // at most, for a preferred label that is the text
constexpr std::size_t kGroupDigits = 3;
constexpr std::uint32_t kGroupShare = 15;  // percent of the mean of its two best
constexpr std::uint32_t kGroupLoss = 3;    // percent, for an ISCO group: it says less than an occupation

constexpr std::uint32_t kWordsShare = 125;   // percent of kOne: words say more than letters
constexpr std::uint32_t kForeignShare = 95;  // percent, for a label in another language than the text's
constexpr std::uint32_t kOthersShare = 60;   // percent of the mean of the best labels

constexpr std::uint32_t kMostBase = kOne + kOne * kWordsShare / 100;
constexpr std::uint32_t kMostOfLabel = kMostBase + kSame.back() + kPreferred + kMostBase * kOthersShare / 100;
constexpr std::uint32_t with_group(std::uint32_t most) { return most + most * kGroupShare / 100; }
static_assert(kFullCompetenceScore == kMostOfLabel + kMostGeneral - kNoManager);
static_assert(kFullScore == with_group(kMostOfLabel + kOne + kMostGeneral));

constexpr std::uint32_t kSure = 60;   // percent of confidence from which the first answer stands alone
constexpr std::uint32_t kClose = 80;  // of 1000: answers that are this near to the first compete with it

std::uint32_t of_label(const ScoreParts& parts) { return parts.letters + parts.words + parts.same + parts.preferred; }
std::uint32_t total_of(const ScoreParts& parts) {
  return of_label(parts) + parts.others + parts.context + parts.general + parts.group;
}

std::string_view group_of(const KnownConcept& known) { return std::string_view(known.isco).substr(0, kGroupDigits); }

}  // namespace

std::uint32_t confidence_of(std::uint32_t score, std::uint32_t next) {
  const std::uint32_t by_score = score <= 250 ? 0 : (score - 250) / 10;
  const std::uint32_t by_lead = std::min<std::uint32_t>(score - std::min(score, next), 160) / 4;
  return std::clamp<std::uint32_t>(by_score + by_lead, 1, 99);
}

Sameness sameness(const TextKeys& text, const TextKeys& label) {
  if (text.literal == label.literal) return Sameness::kLiteral;
  if (text.stems == label.stems) return Sameness::kStems;
  return text.gathered == label.gathered ? Sameness::kGathered : Sameness::kNone;
}

void Ranking::start_reading() {
  reading_.clear();
  labels_.clear();
}

void Ranking::add(std::uint32_t label, std::uint32_t letters, std::uint32_t words, Sameness same) {
  const KnownLabel& known = set_.labels[label];
  if (!labels_.empty() && labels_.front().owner != known.owner) finish_concept();
  Recognised scored{.owner = known.owner, .label = label};
  if (known.foreign) {
    letters = letters * kForeignShare / 100;
    words = words * kForeignShare / 100;
  }
  const std::uint32_t bonus = kSame[static_cast<std::size_t>(same)];
  scored.parts = {.letters = letters,
                  .words = words * kWordsShare / 100,
                  .same = bonus,
                  .preferred = known.preferred ? std::min(bonus, kPreferred) : 0};
  labels_.push_back(scored);
  if (ranks_ == LabelRanks::kKeep) label_scores_.push_back({of_label(scored.parts), label});
}

void Ranking::finish_concept() {
  if (labels_.empty()) return;
  // Of equals the first: the preferred label, and the language of the text.
  Recognised best = *std::ranges::max_element(labels_, {}, [](const Recognised& l) { return of_label(l.parts); });
  std::vector<std::uint32_t> said;
  said.reserve(labels_.size());
  for (const Recognised& label : labels_) said.push_back(label.parts.letters + label.parts.words);
  std::ranges::sort(said, std::greater<>());
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < std::min(said.size(), kOthers); ++i) sum += said[i];
  best.parts.others = static_cast<std::uint32_t>(std::uint64_t{sum} * kOthersShare / (100 * kOthers));
  reading_.push_back({total_of(best.parts), best});
  labels_.clear();
}

void Ranking::add_context(const std::vector<std::uint32_t>& context) {
  for (Entry& entry : reading_) {
    entry.best.parts.context = context[entry.best.owner];
    entry.best.parts.general = general_[entry.best.owner];
    entry.total = total_of(entry.best.parts);
  }
}

void Ranking::add_groups() {
  std::map<std::string_view, std::array<std::uint32_t, 2>> two_best;
  for (const Entry& entry : reading_) {
    auto& best = two_best[group_of(set_.concepts[entry.best.owner])];
    if (entry.total > best[0]) {
      best = {entry.total, best[0]};
    } else {
      best[1] = std::max(best[1], entry.total);
    }
  }
  for (Entry& entry : reading_) {
    const KnownConcept& known = set_.concepts[entry.best.owner];
    if (known.isco.size() >= kGroupDigits) {
      const auto& best = two_best[group_of(known)];
      entry.best.parts.group = (best[0] + best[1]) * kGroupShare / 200;
    }
    entry.total = total_of(entry.best.parts);
    if (known.is_group) entry.total -= entry.total * kGroupLoss / 100;
  }
}

void Ranking::finish_reading(const std::vector<std::uint32_t>& context) {
  finish_concept();
  add_context(context);
  add_groups();
  std::vector<Entry> merged;
  auto old = entries_.begin();
  for (const Entry& entry : reading_) {
    while (old != entries_.end() && old->best.owner < entry.best.owner) merged.push_back(*old++);
    const bool known = old != entries_.end() && old->best.owner == entry.best.owner;
    merged.push_back(known && old->total >= entry.total ? *old : entry);
    if (known) ++old;
  }
  merged.insert(merged.end(), old, entries_.end());
  entries_ = std::move(merged);
}

std::vector<Recognised> Ranking::ranked(std::size_t top) {
  std::ranges::sort(entries_, [&](const Entry& a, const Entry& b) {
    if (a.total != b.total) return a.total > b.total;
    const auto order = [&](const Entry& entry) {
      const KnownConcept& known = set_.concepts[entry.best.owner];
      return std::tuple(known.is_group, known.is_special, entry.best.owner);
    };
    return order(a) < order(b);
  });
  const auto score = [&](std::size_t i) { return i < entries_.size() ? entries_[i].total * 1000 / full_score_ : 0; };
  std::vector<Recognised> ranked;
  for (std::size_t i = 0; i < std::min(top, entries_.size()); ++i) {
    ranked.push_back(entries_[i].best);
    ranked.back().score = score(i);
    ranked.back().confidence = i == 0 ? confidence_of(score(0), score(1)) : confidence_of(score(i), score(i)) / 2;
  }
  return ranked;
}

std::vector<std::uint32_t> Ranking::ranked_labels() const {
  std::map<std::uint32_t, std::int64_t> of_concept;  // owner to what its other labels and its group say
  for (const Entry& entry : entries_)
    of_concept[entry.best.owner] = std::int64_t{entry.total} - of_label(entry.best.parts);
  std::map<std::uint32_t, std::int64_t> best;  // of all readings
  for (const LabelScore& score : label_scores_) {
    std::int64_t& total = best[score.label];
    total = std::max<std::int64_t>(total, score.total + of_concept[set_.labels[score.label].owner]);
  }
  std::vector<std::uint32_t> labels;
  labels.reserve(best.size());
  for (const auto& [label, total] : best) labels.push_back(label);
  std::ranges::stable_sort(labels, std::greater<>(), [&](std::uint32_t label) { return best[label]; });
  return labels;
}

std::string Ranking::shared_group() const {
  const auto score = [&](std::size_t i) { return entries_[i].total * 1000 / full_score_; };
  if (entries_.size() < 2 || confidence_of(score(0), score(1)) >= kSure) return {};
  std::size_t close = 1;
  while (close < std::min(entries_.size(), kOthers) && score(close) + kClose >= score(0)) ++close;
  if (close < 2) return {};
  for (const std::size_t digits : {4U, 3U}) {
    const auto code = [&](std::size_t i) {
      return std::string_view(set_.concepts[entries_[i].best.owner].isco).substr(0, digits);
    };
    bool shared = code(0).size() == digits;
    for (std::size_t i = 1; i < close; ++i) shared = shared && code(i) == code(0);
    if (shared) return std::string(code(0));
  }
  return {};
}

}  // namespace schakel
