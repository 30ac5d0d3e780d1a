#include "server/live/write_queue.h"

#include <algorithm>
#include <iterator>

namespace schakel {
namespace {

using Key = std::pair<RecordKind, std::string>;

Result<void> check_key(RecordKind kind, const std::string& key) {
  if (kind != RecordKind::kSeeker && kind != RecordKind::kVacancy)
    return fail(ErrorCode::kBadInput, "only seekers and vacancies are written while they are answered from");
  if (key.empty() || key.size() > 512) return fail(ErrorCode::kBadInput, "an id has 1 to 512 bytes");
  return {};
}

template <class Record>
Result<std::variant<Seeker, Vacancy>> parsed(const Put& put) {
  Record record;
  if (!record.ParseFromString(put.bytes) || record.id() != put.key)
    return fail(ErrorCode::kBadInput, "the bytes of " + put.key + " are not its record");
  return record;
}

}  // namespace

Result<PendingWrite> parse_write(Batch batch) {
  PendingWrite write;
  for (const Put& put : batch.puts) {
    if (auto good = check_key(put.kind, put.key); !good) return std::unexpected(good.error());
    auto record = put.kind == RecordKind::kSeeker ? parsed<Seeker>(put) : parsed<Vacancy>(put);
    if (!record) return std::unexpected(record.error());
    write.records.push_back(*std::move(record));
  }
  for (const Erase& erase : batch.erases)
    if (auto good = check_key(erase.kind, erase.key); !good) return std::unexpected(good.error());
  if (!batch.refusals.empty() || batch.delivery)
    return fail(ErrorCode::kBadInput, "deliveries are loaded, not written one by one");
  write.batch = std::move(batch);
  return write;
}

std::future<Result<WriteOutcome>> WriteQueue::add(PendingWrite write) {
  auto outcome = write.done.get_future();
  {
    const std::scoped_lock lock(mutex_);
    if (closed_)
      write.done.set_value(fail(ErrorCode::kBusy, "the market is being closed"));
    else
      waiting_.push_back(std::move(write));
  }
  come_.notify_one();
  return outcome;
}

std::vector<PendingWrite> WriteQueue::take() {
  std::unique_lock lock(mutex_);
  come_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
  std::vector<PendingWrite> group;
  std::set<Key> erased;
  std::size_t records = 0;
  while (!waiting_.empty() && records < kMostRecords) {
    const Batch& batch = waiting_.front().batch;
    const auto was_erased = [&](const Put& put) { return erased.contains({put.kind, put.key}); };
    if (!erased.empty() && std::ranges::any_of(batch.puts, was_erased)) break;
    for (const Erase& erase : batch.erases) erased.emplace(erase.kind, erase.key);
    records += batch.puts.size() + batch.erases.size();
    group.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return group;
}

void WriteQueue::close() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
  }
  come_.notify_all();
}

Batch merged(std::vector<PendingWrite>& group) {
  Batch all;
  for (PendingWrite& write : group) {
    std::ranges::move(write.batch.puts, std::back_inserter(all.puts));
    std::ranges::move(write.batch.erases, std::back_inserter(all.erases));
  }
  return all;
}

}  // namespace schakel
