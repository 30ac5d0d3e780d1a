#include "server/service/log/match_log.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <exception>
#include <system_error>
#include <utility>
#include <vector>

#include "data/date.h"
#include "server/service/log/match_record.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::system_clock;

constexpr std::string_view kEnding = ".log";
constexpr std::size_t kTimeDigits = 12, kIdDigits = 28;
constexpr std::int64_t kDayMs = 86'400'000;

std::string hex(std::uint64_t value, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i-- > 0; value >>= 4) text[i] = "0123456789abcdef"[value & 15U];
  return text;
}

std::string day_of(std::int64_t time_ms) {
  const std::chrono::year_month_day day(
      std::chrono::floor<std::chrono::days>(std::chrono::sys_time<milliseconds>(milliseconds(time_ms))));
  return format_date({static_cast<int>(day.year()) * 10000 +
                      static_cast<std::int32_t>(static_cast<unsigned>(day.month())) * 100 +
                      static_cast<std::int32_t>(static_cast<unsigned>(day.day()))});
}

std::int64_t ms_of(system_clock::time_point time) {
  return std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
}

Result<std::string> bytes_of(const fs::path& file) {
  std::string bytes;
  auto read = read_pieces(file, [&](std::string_view piece) { bytes += piece; });
  if (!read) return std::unexpected(read.error());
  return bytes;
}

}  // namespace

Result<std::unique_ptr<MatchLog>> MatchLog::open(const fs::path& folder, MatchLogOptions options) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail_errno("make", folder, error.value());
  fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail_errno("close to others", folder, error.value());
  std::unique_ptr<MatchLog> log(new MatchLog(folder, std::move(options)));
  if (auto begun = log->begin_day(day_of(ms_of(log->options_.now()))); !begun) return std::unexpected(begun.error());
  log->thread_ = std::thread([self = log.get()] { self->work(); });
  return log;
}

MatchLog::~MatchLog() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  come_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::string MatchLog::new_id() {
  std::array<std::uint8_t, 8> chance{};
  RAND_bytes(chance.data(), static_cast<int>(chance.size()));
  std::uint64_t number = 0;
  std::memcpy(&number, chance.data(), chance.size());
  return hex(static_cast<std::uint64_t>(ms_of(options_.now())), kTimeDigits) + hex(number, kIdDigits - kTimeDigits);
}

std::future<Result<void>> MatchLog::begin(const api::LoggedMatch& match) {
  Waiting waiting{.record = {}, .day = day_of(match.time_ms()), .done = {}};
  append_record(match, waiting.record);
  auto outcome = waiting.done.get_future();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(waiting));
  }
  come_.notify_one();
  return outcome;
}

void MatchLog::work() {
  for (std::unique_lock lock(mutex_);;) {
    come_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Waiting> group = std::exchange(waiting_, {});
    lock.unlock();
    const auto written = commit(group);
    tell_of(written);
    for (Waiting& one : group) one.done.set_value(written);
    lock.lock();
  }
}

// What fails is cut off again. What writing throws is caught: this thread has nobody else to do it.
Result<void> MatchLog::commit(const std::vector<Waiting>& group) {
  Result<void> written;
  try {
    written = write(group);
  } catch (const std::exception& thrown) {  // no memory, say
    written = fail(ErrorCode::kIo, thrown.what());
  }
  if (!written && ftruncate(file_.get(), static_cast<off_t>(size_)) != 0) broken_ = true;
  return written;
}

// A group may hold records of the other side of midnight: find() looks into both days.
Result<void> MatchLog::write(const std::vector<Waiting>& group) {
  if (broken_) return fail(ErrorCode::kIo, "nobody knows what it holds since a write failed; start the service again");
  if (const std::string& day = std::ranges::max_element(group, {}, &Waiting::day)->day; day > day_)
    if (auto begun = begin_day(day); !begun) return begun;
  std::string records;
  for (const Waiting& one : group) records += one.record;
  const fs::path path = folder_ / (day_ + std::string(kEnding));
  if (auto written = write_at(file_, records, size_, path); !written) return written;
  broken_ = fdatasync(file_.get()) != 0;
  if (broken_) return fail_errno("sync", path, errno);
  size_ += records.size();
  return {};
}

void MatchLog::tell_of(const Result<void>& written) {
  const bool told = std::exchange(failing_, !written);
  if (written || told || !options_.tell) return;
  try {
    options_.tell("The match log cannot be written: " + written.error().message);
  } catch (const std::exception&) {
    failing_ = false;  // the next failure tells
  }
}

Result<void> MatchLog::begin_day(const std::string& day) {
  const fs::path path = folder_ / (day + std::string(kEnding));
  auto file = open_file(path, O_RDWR | O_CREAT, 0600);
  if (!file) return std::unexpected(file.error());
  const auto bytes = bytes_of(path);
  if (!bytes) return std::unexpected(bytes.error());
  const std::uint64_t whole = each_record(*bytes, [](std::string_view) { return true; });
  if (whole < bytes->size() && ftruncate(file->get(), static_cast<off_t>(whole)) != 0)
    return fail_errno("cut", path, errno);
  if (auto synced = sync_path(folder_); !synced) return synced;
  file_ = *std::move(file);
  size_ = whole;
  day_ = day;
  remove_old();
  return {};
}

Result<std::optional<api::LoggedMatch>> MatchLog::find(std::string_view id) const {
  if (id.size() != kIdDigits) return std::nullopt;
  const std::string_view digits = id.substr(0, kTimeDigits);
  std::uint64_t time_ms = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), time_ms, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  std::optional<api::LoggedMatch> found;
  for (const std::int64_t later : {std::int64_t{0}, kDayMs, -kDayMs}) {
    const fs::path path = folder_ / (day_of(static_cast<std::int64_t>(time_ms) + later) + std::string(kEnding));
    const auto bytes = bytes_of(path);
    if (!bytes && bytes.error().code == ErrorCode::kNotFound) continue;
    if (!bytes) return std::unexpected(bytes.error());
    each_record(*bytes, [&](std::string_view record) {
      api::LoggedMatch match;
      if (match.ParseFromArray(record.data(), static_cast<int>(record.size())) && match.id() == id)
        found = std::move(match);
      return !found;
    });
    if (found) break;
  }
  return found;
}

void MatchLog::remove_old() const {
  if (options_.keep_days == 0) return;
  const std::string first_kept = day_of(ms_of(options_.now()) - std::int64_t{options_.keep_days} * kDayMs);
  std::vector<fs::path> old;
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.ends_with(kEnding) && parse_date(name.substr(0, name.size() - kEnding.size())) && name < first_kept)
      old.push_back(entry->path());
  }
  const auto told = [&](const fs::path& path) {
    if (error && options_.tell)
      options_.tell("Logged matches that are too old stay: " + path.string() + ": " + error.message());
  };
  told(folder_);
  for (const fs::path& file : old) {
    fs::remove(file, error);
    told(file);
  }
}

}  // namespace schakel
