// How the sealed folders of a store come to be: one process at a time, under another name, and then in place at once.
#pragma once

#include <filesystem>
#include <string_view>

#include "data/error.h"
#include "index/seal/file.h"

namespace schakel {

enum class WhenBusy { kFail, kWait };

// The right to make folders in `parent`. What a maker that was killed left there is removed at the start, what this one
// does not publish at the end. Move-only.
class FolderMaker {
 public:
  // Makes `parent` where it is not there. kBusy when another process makes folders there, unless it may wait for it.
  [[nodiscard]] static Result<FolderMaker> begin(const std::filesystem::path& parent,
                                                 WhenBusy when_busy = WhenBusy::kFail);
  FolderMaker(FolderMaker&&) = default;
  FolderMaker& operator=(FolderMaker&&) = delete;
  ~FolderMaker();

  // Where to write the new folder. Nothing is there yet.
  [[nodiscard]] const std::filesystem::path& unfinished() const { return unfinished_; }

  // Renames the sealed folder at unfinished() to `name` in the parent. What stands there gives way, damaged or not.
  [[nodiscard]] Result<void> publish(std::string_view name);

 private:
  FolderMaker(std::filesystem::path parent, FileHandle lock);

  std::filesystem::path parent_;
  std::filesystem::path unfinished_;  // empty after a move
  FileHandle lock_;
};

}  // namespace schakel
