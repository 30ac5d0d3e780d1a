#include "index/seal/steady_file.h"

#include <fcntl.h>

#include <algorithm>

namespace schakel {
namespace {

constexpr std::uint64_t kStep = std::uint64_t{1} << 20;

}  // namespace

Result<SteadyFile> SteadyFile::create(const std::filesystem::path& path) {
  auto handle = open_file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (!handle) return std::unexpected(handle.error());
  return SteadyFile(path, *std::move(handle));
}

Result<void> SteadyFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, kStep - (size_ - sent_));
    if (auto written = write_at(handle_, part, size_, path_); !written) return written;
    size_ += part.size();
    bytes.remove_prefix(part.size());
    if (size_ - sent_ == kStep) send_on();
  }
  return {};
}

// The step that is full, when the one before has arrived. A file system that cannot do that writes when it likes, and
// what cannot be written is told by the sync at the end.
void SteadyFile::send_on() {
  if (sent_ >= kStep)
    sync_file_range(handle_.get(), static_cast<off64_t>(sent_ - kStep), static_cast<off64_t>(kStep),
                    SYNC_FILE_RANGE_WAIT_BEFORE);
  sync_file_range(handle_.get(), static_cast<off64_t>(sent_), static_cast<off64_t>(kStep), SYNC_FILE_RANGE_WRITE);
  sent_ = size_;
}

}  // namespace schakel
