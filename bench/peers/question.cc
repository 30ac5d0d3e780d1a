#include "bench/peers/question.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace schakel::bench {
namespace {

// Items that differ in little share rungs of a ladder: each list once, with the sum of its weights.
void add_up(std::vector<PlannedList>& lists) {
  std::ranges::sort(lists, {}, &PlannedList::list);
  std::vector<PlannedList> sums;
  for (const PlannedList& list : lists)
    if (!sums.empty() && sums.back().list == list.list)
      sums.back().weight += list.weight;
    else
      sums.push_back(list);
  lists = std::move(sums);
}

}  // namespace

std::uint32_t all_lists(const Epoch& epoch) {
  return static_cast<std::uint32_t>(epoch.postings.lists.size()) + kDemandKinds;
}

Question question_of(const Epoch& epoch, VacancyId vacancy) {
  Question question{.vacancy = vacancy,
                    .scalars = epoch.vacancy_scalars[vacancy.value],
                    .position = epoch.vacancy_positions[vacancy.value].low,
                    .tie = epoch.vacancy_ties[vacancy.value]};
  std::vector<ItemId> musts;
  plan_vacancy(epoch, vacancy, question.lists, musts);
  add_up(question.lists);
  for (const ItemId item : musts) {
    auto& lists = question.musts.emplace_back();
    lists.push_back(static_cast<ListNumber>(epoch.postings.lists.size()) + epoch.items[item].kind - 1U);
    for (const NodeId node : epoch.nodes.ladder(item)) {
      const std::uint32_t end = epoch.postings.node_begin[node + 1];
      if (end > epoch.postings.node_begin[node] && is_pass(epoch.postings.lists[end - 1])) lists.push_back(end - 1);
    }
  }
  return question;
}

std::vector<Question> sample(const Epoch& epoch, std::uint32_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> vacancies(epoch.vacancies());
  std::iota(vacancies.begin(), vacancies.end(), 0U);
  const auto by_chance = [&](std::uint32_t v) { return mix64(mix64(seed + 0x9e3779b97f4a7c15ULL) ^ v); };
  std::ranges::sort(vacancies, {}, by_chance);
  vacancies.resize(std::min<std::size_t>(count, vacancies.size()));
  std::vector<Question> questions;
  questions.reserve(vacancies.size());
  for (const std::uint32_t v : vacancies) questions.push_back(question_of(epoch, VacancyId{v}));
  return questions;
}

}  // namespace schakel::bench
