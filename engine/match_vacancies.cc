// Matcher, of the vacancies for a seeker.

#include <algorithm>
#include <functional>

#include "engine/kernel/candidate.h"
#include "engine/match.h"
#include "engine/pair.h"

namespace schakel {
namespace {

constexpr ItemId kNothing = 0xffffffff;

// So many of a block go first, the best ones: they raise the threshold for the others.
constexpr std::size_t kFirst = 128;

}  // namespace

const std::vector<ListKey>& Matcher::lists_of(const SeekerView& seeker) {
  if (!expander_) expander_.emplace(book_.rules(), epoch_.items, epoch_.nodes, epoch_.node_index());
  return expander_->expand(seeker);
}

// Best quality of the seeker at each rung; rungs below it inherit when an item is rated.
void Matcher::rate_items(const SeekerView& seeker) {
  quality_.resize(epoch_.nodes.nodes.size());
  for (const NodeId node : rated_) quality_[node] = 0;
  rated_.clear();
  for (const ListKey list : lists_of(seeker)) {
    if (is_pass(list)) continue;
    quality_[node_of(list)] = static_cast<std::uint16_t>(epoch_.model().quality(to_grade(list)));
    rated_.push_back(node_of(list));
  }
}

bool Matcher::fails(ItemId item, const SeekerView& seeker) const {
  return must_verdict(epoch_.model(), evaluate(book_.rules(), book_.items()[item], seeker)) == Verdict::kFails;
}

// What the rated seeker has of a vacancy, as the kernel gathers it; `unposted` tells the quality of an item that the
// epoch does not have.
template <class UnpostedQuality>
std::uint32_t Matcher::gathered(const VacancyView& vacancy, const UnpostedQuality& unposted) const {
  std::uint32_t sum = 0;
  for (const VacancyItem& entry : vacancy.items) {
    const Item& item = book_.items()[entry.item];
    std::uint32_t quality = 0;
    if (book_.is_unposted(entry.item))
      quality = unposted(item);
    else
      for (const NodeId node : epoch_.nodes.ladder(entry.item))
        quality = std::max<std::uint32_t>(quality, quality_[node]);
    const std::uint8_t kind = item.kind;
    const std::uint32_t units = entry.units * quality / kFullQuality;
    sum += is_demand(kind) ? units : units << kWishShift;
    if (kind == OCCUPATION && quality > 0) sum += kOccupationRung;
  }
  return sum;
}

bool Matcher::fails_remembered(ItemId item, const SeekerView& seeker) {
  Remembered& verdict = verdicts_[item];
  if (verdict == Remembered::kUnasked) {
    verdict = fails(item, seeker) ? Remembered::kFails : Remembered::kPasses;
    judged_.push_back(item);
  }
  return verdict == Remembered::kFails;
}

void Matcher::forget_verdicts() {
  for (const ItemId item : judged_) verdicts_[item] = Remembered::kUnasked;
  judged_.clear();
}

// The MUST that fails, kNothing for an eligible pair, or nothing when the pair is not admitted.
template <class Fails>
std::optional<ItemId> Matcher::admitted(const VacancyView& vacancy, Admit admit, const Fails& fails) const {
  ItemId failing = kNothing;
  for (const VacancyItem& entry : vacancy.items) {
    if (entry.condition != MUST || !fails(entry.item)) continue;
    if (admit == Admit::kEligible || failing != kNothing) return std::nullopt;
    failing = entry.item;
  }
  if (admit == Admit::kOneMustFails && failing == kNothing) return std::nullopt;
  return failing;
}

// Every vacancy.
std::uint64_t Matcher::scan_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                      const Visit& visit) {
  rate_items(seeker.view);
  const SeekerScalars& s = *seeker.view.scalars;
  std::uint64_t considered = 0;
  std::uint32_t threshold = 0;
  for (std::uint32_t v = 0; v < epoch_.vacancies(); ++v) {
    const VacancyView vacancy = epoch_.vacancy(VacancyId{v});
    if (out_of_reach(epoch_.model(), s, *vacancy.scalars) || is_gone(VacancyId{v})) continue;
    ++considered;
    const Candidate pair{0, gathered(vacancy, [](const Item&) { return 0U; })};
    if ((pair.accumulated & kEvidenceBits) == 0) continue;
    const std::uint32_t position = std::uint32_t{seeker.position.low} + epoch_.vacancy_positions[v].low;
    const auto total = candidate_total(epoch_.model(), weights, pair, position, *vacancy.scalars, s);
    if (!total || *total < threshold) continue;
    const auto failing = admitted(vacancy, admit, [&](ItemId item) { return fails(item, seeker.view); });
    if (failing) threshold = visit({v, *total, tie_of(epoch_.vacancy_ties[v], seeker.tie), *failing});
  }
  return considered + scan_new_vacancies(seeker, weights, admit, threshold, visit);
}

