#include "server/access/quota.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <iterator>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace schakel {
namespace {

using std::chrono::seconds;

constexpr seconds kHour{3600};

using Persons = std::vector<std::string_view>;  // in order, each once

Persons each_once(std::span<const std::string> persons) {
  Persons each(persons.begin(), persons.end());
  std::ranges::sort(each);
  const auto again = std::ranges::unique(each);
  each.erase(again.begin(), again.end());
  return each;
}

bool is_among(const Persons& persons, std::string_view person) { return std::ranges::binary_search(persons, person); }

// The persons of one account's last hour, longest ago first. In a tree: a hash table that grows keeps everybody
// waiting, 14 ms at 200,000 persons. Who has expired is not counted, and is cleared away a few at a time.
class LastHour {
  struct Seen {
    std::string person;
    seconds last;
  };
  using Index = std::map<std::string_view, std::list<Seen>::iterator>;  // by the names in seen_

 public:
  using Place = Index::iterator;

  void go_on_to(seconds now) {
    latest = std::max(latest, now);
    for (; !seconds_.empty() && !is_within(seconds_.front().at); seconds_.pop_front())
      size_ -= seconds_.front().persons;
  }

  // Places stay good until then.
  void clear_away(std::size_t most) {
    for (; most > 0 && !seen_.empty() && !is_within(seen_.front().last); --most) {
      index_.erase(seen_.front().person);
      seen_.pop_front();
    }
  }

  [[nodiscard]] Place find(std::string_view person) { return index_.find(person); }
  [[nodiscard]] bool counts(Place place) const { return place != index_.end() && is_within(place->second->last); }
  [[nodiscard]] std::size_t size() const { return size_; }

  // Requires the place of this person.
  void count(std::string_view person, Place place) {
    if (counts(place))
      --std::ranges::lower_bound(seconds_, place->second->last, {}, &Second::at)->persons;
    else
      ++size_;
    if (place == index_.end()) {
      seen_.push_back({std::string(person), latest});
      index_.emplace(seen_.back().person, std::prev(seen_.end()));
    } else {
      place->second->last = latest;
      seen_.splice(seen_.end(), seen_, place->second);
    }
    if (seconds_.empty() || seconds_.back().at != latest) seconds_.push_back({latest, 0});
    ++seconds_.back().persons;
  }

  // How long until at most `room` persons who are not among the asked are left.
  [[nodiscard]] seconds until_room(std::size_t room, const Persons& asked) const {
    auto first = seen_.end();
    while (first != seen_.begin() && is_within(std::prev(first)->last)) --first;
    const auto is_other = [&](const Seen& seen) { return !is_among(asked, seen.person); };
    auto others = static_cast<std::size_t>(std::count_if(first, seen_.end(), is_other));
    seconds wait{0};
    for (auto seen = first; others > room; ++seen) {
      if (!is_other(*seen)) continue;
      wait = seen->last + kHour - latest;
      --others;
    }
    return wait;
  }

  seconds latest{0};
  std::optional<seconds> alarmed;  // when the alarm was raised that has not been taken back

 private:
  struct Second {
    seconds at;
    std::size_t persons;  // who were shown then for the last time
  };

  [[nodiscard]] bool is_within(seconds then) const { return then + kHour > latest; }

  std::list<Seen> seen_;
  Index index_;
  std::deque<Second> seconds_;  // of the last hour
  std::size_t size_ = 0;        // of all of them together
};

}  // namespace

struct Quota::State {
  // Each account has a lock of its own: a large call keeps nobody else waiting.
  struct Counted {
    std::mutex mutex;
    LastHour hour;
  };

  QuotaOptions options;
  std::mutex mutex;  // of the map; what it holds stays where it is
  std::map<std::string, Counted, std::less<>> accounts;

  Counted& of(std::string_view account) {
    const std::lock_guard lock(mutex);
    auto found = accounts.find(account);
    if (found == accounts.end()) found = accounts.try_emplace(std::string(account)).first;
    return found->second;
  }

  // With more cleared away than such a call can add.
  static LastHour& hour_at(Counted& counted, seconds now, std::size_t persons) {
    counted.hour.go_on_to(now);
    counted.hour.clear_away(2 * persons + 1);
    return counted.hour;
  }
};

Quota::Quota(QuotaOptions options) : state_(std::make_unique<State>()) { state_->options = options; }
Quota::~Quota() = default;

QuotaAnswer Quota::ask(std::string_view account, std::uint32_t own_limit, std::span<const std::string> persons,
                       seconds now) {
  const Persons asked = each_once(persons);
  State::Counted& counted = state_->of(account);
  const std::lock_guard lock(counted.mutex);
  LastHour& hour = State::hour_at(counted, now, asked.size());
  const std::uint32_t limit = own_limit > 0 ? own_limit : state_->options.persons_per_hour;
  const std::uint64_t alarm_at = (std::uint64_t{limit} * state_->options.alarm_percent + 99) / 100;
  if (hour.alarmed && hour.size() < alarm_at && hour.latest - *hour.alarmed >= kHour) hour.alarmed.reset();

  std::vector<LastHour::Place> places;
  places.reserve(asked.size());
  for (const std::string_view person : asked) places.push_back(hour.find(person));
  const auto fresh = std::ranges::count_if(places, [&](LastHour::Place place) { return !hour.counts(place); });
  QuotaAnswer answer{.granted = hour.size() + static_cast<std::size_t>(fresh) <= limit, .limit = limit};
  if (answer.granted)
    for (std::size_t i = 0; i < asked.size(); ++i) hour.count(asked[i], places[i]);
  else if (asked.size() <= limit)
    answer.retry_after = hour.until_room(limit - asked.size(), asked);
  answer.persons = static_cast<std::uint32_t>(hour.size());
  if (answer.granted && !asked.empty() && hour.size() >= alarm_at && !hour.alarmed) {
    hour.alarmed = hour.latest;
    answer.alarm = true;
  }
  return answer;
}

void Quota::remember(std::string_view account, std::string_view person, seconds then) {
  State::Counted& counted = state_->of(account);
  const std::lock_guard lock(counted.mutex);
  LastHour& hour = State::hour_at(counted, then, 1);
  hour.count(person, hour.find(person));
}

}  // namespace schakel
