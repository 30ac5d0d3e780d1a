#include "engine/reference/reference.h"

#include <algorithm>
#include <tuple>

#include "engine/reference/labour_market.h"
#include "engine/reference/points.h"
#include "engine/reference/records.h"
#include "engine/reference/score.h"

namespace schakel {
namespace {

using reference::Geography;
using reference::ItemCounts;
using reference::LabourMarket;
using reference::Score;
using reference::SeekerFacts;
using reference::Taxonomy;
using reference::Terms;
using reference::VacancyFacts;

std::uint64_t fnv(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return hash;
}

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

template <class Facts>
const Facts* find(const std::vector<Facts>& sorted, std::string_view id) {
  const auto found =
      std::ranges::lower_bound(sorted, id, {}, [](const Facts& facts) -> std::string_view { return facts.id; });
  return found != sorted.end() && found->id == id ? &*found : nullptr;
}

template <class Facts>
std::vector<std::string_view> ids(const std::vector<Facts>& all) {
  std::vector<std::string_view> ids;
  ids.reserve(all.size());
  for (const Facts& facts : all) ids.push_back(facts.id);
  return ids;
}

}  // namespace

struct ReferenceMarket::State {
  State(const Strategy& strategy_used, Date epoch_date, std::span<const Concept> concepts,
        std::span<const Place> places)
      : strategy(strategy_used),
        date(epoch_date),
        year(static_cast<std::uint32_t>(date.year())),
        taxonomy(std::make_shared<const Taxonomy>(strategy, concepts)),
        geography(std::make_shared<const Geography>(places)) {}

  // Of the same taxonomy and places, with the counts that were made there.
  State(std::shared_ptr<const State> counted_before, Date epoch_date)
      : strategy(counted_before->strategy),
        date(epoch_date),
        year(static_cast<std::uint32_t>(date.year())),
        taxonomy(counted_before->taxonomy),
        geography(counted_before->geography),
        counts(counted_before->counts),
        counted(std::move(counted_before)) {}

  SeekerFacts read(const Seeker& seeker) const { return {seeker, *taxonomy, *geography, strategy, date}; }
  VacancyFacts read(const Vacancy& vacancy) const { return {vacancy, *taxonomy, *geography, strategy}; }

  // The active ones, by id.
  void read_all(std::span<const Seeker> seeker_records, std::span<const Vacancy> vacancy_records) {
    for (const Seeker& seeker : seeker_records)
      if (reference::is_active(seeker, date)) seekers.push_back(read(seeker));
    for (const Vacancy& vacancy : vacancy_records)
      if (reference::is_active(vacancy, date)) vacancies.push_back(read(vacancy));
    std::ranges::sort(seekers, {}, &SeekerFacts::id);
    std::ranges::sort(vacancies, {}, &VacancyFacts::id);
  }

  // Everything is counted, from the records as they are, before anybody gets units or a position.
  void count() {
    for (const VacancyFacts& vacancy : vacancies) counts.add(vacancy.items);
    labour_market.emplace(strategy, year, *taxonomy, vacancies, seekers);
  }
  void weigh() {
    for (VacancyFacts& vacancy : vacancies) set_units(vacancy.items, counts, strategy);
    for (SeekerFacts& seeker : seekers) seeker.position = positions().position(seeker);
    for (VacancyFacts& vacancy : vacancies) vacancy.position = positions().position(vacancy);
  }
  [[nodiscard]] const LabourMarket& positions() const { return counted ? counted->positions() : *labour_market; }

  ReferencePair tell(const VacancyFacts& vacancy, const SeekerFacts& seeker) const {
    const Terms terms = reference::terms(vacancy, seeker, strategy);
    const Score score = reference::score(vacancy, seeker, terms, strategy, year);
    return reference::tell(vacancy, seeker, score, strategy);
  }

  // The k best of a list's counterparts. `pair_of` makes of a counterpart the pair (vacancy, seeker).
  template <class Facts, class PairOf>
  std::vector<ReferenceEntry> best(const std::vector<Facts>& counterparts, std::size_t k, const PairOf& pair_of) const;