// Those of the delta, for the seeker whose items are rated.
std::uint64_t Matcher::scan_new_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                          std::uint32_t threshold, const Visit& visit) {
  if (delta_ == nullptr) return 0;
  const SeekerScalars& s = *seeker.view.scalars;
  const auto exactly = [&](const Item& item) { return evaluate(book_.rules(), item, seeker.view).low; };
  std::uint64_t considered = 0;
  for (std::uint32_t i = 0; i < delta_->vacancies(); ++i) {
    const VacancyChunk& chunk = delta_->vacancy_chunk(i);
    const std::uint32_t at = i % kChunkRecords;
    const VacancyView vacancy{&chunk.scalars[at], chunk.items[at]};
    if (!delta_->has_vacancy(i) || out_of_reach(epoch_.model(), s, *vacancy.scalars)) continue;
    ++considered;
    const std::uint32_t position = std::uint32_t{seeker.position.low} + chunk.position_lows[at];
    const auto total_if = [&](const auto& unposted) -> std::optional<std::uint32_t> {
      const Candidate pair{0, gathered(vacancy, unposted)};
      if ((pair.accumulated & kEvidenceBits) == 0) return std::nullopt;
      return candidate_total(epoch_.model(), weights, pair, position, *vacancy.scalars, s);
    };
    const auto at_most = total_if([](const Item&) { return kFullQuality; });
    if (!at_most || *at_most < threshold) continue;
    const auto total = total_if(exactly);
    if (!total || *total < threshold) continue;
    const auto failing = admitted(vacancy, admit, [&](ItemId item) { return fails(item, seeker.view); });
    if (failing) threshold = visit({epoch_.vacancies() + i, *total, tie_of(chunk.ties[at], seeker.tie), *failing});
  }
  return considered;
}

// The same by the index.
std::uint64_t Matcher::search_vacancies(const SeekerSide& seeker, const CategoryWeights& weights, Admit admit,
                                        const Visit& visit) {
  forget_verdicts();
  const SeekerScalars& s = *seeker.view.scalars;
  const auto fails_it = [&](ItemId item) { return fails_remembered(item, seeker.view); };
  std::uint32_t threshold = 0;
  for (const std::uint32_t block : vacancy_scorer_->start(s, lists_of(seeker.view), seeker.position.low, weights)) {
    const std::span<FoundVacancy> found = vacancy_scorer_->scan(block, threshold);
    if (found.size() > 2 * kFirst)
      std::ranges::nth_element(found, found.begin() + kFirst, std::greater(), &FoundVacancy::bound);
    const auto scalars = vacancy_scorer_->index().scalars(block);
    const auto position_lows = vacancy_scorer_->index().position_lows(block);
    const auto vacancies = vacancy_scorer_->index().vacancies(block);
    for (const FoundVacancy& pair : found) {
      if (pair.bound < threshold) continue;
      const std::uint32_t position = std::uint32_t{seeker.position.low} + position_lows[pair.vacancy];
      const auto total =
          candidate_total(epoch_.model(), weights, {0, pair.accumulated}, position, scalars[pair.vacancy], s);
      if (!total || *total < threshold) continue;
      const VacancyId vacancy{vacancies[pair.vacancy]};
      if (is_gone(vacancy)) continue;
      if (const auto failing = admitted(epoch_.vacancy(vacancy), admit, fails_it))
        threshold = visit({vacancy.value, *total, tie_of(epoch_.vacancy_ties[vacancy.value], seeker.tie), *failing});
    }
  }
  std::uint64_t considered = vacancy_scorer_->within_reach();
  if (delta_ == nullptr) return considered;
  delta_->gone_vacancies().each([&](std::uint32_t v) {
    if (!out_of_reach(epoch_.model(), s, epoch_.vacancy_scalars[v])) --considered;
  });
  rate_items(seeker.view);
  return considered + scan_new_vacancies(seeker, weights, admit, threshold, visit);
}

}  // namespace schakel
