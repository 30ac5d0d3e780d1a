// A folder for others: it appears whole, under its name, or not at all.
#pragma once

#include <filesystem>
#include <string>

#include "data/error.h"
#include "index/seal/file.h"
#include "index/seal/seal.h"

namespace schakel {

// Written beside its place under a hidden name, and renamed when it is sealed. What is not published goes away with
// this object; what a killed process left there, at the start of the next one. Move-only.
class OutFolder {
 public:
  // Makes the folders above `place` where they are not there. `place` itself may be absent, empty, or a sealed folder
  // of this kind with nothing beside its files; it gives way when the new one is published. Errors: kBadUsage (anything
  // else stands there, and stays), kBusy (another process writes to the same place), kNoPermission, kNoSpace, kIo.
  [[nodiscard]] static Result<OutFolder> create(const std::filesystem::path& place, std::string kind);
  OutFolder(OutFolder&& other) noexcept;
  OutFolder& operator=(OutFolder&&) = delete;
  ~OutFolder();

  // Where to write the files. Empty at first.
  [[nodiscard]] const std::filesystem::path& unfinished() const { return unfinished_; }

  // Seals the folder as one of its kind and puts it in its place. `manifest.kind` and `manifest.files` are filled in.
  [[nodiscard]] Result<Manifest> publish(Manifest manifest);

 private:
  OutFolder(std::filesystem::path place, std::string kind) : place_(std::move(place)), kind_(std::move(kind)) {}
  Result<void> lock();

  std::filesystem::path place_;
  std::string kind_;
  std::filesystem::path unfinished_;  // empty: not ours to remove
  FileHandle lock_;
};

}  // namespace schakel