  Strategy strategy;
  Date date;
  std::uint32_t year;
  std::shared_ptr<const Taxonomy> taxonomy;
  std::shared_ptr<const Geography> geography;
  ItemCounts counts;
  std::vector<SeekerFacts> seekers;           // active ones by id
  std::vector<VacancyFacts> vacancies;        // active ones by id, with units
  std::optional<LabourMarket> labour_market;  // counted here...
  std::shared_ptr<const State> counted;       // ...or there
};

template <class Facts, class PairOf>
std::vector<ReferenceEntry> ReferenceMarket::State::best(const std::vector<Facts>& counterparts, std::size_t k,
                                                         const PairOf& pair_of) const {
  struct Candidate {
    std::uint32_t total;
    std::uint64_t tie;
    const Facts* counterpart;
  };
  std::vector<Candidate> eligible;
  for (const Facts& counterpart : counterparts) {
    const auto& [vacancy, seeker] = pair_of(counterpart);
    const Terms terms = reference::terms(vacancy, seeker, strategy);
    if (terms.fail()) continue;
    const Score score = reference::score(vacancy, seeker, terms, strategy, year);
    if (score.eligible) eligible.push_back({score.total.low, reference_tie(vacancy.id, seeker.id), &counterpart});
  }
  std::ranges::sort(eligible, [](const Candidate& a, const Candidate& b) {
    return std::tie(b.total, a.tie, a.counterpart->id) < std::tie(a.total, b.tie, b.counterpart->id);
  });
  if (eligible.size() > k) eligible.resize(k);

  std::vector<ReferenceEntry> list;
  for (const Candidate& candidate : eligible) {
    const auto& [vacancy, seeker] = pair_of(*candidate.counterpart);
    list.push_back({candidate.counterpart->id, tell(vacancy, seeker)});
  }
  return list;
}

ReferenceMarket::ReferenceMarket(const Strategy& strategy, Date date, std::span<const Concept> concepts,
                                 std::span<const Place> places, std::span<const Seeker> seekers,
                                 std::span<const Vacancy> vacancies) {
  auto state = std::make_shared<State>(strategy, date, concepts, places);
  state->read_all(seekers, vacancies);
  state->count();
  state->weigh();
  state_ = std::move(state);
}

ReferenceMarket::ReferenceMarket(const ReferenceMarket& counted, Date date, std::span<const Seeker> seekers,
                                 std::span<const Vacancy> vacancies) {
  auto state = std::make_shared<State>(counted.state_, date);
  state->read_all(seekers, vacancies);
  state->weigh();
  state_ = std::move(state);
}

ReferenceMarket::~ReferenceMarket() = default;
ReferenceMarket::ReferenceMarket(ReferenceMarket&&) noexcept = default;
ReferenceMarket& ReferenceMarket::operator=(ReferenceMarket&&) noexcept = default;

ReferencePair ReferenceMarket::score(const Vacancy& vacancy, const Seeker& seeker) const {
  VacancyFacts vacancy_facts = state_->read(vacancy);
  SeekerFacts seeker_facts = state_->read(seeker);
  set_units(vacancy_facts.items, state_->counts, state_->strategy);
  vacancy_facts.position = state_->positions().position(vacancy_facts);
  seeker_facts.position = state_->positions().position(seeker_facts);
  return state_->tell(vacancy_facts, seeker_facts);
}

std::optional<ReferencePair> ReferenceMarket::score(std::string_view vacancy_id, std::string_view seeker_id) const {
  const VacancyFacts* vacancy = find(state_->vacancies, vacancy_id);
  const SeekerFacts* seeker = find(state_->seekers, seeker_id);
  if (vacancy == nullptr || seeker == nullptr) return std::nullopt;
  return state_->tell(*vacancy, *seeker);
}

std::vector<ReferenceEntry> ReferenceMarket::list_for_vacancy(std::string_view vacancy_id, std::size_t k) const {
  const VacancyFacts* vacancy = find(state_->vacancies, vacancy_id);
  if (vacancy == nullptr) return {};
  return state_->best(state_->seekers, k, [&](const SeekerFacts& seeker) { return std::tie(*vacancy, seeker); });
}

std::vector<ReferenceEntry> ReferenceMarket::list_for_seeker(std::string_view seeker_id, std::size_t k) const {
  const SeekerFacts* seeker = find(state_->seekers, seeker_id);
  if (seeker == nullptr) return {};
  return state_->best(state_->vacancies, k, [&](const VacancyFacts& vacancy) { return std::tie(vacancy, *seeker); });
}

std::optional<ReferencePosition> ReferenceMarket::seeker_position(std::string_view seeker_id) const {
  const SeekerFacts* seeker = find(state_->seekers, seeker_id);
  return seeker != nullptr ? std::optional(seeker->position) : std::nullopt;
}

std::optional<ReferenceInterval> ReferenceMarket::vacancy_position(std::string_view vacancy_id) const {
  const VacancyFacts* vacancy = find(state_->vacancies, vacancy_id);
  return vacancy != nullptr ? std::optional(vacancy->position) : std::nullopt;
}

ReferenceCell ReferenceMarket::cell(const std::string& group, const std::optional<std::string>& region) const {
  return state_->positions().cell(group, region);
}

std::vector<std::string_view> ReferenceMarket::vacancy_ids() const { return ids(state_->vacancies); }
std::vector<std::string_view> ReferenceMarket::seeker_ids() const { return ids(state_->seekers); }

std::uint64_t reference_tie(std::string_view vacancy_id, std::string_view seeker_id) {
  return mix(mix(fnv(vacancy_id)) ^ fnv(seeker_id));
}

}  // namespace schakel
