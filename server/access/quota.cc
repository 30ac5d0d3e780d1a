#include "server/access/quota.h"

#include <algorithm>
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
// waiting, 14 ms at 200,000 persons.
class LastHour {
 public:
  void expire(seconds now) {
    while (!seen_.empty() && seen_.front().last + kHour <= now) {
      index_.erase(seen_.front().person);
      seen_.pop_front();
    }
  }

  void count(std::string_view person, seconds now) {
    if (const auto found = index_.find(person); found != index_.end()) {
      found->second->last = now;
      seen_.splice(seen_.end(), seen_, found->second);
      return;
    }
    seen_.push_back({std::string(person), now});
    index_.emplace(seen_.back().person, std::prev(seen_.end()));
  }

  [[nodiscard]] std::size_t size() const { return seen_.size(); }
  [[nodiscard]] bool holds(std::string_view person) const { return index_.contains(person); }

  // How long until at most `room` persons who are not among the asked are left.
  [[nodiscard]] seconds until_room(std::size_t room, const Persons& asked, seconds now) const {
    std::size_t others = 0;
    for (const Seen& seen : seen_) others += is_among(asked, seen.person) ? 0 : 1;
    seconds wait{0};
    for (auto seen = seen_.begin(); others > room; ++seen) {
      if (is_among(asked, seen->person)) continue;
      wait = seen->last + kHour - now;
      --others;
    }
    return wait;
  }

  seconds latest{0};
  std::optional<seconds> alarmed;  // when the alarm was raised that has not been taken back

 private:
  struct Seen {
    std::string person;
    seconds last;
  };
  std::list<Seen> seen_;
  std::map<std::string_view, std::list<Seen>::iterator> index_;  // by the names in seen_
};

}  // namespace

struct Quota::State {
  // Each account has a lock of its own: a large hour that ends keeps nobody else waiting.
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

  static LastHour& hour_at(Counted& counted, seconds now) {
    counted.hour.latest = std::max(counted.hour.latest, now);
    counted.hour.expire(counted.hour.latest);
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
  LastHour& hour = State::hour_at(counted, now);
  const std::uint32_t limit = own_limit > 0 ? own_limit : state_->options.persons_per_hour;
  const std::uint64_t alarm_at = (std::uint64_t{limit} * state_->options.alarm_percent + 99) / 100;
  if (hour.alarmed && hour.size() < alarm_at && hour.latest - *hour.alarmed >= kHour) hour.alarmed.reset();

  const auto fresh = std::ranges::count_if(asked, [&](std::string_view person) { return !hour.holds(person); });
  QuotaAnswer answer{.granted = hour.size() + static_cast<std::size_t>(fresh) <= limit, .limit = limit};
  if (answer.granted)
    for (const std::string_view person : asked) hour.count(person, hour.latest);
  else if (asked.size() <= limit)
    answer.retry_after = hour.until_room(limit - asked.size(), asked, hour.latest);
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
  LastHour& hour = State::hour_at(counted, then);
  hour.count(person, hour.latest);
}

}  // namespace schakel
