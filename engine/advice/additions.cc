// The single additions of what_if.h: found among what is asked, tried, and the best kept.

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/advice/what_if.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kMoreKilometres[] = {5, 10, 20, 50};
constexpr std::uint32_t kMostKilometres = 400;

using Key = std::tuple<std::uint8_t, std::string, std::uint16_t>;  // kind, code, level

// What is asked within reach and not held in full.
class Wanting {
 public:
  Wanting(const GuestBook& book, const SeekerSide& seeker) : book_(book), seeker_(seeker) {}

  void add(const VacancyView& vacancy) {
    std::set<Key> seen;  // of this vacancy: a language may be asked both spoken and written
    for (const VacancyItem& entry : vacancy.items) {
      const Item& item = book_.items()[entry.item];
      if (!is_demand(item.kind) || item.kind == EXPERIENCE || is_unknowable(item)) continue;
      if (evaluate(book_.rules(), item, seeker_.view).low == kFullQuality) continue;
      const std::uint8_t kind = item.kind == WRITTEN_LANGUAGE ? std::uint8_t{SPOKEN_LANGUAGE} : item.kind;
      const std::uint16_t level = item.kind == COMPETENCE ? std::uint16_t{0} : item.minimum;
      const Key key{kind, std::string(book_.rules().code(item.code)), level};
      Asked& asked = asked_[key];
      asked.most = std::max(asked.most, item.minimum);
      if (seen.insert(key).second) ++asked.vacancies;
    }
    add_hours(*vacancy.scalars);
  }

  [[nodiscard]] std::vector<Addition> additions() const {
    std::vector<Addition> additions;
    for (const auto& [key, asked] : asked_) {
      const auto& [kind, code, level] = key;
      Addition& addition = additions.emplace_back();
      addition.asked_by = asked.vacancies;
      if (kind == COMPETENCE) addition.change.competences.push_back({code, asked.most});
      if (kind == EDUCATION) addition.change.diplomas.push_back({level, code});
      if (kind == SPOKEN_LANGUAGE) addition.change.languages.push_back({code, level});
      if (kind == DRIVING_LICENCE) addition.change.licences.push_back(code);
    }
    for (const auto& [hours, vacancies] : later_) additions.emplace_back().change.hours_max = hours;
    for (const auto& [hours, vacancies] : earlier_) additions.emplace_back().change.hours_min = hours;
    const std::uint32_t bound = seeker_.view.scalars->bound_m.high;
    for (const std::uint32_t more : kMoreKilometres)
      if (bound != kNoBound && bound / 1000 + more <= kMostKilometres)
        additions.emplace_back().change.kilometres = bound / 1000 + more;
    return additions;
  }

 private:
  void add_hours(const VacancyScalars& vacancy) {
    const SeekerScalars& seeker = *seeker_.view.scalars;
    const auto known = [](std::uint8_t hours) { return hours != kUnknown8; };
    if (known(vacancy.hours_min) && known(seeker.hours_max) && vacancy.hours_min > seeker.hours_max)
      ++later_[vacancy.hours_min];
    if (known(vacancy.hours_max) && known(seeker.hours_min) && vacancy.hours_max < seeker.hours_min)
      ++earlier_[vacancy.hours_max];
  }

  struct Asked {
    std::uint16_t most = 0;  // the highest minimum
    std::uint64_t vacancies = 0;
  };
  const GuestBook& book_;
  const SeekerSide& seeker_;
  std::map<Key, Asked> asked_;
  std::map<std::uint32_t, std::uint64_t> later_, earlier_;
};

// Competences, diplomas, languages, licences, hours, kilometres: they do not compete for a place.
int sort_of(const ProfileChange& change) {
  if (!change.competences.empty()) return 0;
  if (!change.diplomas.empty()) return 1;
  if (!change.languages.empty()) return 2;
  if (!change.licences.empty()) return 3;
  return change.kilometres ? 4 : 5;
}

// Every seeker's reach, tried in parallel; the answer does not depend on the threads.
std::vector<Tops> tops_of_each(const GuestBook& book, const TopBars& bars, const std::vector<GuestSeeker>& seekers) {
  std::vector<Tops> reached(seekers.size());
  tbb::enumerable_thread_specific<std::optional<Matcher>> matchers;
  for_all(seekers.size(), [&](std::size_t i) {
    auto& matcher = matchers.local();
    if (!matcher) matcher.emplace(book);
    reached[i] = find_tops(*matcher, bars, side_of(seekers[i]));
  });
  return reached;
}

}  // namespace

std::vector<Addition> possible_additions(const GuestBook& book, const SeekerSide& seeker) {
  const Market market = book.market();
  Wanting wanting(book, seeker);
  for (std::uint32_t v = 0; v < market.vacancies(); ++v) {
    if (!market.has(VacancyId{v})) continue;
    const VacancyView vacancy = market.vacancy(VacancyId{v});
    if (!out_of_reach(market.model(), *seeker.view.scalars, *vacancy.scalars)) wanting.add(vacancy);
  }
  return wanting.additions();
}

std::vector<Addition> best_additions(GuestBook& book, const CategoryWeights& weights, const Run* run, std::uint32_t top,
                                     const Seeker& record, std::size_t n) {
  std::vector<GuestSeeker> seekers{book.read(record)};  // the first as it is
  std::vector<Addition> additions = possible_additions(book, side_of(seekers.front()));
  for (const Addition& addition : additions)
    seekers.push_back(book.read(changed(record, addition.change, book.epoch().date())));
  std::vector<SeekerView> reach{seekers.front().view()};
  for (std::size_t i = 0; i < additions.size(); ++i)
    if (additions[i].change.kilometres) reach.push_back(seekers[i + 1].view());
  const TopBars bars(book, weights, run, top, record.id(), reach);
  const std::vector<Tops> reached = tops_of_each(book, bars, seekers);
  for (std::size_t i = 0; i < additions.size(); ++i) {
    additions[i].eligible = reached[i + 1].eligible;
    additions[i].in_top = reached[i + 1].in_top.size();
    additions[i].entered = entered(reached.front(), reached[i + 1]).size();
  }
  std::erase_if(additions, [&](const Addition& addition) {
    return addition.in_top <= reached.front().in_top.size() && addition.eligible <= reached.front().eligible;
  });
  std::ranges::stable_sort(additions, [](const Addition& a, const Addition& b) {
    return std::tie(a.in_top, a.eligible) > std::tie(b.in_top, b.eligible);
  });
  std::map<int, std::size_t> kept;
  std::erase_if(additions, [&](const Addition& addition) { return kept[sort_of(addition.change)]++ >= n; });
  return additions;
}

}  // namespace schakel
