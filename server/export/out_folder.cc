#include "server/export/out_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "server/files/folder.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> refuse(const fs::path& place, std::string_view why) {
  return fail(ErrorCode::kBadUsage,
              place.string().append(" ").append(why).append("; it is left as it is, choose another folder"));
}

// Nothing that stands at `place` may be lost.
Result<void> may_give_way(const fs::path& place, const std::string& kind) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(place, error))) return {};
  if (!fs::is_directory(place, error)) return refuse(place, "is no folder");
  fs::directory_iterator entries(place, error);
  if (error) return fail_errno("list", place, error.value());
  if (entries == fs::directory_iterator()) return {};
  const auto manifest = read_manifest(place);
  const std::string earlier = "an earlier " + kind;
  if (!manifest || manifest->kind != kind) return refuse(place, "holds other things than " + earlier);
  for (const auto& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (name != kManifestName && !std::ranges::binary_search(manifest->files, name, {}, &SealedFile::name))
      return refuse(place, std::string("holds ").append(name).append(" beside ").append(earlier));
  }
  return {};
}

}  // namespace

Result<OutFolder> OutFolder::create(const fs::path& place, std::string kind) {
  std::error_code error;
  const fs::path resolved = fs::weakly_canonical(fs::absolute(place), error);
  if (error) return fail_errno("find", place, error.value());
  OutFolder folder(resolved.has_filename() ? resolved : resolved.parent_path(), std::move(kind));
  if (auto may = may_give_way(folder.place_, folder.kind_); !may) return std::unexpected(may.error());
  if (auto made = make_folder(folder.place_.parent_path()); !made) return std::unexpected(made.error());
  if (auto locked = folder.lock(); !locked) return std::unexpected(locked.error());
  for (const auto& left : fs::directory_iterator(folder.unfinished_, error))
    if (fs::remove_all(left, error); error) return fail_errno("remove", left.path(), error.value());
  return folder;
}

// The lock is on the folder itself, so that it goes with its process.
Result<void> OutFolder::lock() {
  const fs::path hidden = place_.parent_path() / ("." + place_.filename().string() + ".unfinished");
  if (mkdir(hidden.c_str(), 0755) != 0 && errno != EEXIST) return fail_errno("make the folder", place_, errno);
  auto handle = open_file(hidden, O_RDONLY | O_DIRECTORY);
  if (!handle) return std::unexpected(handle.error());
  if (flock(handle->get(), LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::kBusy, "another process is writing " + place_.string() + "; wait until it is done");
  lock_ = std::move(*handle);
  unfinished_ = hidden;
  return {};
}

OutFolder::OutFolder(OutFolder&& other) noexcept
    : place_(std::move(other.place_)),
      kind_(std::move(other.kind_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      lock_(std::move(other.lock_)) {}

OutFolder::~OutFolder() {
  std::error_code error;
  if (!unfinished_.empty()) fs::remove_all(unfinished_, error);
}

Result<Manifest> OutFolder::publish(Manifest manifest) {
  manifest.kind = kind_;
  auto sealed = seal_folder(unfinished_, std::move(manifest));
  if (!sealed) return sealed;
  if (auto may = may_give_way(place_, kind_); !may) return std::unexpected(may.error());
  if (auto published = publish_folder(unfinished_, place_); !published) return std::unexpected(published.error());
  unfinished_.clear();
  return sealed;
}

}  // namespace schakel
