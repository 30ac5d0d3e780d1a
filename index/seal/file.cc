#include "index/seal/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

#include "index/seal/seal.h"

namespace schakel {
namespace {

ErrorCode code_of(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS:
      return ErrorCode::kNoPermission;
    case ENOSPC:
    case EDQUOT:
      return ErrorCode::kNoSpace;
    default:
      return ErrorCode::kIo;
  }
}

// A name beside the file that no other thread or process uses now.
std::filesystem::path temporary_name(const std::filesystem::path& file) {
  static std::atomic<unsigned> counter = 0;
  auto name = "." + file.filename().string() + "." + std::to_string(getpid()) + "-" + std::to_string(counter++);
  return file.parent_path() / (name + ".tmp");
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

}  // namespace

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::unexpected<Error> fail_errno(std::string_view doing, const std::filesystem::path& path, int number) {
  return fail(code_of(number),
              "cannot " + std::string(doing) + " " + path.string() + ": " + std::generic_category().message(number));
}

Result<FileHandle> open_file(const std::filesystem::path& file, int flags, unsigned mode) {
  const int descriptor = open(file.c_str(), flags | O_CLOEXEC, mode);
  if (descriptor < 0) return fail_errno("open", file, errno);
  return FileHandle(descriptor);
}

Result<void> read_pieces(const std::filesystem::path& file, const std::function<void(std::string_view)>& take) {
  const auto handle = open_file(file, O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  std::vector<char> buffer(std::size_t{1} << 16);  // what is taken at once stays in a core's cache
  for (;;) {
    const auto count = read(handle->get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail_errno("read", file, errno);
    if (count == 0) return {};
    take({buffer.data(), static_cast<std::size_t>(count)});
  }
}

Result<void> write_at(const FileHandle& handle, std::string_view bytes, std::uint64_t offset,
                      const std::filesystem::path& file) {
  while (!bytes.empty()) {
    const auto count = pwrite(handle.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail_errno("write", file, errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return {};
}

Result<void> sync_path(const std::filesystem::path& path) {
  const auto handle = open_file(path, O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  if (fsync(handle->get()) != 0) return fail_errno("sync", path, errno);
  return {};
}

Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes, unsigned mode) {
  const auto temporary = temporary_name(file);
  const auto write = [&]() -> Result<void> {
    const auto handle = open_file(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode);
    if (!handle) return std::unexpected(handle.error());
    if (auto written = write_at(*handle, bytes, 0, file); !written) return written;
    if (fsync(handle->get()) != 0) return fail_errno("sync", file, errno);
    if (rename(temporary.c_str(), file.c_str()) != 0) return fail_errno("write", file, errno);
    return {};
  };
  if (auto written = write(); !written) {
    unlink(temporary.c_str());
    return written;
  }
  return sync_path(folder_of(file));
}

Result<std::string> read_whole_file(const std::filesystem::path& file) {
  std::string bytes;
  const auto read = read_pieces(file, [&bytes](std::string_view piece) { bytes.append(piece); });
  if (!read) return std::unexpected(read.error());
  return bytes;
}

}  // namespace schakel
