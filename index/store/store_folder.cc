#include "index/store/store_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "index/seal/seal.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

std::string missing_mark(const fs::path& folder) {
  return (folder / "mark").string() + " is missing beside its database" + kRestoreHint;
}

Result<FileHandle> take_lock(const fs::path& file) {
  auto handle = open_file(file, O_RDWR | O_CREAT);
  if (!handle) return handle;
  if (flock(handle->get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail_errno("lock", file, errno);
    const auto holder = read_whole_file(file).value_or("");
    return fail(ErrorCode::kBusy, "another process" + (holder.empty() ? "" : " (" + holder + ")") + " is writing to " +
                                      file.parent_path().string() + "; wait until it is done");
  }
  if (ftruncate(handle->get(), 0) != 0) return fail_errno("write", file, errno);
  if (auto written = write_at(*handle, "pid " + std::to_string(getpid()), 0, file); !written) {
    return std::unexpected(written.error());
  }
  return handle;
}

// Whether a store may be created here: nothing is in the folder but what a creation that was killed leaves.
Result<void> check_creatable(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const auto name = entry->path().filename().string();
    if (name == "db") return fail(ErrorCode::kCorrupt, missing_mark(folder));
    if (name != "lock" && !name.starts_with(".mark.")) {
      return fail(ErrorCode::kBadUsage,
                  folder.string() + " is not empty and not a record store (it holds " + name + ")");
    }
  }
  if (error) return fail_errno("list", folder, error.value());
  return {};
}

Result<HighWaterMark> open_mark(const fs::path& folder, bool writable) {
  auto mark = HighWaterMark::open(folder / "mark", writable);
  if (!mark && mark.error().code == ErrorCode::kCorrupt) mark.error().message += kRestoreHint;
  return mark;
}

}  // namespace

Result<StoreFolder> open_store_folder_for_writing(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail_errno("create", folder, error.value());
  const bool exists = fs::exists(folder / "mark", error);
  if (!exists) {
    if (auto creatable = check_creatable(folder); !creatable) return std::unexpected(creatable.error());
  }
  auto lock = take_lock(folder / "lock");
  if (!lock) return std::unexpected(lock.error());
  if (!exists && !fs::exists(folder / "mark", error)) {
    if (auto created = HighWaterMark::create(folder / "mark"); !created) return std::unexpected(created.error());
  }
  auto mark = open_mark(folder, true);
  if (!mark) return std::unexpected(mark.error());
  return StoreFolder{folder / "db", std::move(*mark), std::move(*lock)};
}

Result<StoreFolder> open_store_folder_for_reading(const fs::path& folder) {
  std::error_code error;
  const bool has_mark = fs::exists(folder / "mark", error);
  if (error) return fail_errno("open", folder, error.value());
  const bool has_database = fs::exists(folder / "db" / "CURRENT", error);
  if (has_database && !has_mark) return fail(ErrorCode::kCorrupt, missing_mark(folder));
  if (!has_mark) return fail(ErrorCode::kNotFound, "there is no record store in " + folder.string());
  auto mark = open_mark(folder, false);
  if (!mark) return std::unexpected(mark.error());
  if (!has_database && mark->writes() == 0) {
    return fail(ErrorCode::kNotFound, "the record store in " + folder.string() + " was never written to");
  }
  return StoreFolder{folder / "db", std::move(*mark), FileHandle()};
}

}  // namespace schakel
