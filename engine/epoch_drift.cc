#include "engine/epoch_drift.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "index/epoch/same_facts.h"
#include "index/parallel/for_all.h"

namespace schakel {
namespace {

constexpr std::uint32_t kNobody = EpochDrift::kNobody;
constexpr std::uint32_t kPart = 4096;

bool same_strings(const StringSpans& a, const StringSpans& b) {
  return same_bytes(a.begin, b.begin) && same_bytes(a.bytes, b.bytes);
}

bool comparable(const Epoch& then, const Epoch& now) {
  return then.base() == nullptr && now.base() == nullptr && then.strategy_hash() == now.strategy_hash() &&
         then.date().year() == now.date().year() && same_strings(then.concept_records(), now.concept_records()) &&
         same_strings(then.place_records(), now.place_records());
}

// Who keeps their place among the others is mostly behind the one before, so that is where to look first.
template <class Id, class Find>
EpochDrift::Side renumber(const Epoch& then, const Epoch& now, std::uint32_t count, std::uint32_t count_now,
                          const Find& find) {
  EpochDrift::Side side{.now = std::vector<std::uint32_t>(count, kNobody),
                        .then = std::vector<std::uint32_t>(count_now, kNobody),
                        .same = std::vector<std::uint8_t>(count_now)};
  for_all((count + kPart - 1) / kPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    std::uint32_t next = count_now;
    for (std::uint32_t i = first; i < std::min(count, first + kPart); ++i) {
      const std::string_view name = then.name(Id{i});
      if (next >= count_now || now.name(Id{next}) != name) {
        const auto found = find(name);
        if (!found) continue;
        next = found->value;
      }
      side.now[i] = next;
      side.then[next] = i;
      ++next;
    }
  });
  return side;
}

// Codes and items of `then` by their numbers in `now`.
class Vocabulary {
 public:
  Vocabulary(const Epoch& then, const Epoch& now) {
    const StringSpans texts = now.rules().codes, texts_then = then.rules().codes;
    std::unordered_map<std::string_view, CodeId> numbers;
    for (CodeId i = 0; i < texts.size(); ++i) numbers.emplace(texts[i], i);
    for (CodeId i = 0; i < texts_then.size(); ++i) {
      const auto found = numbers.find(texts_then[i]);
      codes_.push_back(found == numbers.end() ? kNoCode - 1 : found->second);
    }
    using Key = std::tuple<std::uint8_t, CodeId, std::uint16_t, std::uint8_t, ConceptId, CodeId>;
    std::map<Key, ItemId> items;
    for (ItemId i = 0; i < now.items.size(); ++i) {
      const Item& item = now.items[i];
      items.emplace(Key{item.kind, item.code, item.minimum, item.doubt, item.concept_id, item.compared}, i);
    }
    for (const Item& item : then.items) {
      const auto found =
          items.find(Key{item.kind, code(item.code), item.minimum, item.doubt, item.concept_id, code(item.compared)});
      items_.push_back(found == items.end() ? kNobody : found->second);
    }
  }

  // A number that no code has where `now` has not the text.
  [[nodiscard]] CodeId code(CodeId then) const { return then == kNoCode ? kNoCode : codes_[then]; }
  [[nodiscard]] ItemId item(ItemId then) const { return items_[then]; }

 private:
  std::vector<CodeId> codes_;
  std::vector<ItemId> items_;
};

// same(number then, number now), of those who are in both.
template <class Same>
void compare(EpochDrift::Side& side, const Same& same) {
  for_all((side.then.size() + kPart - 1) / kPart, [&](std::size_t part) {
    const auto first = static_cast<std::uint32_t>(part) * kPart;
    const auto last = std::min(static_cast<std::uint32_t>(side.then.size()), first + kPart);
    for (std::uint32_t i = first; i < last; ++i)
      side.same[i] = side.then[i] != kNobody && same(side.then[i], i) ? 1 : 0;
  });
}

}  // namespace

std::optional<EpochDrift> drift_between(const Epoch& then, const Epoch& now) {
  if (!comparable(then, now)) return std::nullopt;
  EpochDrift drift{.seekers = renumber<SeekerId>(then, now, then.seekers(), now.seekers(),
                                                 [&](std::string_view name) { return now.find_seeker(name); }),
                   .vacancies = renumber<VacancyId>(then, now, then.vacancies(), now.vacancies(),
                                                    [&](std::string_view name) { return now.find_vacancy(name); }),
                   .shift = std::vector<std::int32_t>(now.seekers())};
  const Vocabulary words(then, now);
  compare(drift.seekers, [&](std::uint32_t a, std::uint32_t b) {
    return same_facts(then.seeker(SeekerId{a}), now.seeker(SeekerId{b}), words);
  });
  compare(drift.vacancies, [&](std::uint32_t a, std::uint32_t b) {
    return then.vacancy_positions[a].low == now.vacancy_positions[b].low &&
           same_facts(then.vacancy(VacancyId{a}), now.vacancy(VacancyId{b}), words);
  });
  const auto weight = static_cast<std::int32_t>(now.model().weights.position);
  for (std::uint32_t s = 0; s < now.seekers(); ++s)
    if (drift.seekers.same[s] != 0)
      drift.shift[s] = weight * (std::int32_t{now.seeker_position_lows[s]} -
                                 std::int32_t{then.seeker_position_lows[drift.seekers.then[s]]});
  return drift;
}

}  // namespace schakel
