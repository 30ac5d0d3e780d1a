#include "index/seal/steady_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace schakel {
namespace {

constexpr off64_t kStep = off64_t{1} << 20;

}  // namespace

Result<SteadyFile> SteadyFile::create(const std::filesystem::path& path) {
  auto handle = open_file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!handle) return std::unexpected(handle.error());
  return SteadyFile(path, *std::move(handle));
}

Result<void> SteadyFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, static_cast<std::size_t>(kStep - (size_ - sent_)));
    if (auto written = write_at(handle_, part, static_cast<std::uint64_t>(size_), path_); !written) return written;
    size_ += static_cast<off64_t>(part.size());
    bytes.remove_prefix(part.size());
    if (size_ - sent_ == kStep) send_on();
  }
  return {};
}

// The step that is full, when the one before has arrived. A file system that cannot do that writes when it likes, and
// what cannot be written is told by the sync at the end.
void SteadyFile::send_on() {
  if (sent_ >= kStep) sync_file_range(handle_.get(), sent_ - kStep, kStep, SYNC_FILE_RANGE_WAIT_BEFORE);
  sync_file_range(handle_.get(), sent_, kStep, SYNC_FILE_RANGE_WRITE);
  sent_ = size_;
}

Result<void> sync_steadily(const std::filesystem::path& path) {
  const auto handle = open_file(path, O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  const off64_t size = lseek64(handle->get(), 0, SEEK_END);
  for (off64_t at = 0; at < size; at += kStep)
    sync_file_range(handle->get(), at, kStep,
                    SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
  if (fsync(handle->get()) != 0) return fail_errno("sync", path, errno);
  return {};
}

}  // namespace schakel
