#include "server/access/quota.h"

#include <algorithm>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace schakel {
namespace {

using std::chrono::seconds;

constexpr seconds kHour{3600};

// The persons of one account's last hour, longest ago first.
class LastHour {
 public:
  void expire(seconds now) {
    while (!seen_.empty() && seen_.front().last + kHour <= now) {
      index_.erase(seen_.front().person);
      seen_.pop_front();
    }
  }

  void count(std::string_view person, seconds now) {
    if (const auto found = index_.find(std::string(person)); found != index_.end()) {
      found->second->last = now;
      seen_.splice(seen_.end(), seen_, found->second);
      return;
    }
    seen_.push_back({std::string(person), now});
    index_.emplace(person, std::prev(seen_.end()));
  }

  [[nodiscard]] std::size_t size() const { return seen_.size(); }
  [[nodiscard]] bool holds(const std::string& person) const { return index_.contains(person); }

  // How long until at most `room` persons who are not among the asked are left.
  [[nodiscard]] seconds until_room(std::size_t room, const std::unordered_set<std::string>& asked, seconds now) const {
    std::size_t others = 0;
    for (const Seen& seen : seen_) others += asked.contains(seen.person) ? 0 : 1;
    seconds wait{0};
    for (auto seen = seen_.begin(); others > room; ++seen) {
      if (asked.contains(seen->person)) continue;
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
  std::unordered_map<std::string, std::list<Seen>::iterator> index_;
};

}  // namespace

struct Quota::State {
  QuotaOptions options;
  std::mutex mutex;
  std::map<std::string, LastHour, std::less<>> accounts;

  LastHour& hour_of(std::string_view account, seconds now) {
    auto found = accounts.find(account);
    if (found == accounts.end()) found = accounts.emplace(account, LastHour()).first;
    LastHour& hour = found->second;
    hour.latest = std::max(hour.latest, now);
    hour.expire(hour.latest);
    return hour;
  }
};

Quota::Quota(QuotaOptions options) : state_(std::make_unique<State>()) { state_->options = options; }
Quota::~Quota() = default;

QuotaAnswer Quota::ask(std::string_view account, std::uint32_t own_limit, std::span<const std::string> persons,
                       seconds now) {
  const std::lock_guard lock(state_->mutex);
  LastHour& hour = state_->hour_of(account, now);
  const std::uint32_t limit = own_limit > 0 ? own_limit : state_->options.persons_per_hour;
  const std::uint64_t alarm_at = (std::uint64_t{limit} * state_->options.alarm_percent + 99) / 100;
  if (hour.alarmed && hour.size() < alarm_at && hour.latest - *hour.alarmed >= kHour) hour.alarmed.reset();

  const std::unordered_set<std::string> asked(persons.begin(), persons.end());
  const auto fresh = std::ranges::count_if(asked, [&](const std::string& person) { return !hour.holds(person); });
  QuotaAnswer answer{.granted = hour.size() + static_cast<std::size_t>(fresh) <= limit, .limit = limit};
  if (answer.granted)
    for (const std::string& person : asked) hour.count(person, hour.latest);
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
  const std::lock_guard lock(state_->mutex);
  LastHour& hour = state_->hour_of(account, then);
  hour.count(person, hour.latest);
}

}  // namespace schakel
