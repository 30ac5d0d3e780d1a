#include "server/live/job_log.h"

#include <utility>

namespace schakel {

std::uint64_t JobLog::begin(EpochJob::Kind kind, std::string why) {
  const std::scoped_lock lock(mutex_);
  jobs_.push_front({.number = ++number_,
                    .kind = kind,
                    .state = EpochJob::State::kRunning,
                    .why = std::move(why),
                    .began = std::chrono::system_clock::now()});
  if (jobs_.size() > kKept) jobs_.pop_back();
  return number_;
}

void JobLog::stage(std::string name, std::uint64_t total) {
  const std::scoped_lock lock(mutex_);
  jobs_.front().stage = std::move(name);
  jobs_.front().done = 0;
  jobs_.front().total = total;
}

void JobLog::progress(std::uint64_t done) {
  const std::scoped_lock lock(mutex_);
  jobs_.front().done = done;
}

void JobLog::end(const Result<std::string>& epoch) {
  const std::scoped_lock lock(mutex_);
  EpochJob& job = jobs_.front();
  job.state = epoch ? EpochJob::State::kDone : EpochJob::State::kFailed;
  if (epoch)
    job.epoch = *epoch;
  else
    job.error = epoch.error().message;
  job.stage.clear();
  job.ended = std::chrono::system_clock::now();
}

std::vector<EpochJob> JobLog::jobs() const {
  const std::scoped_lock lock(mutex_);
  return {jobs_.begin(), jobs_.end()};
}

}  // namespace schakel
