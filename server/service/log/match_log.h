// Keeps what is needed to play an answered list again: the request, what it was answered from, and who stood in it with
// what total. Beside the audit log, which says who saw whom; whoever may read the one has no need of the other.
//
// DIR/matches/2026-11-23.log, one file per day (UTC), of records (match_record.h). Half a record at the end is cut off
// when the log is opened: its answer never left.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "data/error.h"
#include "index/seal/file.h"
#include "server/service/api/logged_match.pb.h"

namespace schakel {

struct MatchLogOptions {
  std::uint32_t keep_days = 0;  // what is older is removed when the log is opened and when a day begins; 0: nothing
  std::function<std::chrono::system_clock::time_point()> now = std::chrono::system_clock::now;
  // Hears, on any thread, of days that are too old and cannot be removed: nothing fails by it, and the next day tries
  // again. And that the log cannot be written: once, and again when it could be in between.
  std::function<void(const std::string&)> tell;
};

// Thread-safe. One process writes at a time; the audit log's lock sees to that.
class MatchLog {
 public:
  // Makes the folder where there is none. Errors: those of files.
  [[nodiscard]] static Result<std::unique_ptr<MatchLog>> open(const std::filesystem::path& folder,
                                                              MatchLogOptions options = {});

  // An id that no other match has: the time, and chance. 28 hex digits.
  [[nodiscard]] std::string new_id();

  // Writes what waits.
  ~MatchLog();

  // Durable when the future says so, in one sync with whatever else waits by then. What cannot be written is not in the
  // log, nor is what was to be synced with it; what comes later is tried again. After a sync that failed nothing more
  // is taken.
  [[nodiscard]] std::future<Result<void>> begin(const api::LoggedMatch& match);
  // The same, waited for.
  [[nodiscard]] Result<void> append(const api::LoggedMatch& match) { return begin(match).get(); }

  // Nothing when there is none of that id, or what its day held was removed. Reads a file or two. kCorrupt.
  [[nodiscard]] Result<std::optional<api::LoggedMatch>> find(std::string_view id) const;

 private:
  MatchLog(std::filesystem::path folder, MatchLogOptions options)
      : folder_(std::move(folder)), options_(std::move(options)) {}
  struct Waiting {
    std::string record;
    std::string day;
    std::promise<Result<void>> done;
  };
  void work();
  [[nodiscard]] Result<void> commit(const std::vector<Waiting>& group);
  [[nodiscard]] Result<void> write(const std::vector<Waiting>& group);
  void tell_of(const Result<void>& written);
  [[nodiscard]] Result<void> begin_day(const std::string& day);
  void remove_old() const;

  const std::filesystem::path folder_;
  const MatchLogOptions options_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable come_;
  std::vector<Waiting> waiting_;
  bool closing_ = false;

  // The thread's.
  bool broken_ = false;   // for good: nobody knows what the file holds
  bool failing_ = false;  // and it was told
  std::string day_;
  FileHandle file_;
  std::uint64_t size_ = 0;

  std::thread thread_;  // last: it is started when all else is there
};

}  // namespace schakel
