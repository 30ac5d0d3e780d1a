#include "server/audit/audit_log.h"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include "server/audit/group_writer.h"

namespace schakel {
namespace {

constexpr std::size_t kGroupBytes = std::size_t{4} << 20;  // about 10,000 lines

std::size_t lines_of(const AuditEvent& event) { return std::max<std::size_t>(1, event.objects.size()); }

AuditEvent own_event(std::string_view action, std::string object) {
  return {.actor = "schakel",
          .origin = "process " + std::to_string(getpid()),
          .action = std::string(action),
          .objects = {std::move(object)},
          .result = std::string(kResultDone)};
}

Result<AuditMark> open_mark(const AuditFolder& folder) {
  auto mark = AuditMark::open(folder.mark(), true);
  if (mark || mark.error().code != ErrorCode::kNotFound) return mark;
  const auto segments = audit_segments(folder);
  if (!segments) return std::unexpected(segments.error());
  if (!segments->empty())
    return fail(ErrorCode::kCorrupt, folder.mark().string() + " is missing beside its log" + kBrokenLogHint);
  if (auto created = AuditMark::create(folder.mark()); !created) return std::unexpected(created.error());
  return AuditMark::open(folder.mark(), true);
}

}  // namespace

// The queue, and the thread that empties it.
class AuditLog::Writer {
 public:
  Writer(GroupWriter groups, FileHandle lock, AuditRecovery recovery, AuditLogOptions options)
      : options_(std::move(options)), groups_(std::move(groups)), lock_(std::move(lock)), recovery_(recovery) {
    counts_.sequence = groups_.sequence();
    thread_ = std::thread([this] { work(); });
  }

  // Why the event cannot wait; nothing when it does.
  std::optional<Error> enqueue(AuditEvent& event, Done& done) {
    const std::size_t lines = lines_of(event);
    {
      const std::lock_guard lock(mutex_);
      if (broken_) return broken_;
      if (closing_) return Error{ErrorCode::kIo, "the audit log is closed"};
      if (pending_lines_ + lines > options_.max_pending)
        return Error{ErrorCode::kBusy, "the audit log has " + std::to_string(pending_lines_) + " lines to write yet"};
      pending_lines_ += lines;
      queue_.push_back({std::move(event), std::move(done)});
    }
    wake_.notify_one();
    return std::nullopt;
  }

  Result<void> close() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    wake_.notify_one();
    const std::lock_guard one(joining_);
    if (thread_.joinable()) thread_.join();
    lock_ = FileHandle();
    const std::lock_guard lock(mutex_);
    if (broken_) return std::unexpected(*broken_);
    return {};
  }

  [[nodiscard]] const AuditRecovery& recovery() const { return recovery_; }
  [[nodiscard]] AuditLogCounts counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
  }

 private:
  struct Waiting {
    AuditEvent event;
    Done done;
  };
  using Clock = std::chrono::steady_clock;

  void work();
  std::vector<Waiting> next_group();
  Result<std::vector<std::uint64_t>> write(const std::vector<Waiting>& group);
  void commit(std::vector<Waiting> group);
  void sync_mark_when_due();
  void break_with(const Error& error);

  const AuditLogOptions options_;
  GroupWriter groups_;  // the thread's
  FileHandle lock_;
  const AuditRecovery recovery_;
  Clock::time_point mark_synced_ = Clock::now();
  bool mark_behind_ = false;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::deque<Waiting> queue_;
  std::size_t pending_lines_ = 0;
  bool closing_ = false;
  std::optional<Error> broken_;
  AuditLogCounts counts_;

  std::mutex joining_;
  std::thread thread_;
};

// Up to a group's worth of what waits. Empty: nothing waits, and the log is closing or the mark is due.
std::vector<AuditLog::Writer::Waiting> AuditLog::Writer::next_group() {
  std::unique_lock lock(mutex_);
  const auto ready = [this] { return !queue_.empty() || closing_; };
  if (mark_behind_)
    wake_.wait_until(lock, mark_synced_ + options_.mark_sync, ready);
  else
    wake_.wait(lock, ready);
  std::vector<Waiting> group;
  std::size_t bytes = 0;
  while (!queue_.empty() && bytes < kGroupBytes) {
    Waiting& first = queue_.front();
    bytes += lines_of(first.event) * 400;
    pending_lines_ -= lines_of(first.event);
    group.push_back(std::move(first));
    queue_.pop_front();
  }
  return group;
}

void AuditLog::Writer::break_with(const Error& error) {
  const std::lock_guard lock(mutex_);
  if (!broken_) broken_ = Error{error.code, "the audit log cannot be written any more: " + error.message};
}

