#include "tests/support/edited_market.h"

#include <algorithm>
#include <utility>

#include "tests/support/random.h"
#include "tests/support/random_records.h"

namespace schakel::testing {
namespace {

// `made(random)` is a new record without an id. Ids that are new begin with the prefix.
template <class Record, class Made>
void edit(std::vector<Record>& records, std::vector<std::string>& keys, const std::string& prefix,
          std::uint32_t percent, Random& random, const Made& made) {
  std::vector<Record> after;
  std::uint32_t added = 0;
  const auto put = [&](std::string id) {
    after.push_back(made(random));
    after.back().set_id(id);
    keys.push_back(std::move(id));
  };
  for (const Record& record : records) {
    if (!random.chance(percent)) {
      after.push_back(record);
      continue;
    }
    switch (random.between(1, 4)) {
      case 1:  // gone
        keys.push_back(record.id());
        break;
      case 2:  // another one beside it
        after.push_back(record);
        put("new-" + prefix + "-" + std::to_string(++added));
        break;
      default:
        put(record.id());
    }
  }
  std::ranges::sort(keys);
  records = std::move(after);
}

constexpr std::uint32_t kBackPercent = 30;

template <class Record>
bool is_in(const std::vector<Record>& records, const std::string& id) {
  return std::ranges::find(records, id, &Record::id) != records.end();
}

// Brings some of `erased` into `after`, and takes over those who are no longer there. How many came back.
template <class Record, class Made>
std::size_t bring_back(const std::vector<Record>& before, std::vector<Record>& after, std::vector<std::string>& keys,
                       std::vector<Record>& erased, Random& random, const Made& made) {
  std::vector<Record> still;
  for (Record& record : erased) {
    if (!random.chance(kBackPercent)) {
      still.push_back(std::move(record));
      continue;
    }
    std::string id = record.id();
    after.push_back(random.chance(50) ? std::move(record) : made(random));
    after.back().set_id(id);
    keys.push_back(std::move(id));
  }
  std::ranges::sort(keys);
  const std::size_t back = erased.size() - still.size();
  for (const Record& record : before)
    if (!is_in(after, record.id())) still.push_back(record);
  erased = std::move(still);
  return back;
}

Date later_than(Date date, Random& random) {
  Date after = date;
  while (after == date || !parse_date(format_date(after)))
    after.yyyymmdd = date.year() * 10000 +
                     static_cast<std::int32_t>(random.between(static_cast<std::uint32_t>(date.yyyymmdd % 10000), 1231));
  return after;
}

}  // namespace

EditedMarket edited_market(const RandomMarket& before, std::uint64_t seed, std::uint32_t percent, bool later) {
  Random random(seed * 7919 + 13);
  EditedMarket edited{before, {}};
  const RandomRecords records(before, random);
  const std::string prefix = std::to_string(seed);
  edit(edited.market.seekers, edited.keys.seekers, prefix, percent, random,
       [&](Random& r) { return records.seeker(r); });
  edit(edited.market.vacancies, edited.keys.vacancies, prefix, percent, random,
       [&](Random& r) { return records.vacancy(r); });
  if (later && before.date.yyyymmdd % 10000 < 1231) edited.market.date = later_than(before.date, random);
  return edited;
}

EditedMarket edited_market(const RandomMarket& before, std::uint64_t seed, std::uint32_t percent, bool later,
                           ErasedRecords& erased) {
  EditedMarket edited = edited_market(before, seed, percent, later);
  Random random(seed * 7927 + 17);
  const RandomRecords records(before, random);
  erased.seekers_back += bring_back(before.seekers, edited.market.seekers, edited.keys.seekers, erased.seekers, random,
                                    [&](Random& r) { return records.seeker(r); });
  erased.vacancies_back += bring_back(before.vacancies, edited.market.vacancies, edited.keys.vacancies,
                                      erased.vacancies, random, [&](Random& r) { return records.vacancy(r); });
  return edited;
}

}  // namespace schakel::testing
