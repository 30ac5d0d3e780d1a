#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "index/seal/file.h"
#include "index/seal/seal.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

bool is_replaceable(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder, error) && (fs::is_empty(folder, error) || fs::exists(folder / kManifestName, error));
}

fs::path without_trailing_slash(const fs::path& folder) {
  return folder.has_filename() ? folder : folder.parent_path();
}

// Afterwards the old folder is at `from`. File systems without an exchange (NFS) get two renames.
Result<void> exchange(const fs::path& from, const fs::path& to) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) return {};
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) return fail_errno("replace", to, errno);
  const auto aside = fs::path(to) += ".old";
  if (rename(to.c_str(), aside.c_str()) != 0) return fail_errno("replace", to, errno);
  if (rename(from.c_str(), to.c_str()) != 0) {
    const int number = errno;
    [[maybe_unused]] const int undone = rename(aside.c_str(), to.c_str());
    return fail_errno("replace", to, number);
  }
  if (rename(aside.c_str(), from.c_str()) != 0) return fail_errno("remove", aside, errno);
  return {};
}

}  // namespace

Result<void> publish_folder(const fs::path& from_folder, const fs::path& to_folder) {
  const auto from = without_trailing_slash(from_folder);
  const auto to = without_trailing_slash(to_folder);
  std::error_code error;
  if (!fs::exists(from / kManifestName, error)) {
    return fail(ErrorCode::kBadUsage, from.string() + " is not sealed and cannot be published");
  }
  const auto parent = to.has_parent_path() ? to.parent_path() : fs::path(".");
  if (!fs::exists(fs::symlink_status(to, error))) {
    if (rename(from.c_str(), to.c_str()) != 0) return fail_errno("publish", to, errno);
    return sync_path(parent);
  }
  if (!is_replaceable(to)) {
    return fail(ErrorCode::kBadUsage, to.string() + " exists and was not written by this program; it is left as it is");
  }
  if (auto exchanged = exchange(from, to); !exchanged) return exchanged;
  if (auto synced = sync_path(parent); !synced) return synced;
  fs::remove_all(from, error);
  if (error) return fail_errno("remove", from, error.value());
  return {};
}

}  // namespace schakel
