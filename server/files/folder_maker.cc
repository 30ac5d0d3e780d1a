#include "server/files/folder_maker.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "index/seal/seal.h"
#include "server/files/folder.h"

namespace schakel {

namespace fs = std::filesystem;

Result<FolderMaker> FolderMaker::begin(const fs::path& parent, WhenBusy when_busy) {
  if (auto made = make_folder(parent); !made) return std::unexpected(made.error());
  const fs::path file = parent / ".lock";
  auto lock = open_file(file, O_RDWR | O_CREAT);
  if (!lock) return std::unexpected(lock.error());
  while (flock(lock->get(), when_busy == WhenBusy::kWait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return fail(ErrorCode::kBusy, "another process is writing to " + parent.string() + "; wait until it is done");
    if (errno != EINTR) return fail_errno("lock", file, errno);
  }
  return FolderMaker(parent, std::move(*lock));
}

FolderMaker::FolderMaker(fs::path parent, FileHandle lock)
    : parent_(std::move(parent)), unfinished_(parent_ / ".unfinished"), lock_(std::move(lock)) {
  std::error_code error;
  fs::remove_all(unfinished_, error);
}

FolderMaker::~FolderMaker() {
  std::error_code error;
  if (!unfinished_.empty()) fs::remove_all(unfinished_, error);
}

Result<void> FolderMaker::publish(std::string_view name) {
  const fs::path place = parent_ / name;
  std::error_code error;
  if (!fs::exists(place / kManifestName, error)) fs::remove_all(place, error);
  return publish_folder(unfinished_, place);
}

}  // namespace schakel
