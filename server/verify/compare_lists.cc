#include "server/verify/compare_lists.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <span>
#include <type_traits>
#include <variant>

#include "engine/reference/reference.h"
#include "index/parallel/for_all.h"
#include "server/on_threads.h"
#include "server/verify/compare_pair.h"
#include "server/verify/frozen_records.h"

namespace schakel {
namespace {

template <class Message, class Id>
std::vector<Message> frozen(const Epoch& epoch, const std::vector<Id>& ids) {
  std::vector<Message> records(ids.size());
  for_all(ids.size(), [&](std::size_t i) { records[i] = epoch.record(ids[i]); });
  return records;
}

std::vector<SeekerId> seekers_of(const Epoch& epoch) {
  std::vector<SeekerId> ids;
  for (std::uint32_t s = 0; s < epoch.seekers(); ++s)
    if (epoch.has(SeekerId{s})) ids.push_back({s});
  return ids;
}
std::vector<VacancyId> vacancies_of(const Epoch& epoch) {
  std::vector<VacancyId> ids;
  for (std::uint32_t v = 0; v < epoch.vacancies(); ++v) ids.push_back({v});
  return ids;
}

// Over a base by the base's counts.
ReferenceMarket reference_market(const Epoch& epoch) {
  const auto seekers = frozen<Seeker>(epoch, seekers_of(epoch));
  const auto vacancies = frozen<Vacancy>(epoch, vacancies_of(epoch));
  if (epoch.base() != nullptr) return {reference_market(*epoch.base()), epoch.date(), seekers, vacancies};
  return {epoch.model().strategy,
          epoch.date(),
          parsed<Concept>(epoch.concept_records()),
          parsed<Place>(epoch.place_records()),
          seekers,
          vacancies};
}

// `sample` of the numbers, rising: those whose hash with the seed is smallest.
template <class Id>
std::vector<Id> sampled(std::vector<Id> numbers, std::uint32_t sample, std::uint64_t seed) {
  if (sample < numbers.size()) {
    const auto chosen = numbers.begin() + sample;
    std::ranges::nth_element(numbers, chosen, {}, [&](Id id) { return mix64(mix64(seed + 1) ^ (id.value + 1)); });
    numbers.erase(chosen, numbers.end());
    std::ranges::sort(numbers);
  }
  return numbers;
}

using Owner = std::variant<VacancyId, SeekerId>;

// A vacancy's list holds seekers, and the other way round.
template <class Id>
using Counterpart = std::conditional_t<std::is_same_v<Id, VacancyId>, SeekerId, VacancyId>;

// One list of both. Immutable.
class ListComparer {
 public:
  ListComparer(const Epoch& epoch, const Run& run, const ReferenceMarket& market)
      : epoch_(epoch), run_(run), market_(market) {}

  // What is wrong with a list, or nothing.
  template <class Id>
  [[nodiscard]] std::optional<std::string> wrong(Id owner) const {
    const std::span<const MatchRow> ours = run_.with_reserve(owner);
    const std::vector<ReferenceEntry> expected = reference_list(owner);
    std::optional<std::string> first;
    std::size_t wrong_rows = 0;
    for (std::size_t i = 0; i < std::max(ours.size(), expected.size()); ++i) {
      const auto why =
          wrong_row(owner, i < ours.size() ? &ours[i] : nullptr, i < expected.size() ? &expected[i] : nullptr);
      if (why && ++wrong_rows == 1) first = who(owner) + ", rank " + std::to_string(i + 1) + ": " + *why;
    }
    if (wrong_rows > 1) *first += " (" + std::to_string(wrong_rows) + " rows of this list differ)";
    return first;
  }

 private:
  std::vector<ReferenceEntry> reference_list(VacancyId id) const {
    return market_.list_for_vacancy(epoch_.name(id), run_.depth());
  }
  std::vector<ReferenceEntry> reference_list(SeekerId id) const {
    return market_.list_for_seeker(epoch_.name(id), run_.depth());
  }
  std::string who(VacancyId id) const { return "vacancy " + std::string(epoch_.name(id)); }
  std::string who(SeekerId id) const { return "seeker " + std::string(epoch_.name(id)); }
  bool exists(VacancyId id) const { return id.value < epoch_.vacancies(); }
  bool exists(SeekerId id) const { return id.value < epoch_.seekers() && epoch_.has(id); }
  std::optional<std::string> wrong_counterpart(VacancyId owner, SeekerId other, const ReferencePair& expected) const {
    return wrong_pair(epoch_, owner, other, expected);
  }
  std::optional<std::string> wrong_counterpart(SeekerId owner, VacancyId other, const ReferencePair& expected) const {
    return wrong_pair(epoch_, other, owner, expected);
  }

  // Either row may be absent, not both.
  template <class Id>
  std::optional<std::string> wrong_row(Id owner, const MatchRow* ours, const ReferenceEntry* expected) const {
    const std::string theirs =
        expected != nullptr ? expected->id + " with " + std::to_string(expected->pair.total.low) : "nobody";
    if (ours == nullptr) return "nobody, the reference has " + theirs;
    const Counterpart<Id> other{ours->other};
    if (!exists(other)) return "a row of number " + std::to_string(ours->other) + ", who does not exist";
    if (expected == nullptr || epoch_.name(other) != expected->id || ours->total != expected->pair.total.low)
      return std::string(epoch_.name(other)) + " with " + std::to_string(ours->total) + ", the reference has " + theirs;
    const auto why = wrong_counterpart(owner, other, expected->pair);
    return why ? std::optional(who(other) + ": " + *why) : std::nullopt;
  }

  const Epoch& epoch_;
  const Run& run_;
  const ReferenceMarket& market_;
};

}  // namespace

Comparison compare_lists(const Epoch& epoch, const Run& run, const CompareOptions& options) {
  return on_threads(thread_count(options.threads), [&] {
    const ReferenceMarket market = reference_market(epoch);
    const ListComparer comparer(epoch, run, market);
    std::vector<Owner> owners;
    const auto take = [&](const auto& ids) {
      for (const auto id : sampled(ids, options.sample, options.seed)) owners.emplace_back(id);
    };
    take(vacancies_of(epoch));
    Comparison result{.vacancy_lists = owners.size()};
    take(seekers_of(epoch));
    result.seeker_lists = owners.size() - result.vacancy_lists;
    result.pairs = result.vacancy_lists * epoch.active_seekers() + result.seeker_lists * epoch.vacancies();

    const auto wrong_list = [&](Owner owner) { return std::visit([&](auto id) { return comparer.wrong(id); }, owner); };
    std::vector<std::optional<std::string>> wrong(owners.size());
    std::mutex mutex;
    std::uint64_t lists_done = 0;
    for_all(owners.size(), [&](std::size_t i) {
      wrong[i] = wrong_list(owners[i]);
      const std::scoped_lock lock(mutex);
      ++lists_done;
      if (options.progress) options.progress(lists_done, owners.size());
    });
    for (std::size_t i = 0; i < owners.size(); ++i) {
      result.rows += std::visit([&](auto id) { return run.with_reserve(id).size(); }, owners[i]);
      if (wrong[i]) result.differences.push_back(*std::move(wrong[i]));
    }
    return result;
  });
}

}  // namespace schakel
