#include "server/audit/audit_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <system_error>
#include <thread>

#include "index/seal/seal.h"

namespace schakel {
namespace {

constexpr std::size_t kDigits = 6;
constexpr std::string_view kEnding = ".log";
constexpr int kLockTries = 10;
constexpr std::chrono::milliseconds kLockPause{5};

std::string digits_of(std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

std::optional<std::uint32_t> segment_number(const std::string& name) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || name != digits_of(number) + std::string(kEnding)) return std::nullopt;
  return number;
}

}  // namespace

std::filesystem::path AuditFolder::segment(std::uint32_t number) const {
  return root / (digits_of(number) + std::string(kEnding));
}

std::filesystem::path AuditFolder::torn(std::uint32_t segment, std::uint64_t sequence) const {
  return root / (digits_of(segment) + ".torn-" + std::to_string(sequence));
}

Result<std::vector<std::uint32_t>> audit_segments(const AuditFolder& folder) {
  std::vector<std::uint32_t> numbers;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder.root, error), end; !error && entry != end;
       entry.increment(error))
    if (const auto number = segment_number(entry->path().filename().string())) numbers.push_back(*number);
  if (error) return fail_errno("list", folder.root, error.value());
  std::ranges::sort(numbers);
  return numbers;
}

Result<FileHandle> lock_audit_folder(const AuditFolder& folder) {
  auto handle = open_file(folder.lock(), O_RDWR | O_CREAT, 0600);
  if (!handle) return handle;
  int taken = flock(handle->get(), LOCK_EX | LOCK_NB);
  for (int again = 0; again < kLockTries && taken != 0 && errno == EWOULDBLOCK; ++again) {
    std::this_thread::sleep_for(kLockPause);  // a reader looks for a moment whether somebody writes
    taken = flock(handle->get(), LOCK_EX | LOCK_NB);
  }
  if (taken != 0) {
    if (errno != EWOULDBLOCK) return fail_errno("lock", folder.lock(), errno);
    const std::string holder = read_whole_file(folder.lock()).value_or("");
    return fail(ErrorCode::kBusy, "another process" + (holder.empty() ? "" : " (" + holder + ")") +
                                      " writes the audit log in " + folder.root.string());
  }
  if (ftruncate(handle->get(), 0) != 0) return fail_errno("write", folder.lock(), errno);
  if (auto written = write_at(*handle, "pid " + std::to_string(getpid()), 0, folder.lock()); !written)
    return std::unexpected(written.error());
  return handle;
}

bool audit_folder_is_live(const AuditFolder& folder) {
  const auto handle = open_file(folder.lock(), O_RDONLY);
  return handle && flock(handle->get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace schakel
