#include "index/store/disk_space.h"

#include <string>
#include <system_error>

#include "index/seal/file.h"

namespace schakel {
namespace {

std::string mebibytes(std::uint64_t bytes) { return std::to_string((bytes + (1 << 20) - 1) >> 20) + " MiB"; }

}  // namespace

Result<void> check_space(const std::filesystem::path& folder, std::uint64_t needed, std::uint64_t guard) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error) return fail_errno("look up the free space of", folder, error.value());
  if (space.available >= guard && space.available - guard >= needed) return {};
  return fail(ErrorCode::kNoSpace, "the disk of " + folder.string() + " has " + mebibytes(space.available) + " free; " +
                                       mebibytes(needed) + " are needed and " + mebibytes(guard) + " must stay free");
}

std::uint64_t bytes_in_folder(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (auto entry = std::filesystem::recursive_directory_iterator(folder, error);
       !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code gone;  // a file may be deleted while we look
    const auto size = entry->is_regular_file(gone) ? entry->file_size(gone) : 0;
    if (!gone) bytes += size;
  }
  return bytes;
}

}  // namespace schakel