// What is thrown is caught: this thread has nobody else to do it.
Result<std::vector<std::uint64_t>> AuditLog::Writer::write(const std::vector<Waiting>& group) {
  try {
    std::vector<std::uint64_t> sequences;
    sequences.reserve(group.size());
    for (const Waiting& waiting : group) sequences.push_back(groups_.add(waiting.event, options_.now()));
    if (const auto written = groups_.commit(); !written) return std::unexpected(written.error());
    return sequences;
  } catch (const std::exception& thrown) {  // no memory, say
    return fail(ErrorCode::kIo, thrown.what());
  }
}

void AuditLog::Writer::commit(std::vector<Waiting> group) {
  const std::uint64_t before = groups_.sequence();
  std::vector<std::uint64_t> sequences;
  std::optional<Error> failure;
  {
    const std::lock_guard lock(mutex_);
    failure = broken_;
  }
  if (!failure) {
    if (auto written = write(group); !written) {
      break_with(written.error());
      const std::lock_guard lock(mutex_);
      failure = broken_;
    } else {
      sequences = *std::move(written);
      mark_behind_ = true;
      const std::uint64_t lines = groups_.sequence() - before;
      const std::lock_guard lock(mutex_);
      counts_.lines += lines;
      counts_.groups += 1;
      counts_.largest_group = std::max(counts_.largest_group, lines);
      counts_.sequence = groups_.sequence();
    }
  }
  for (std::size_t i = 0; i < group.size(); ++i)
    group[i].done(failure ? Result<std::uint64_t>(std::unexpected(*failure)) : Result<std::uint64_t>(sequences[i]));
}

// After the acknowledgements: nobody waits for this one.
void AuditLog::Writer::sync_mark_when_due() {
  if (!mark_behind_ || Clock::now() - mark_synced_ < options_.mark_sync) return;
  if (const auto synced = groups_.sync_mark(); !synced) break_with(synced.error());
  mark_synced_ = Clock::now();
  mark_behind_ = false;
}

void AuditLog::Writer::work() {
  for (;;) {
    auto group = next_group();
    if (!group.empty()) {
      commit(std::move(group));
    } else {
      const std::lock_guard lock(mutex_);
      if (closing_ && queue_.empty()) break;
    }
    sync_mark_when_due();
  }
  std::vector<Waiting> last;
  last.push_back({own_event(kActionLogClose, ""), [](const Result<std::uint64_t>&) {}});
  commit(std::move(last));
  if (const auto synced = groups_.sync_mark(); !synced) break_with(synced.error());
}

AuditLog::AuditLog(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}
AuditLog::~AuditLog() { static_cast<void>(close()); }

Result<std::unique_ptr<AuditLog>> AuditLog::open(const std::filesystem::path& path, AuditLogOptions options) {
  const AuditFolder folder{path};
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return fail_errno("make the folder", path, error.value());
  auto lock = lock_audit_folder(folder);
  if (!lock) return std::unexpected(lock.error());
  auto mark = open_mark(folder);
  if (!mark) return std::unexpected(mark.error());
  auto tail = open_audit_tail(folder, mark->head());
  if (!tail) return std::unexpected(tail.error());
  const AuditRecovery recovery{tail->adopted, tail->cut_bytes};
  const std::uint64_t segment_bytes = options.segment_bytes;
  auto log = std::unique_ptr<AuditLog>(
      new AuditLog(std::make_unique<Writer>(GroupWriter(folder, *std::move(tail), *std::move(mark), segment_bytes),
                                            *std::move(lock), recovery, std::move(options))));
  std::string found =
      "adopted-lines=" + std::to_string(recovery.adopted_lines) + " cut-bytes=" + std::to_string(recovery.cut_bytes);
  if (const auto begun = log->append(own_event(kActionLogOpen, std::move(found))); !begun)
    return std::unexpected(begun.error());
  return log;
}

Result<std::uint64_t> AuditLog::append(AuditEvent event) {
  const auto answer = std::make_shared<std::promise<Result<std::uint64_t>>>();  // it may outlive the wait for it
  auto future = answer->get_future();
  append(std::move(event), [answer](const Result<std::uint64_t>& result) { answer->set_value(result); });
  return future.get();
}

void AuditLog::append(AuditEvent event, Done done) {
  if (auto refused = writer_->enqueue(event, done)) done(std::unexpected(*std::move(refused)));
}

Result<void> AuditLog::close() { return writer_->close(); }

const AuditRecovery& AuditLog::recovery() const { return writer_->recovery(); }
AuditLogCounts AuditLog::counts() const { return writer_->counts(); }

}  // namespace schakel
