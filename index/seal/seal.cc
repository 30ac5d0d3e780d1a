#include "index/seal/seal.h"

#include <algorithm>
#include <optional>
#include <system_error>

#include "index/parallel/for_all.h"
#include "index/seal/file.h"
#include "index/seal/manifest.h"
#include "index/seal/sha256.h"
#include "index/seal/steady_file.h"
#include "index/seal/verify_but.h"

namespace schakel {
namespace {

namespace fs = std::filesystem;

struct FolderList {
  std::vector<SealedFile> files;  // by name, without the manifest; not hashed
  std::vector<fs::path> folders;  // the folder itself first
};

Result<void> list_entry(const fs::directory_entry& entry, const fs::path& folder, FolderList& list) {
  const auto name = entry.path().lexically_relative(folder).generic_string();
  const auto status = entry.symlink_status();
  if (fs::is_directory(status)) {
    list.folders.push_back(entry.path());
  } else if (!fs::is_regular_file(status)) {
    return fail(ErrorCode::kCorrupt,
                entry.path().string() + " is no ordinary file; a sealed folder holds nothing else");
  } else if (name != kManifestName) {
    list.files.push_back({name, entry.file_size(), {}});
  }
  return {};
}

Result<FolderList> list_folder(const fs::path& folder) {
  FolderList list{.files = {}, .folders = {folder}};
  try {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (auto listed = list_entry(entry, folder, list); !listed) return std::unexpected(listed.error());
    }
  } catch (const fs::filesystem_error& error) {
    return fail_errno("list", folder, error.code().value());
  }
  std::ranges::sort(list.files, {}, &SealedFile::name);
  return list;
}

// Runs `work` on every file, in parallel; the first error in order of name.
template <class Work>
Result<void> for_each_file(std::vector<SealedFile>& files, const Work& work) {
  std::vector<std::optional<Error>> errors(files.size());
  for_all(files.size(), [&](std::size_t i) {
    if (Result<void> done = work(files[i]); !done) errors[i] = std::move(done.error());
  });
  for (auto& error : errors) {
    if (error) return std::unexpected(std::move(*error));
  }
  return {};
}

Result<void> same_names(const fs::path& folder, const std::vector<SealedFile>& sealed,
                        const std::vector<SealedFile>& found) {
  const auto is_in = [](const std::vector<SealedFile>& files, const SealedFile& file) {
    return std::ranges::binary_search(files, file.name, {}, &SealedFile::name);
  };
  for (const auto& file : sealed) {
    if (!is_in(found, file)) return fail(ErrorCode::kCorrupt, (folder / file.name).string() + " is missing");
  }
  for (const auto& file : found) {
    if (!is_in(sealed, file))
      return fail(ErrorCode::kCorrupt, (folder / file.name).string() + " is not in the manifest");
  }
  return {};
}

}  // namespace

Result<Manifest> seal_folder(const fs::path& folder, Manifest manifest) {
  auto list = list_folder(folder);
  if (!list) return std::unexpected(list.error());
  const auto hashed = for_each_file(list->files, [&](SealedFile& file) -> Result<void> {
    const auto known = std::ranges::find(manifest.files, file.name, &SealedFile::name);
    if (known != manifest.files.end() && known->bytes == file.bytes) {
      file.sha256 = known->sha256;
      return {};
    }
    auto sha256 = sha256_file(folder / file.name);
    if (!sha256) return std::unexpected(sha256.error());
    file.sha256 = std::move(*sha256);
    return sync_steadily(folder / file.name);
  });
  if (!hashed) return std::unexpected(hashed.error());
  for (const auto& inner : list->folders) {
    if (auto synced = sync_path(inner); !synced) return std::unexpected(synced.error());
  }
  manifest.files = std::move(list->files);
  const auto text = write_manifest(manifest);
  if (!parse_manifest(text)) {
    return fail(ErrorCode::kBadInput, "a file name or a fact in " + folder.string() + " is not UTF-8");
  }
  if (auto written = write_file_atomically(folder / kManifestName, text); !written) {
    return std::unexpected(written.error());
  }
  return manifest;
}

Result<Manifest> read_manifest(const fs::path& folder) {
  const auto text = read_whole_file(folder / kManifestName);
  if (!text) return std::unexpected(text.error());
  auto manifest = parse_manifest(*text);
  if (!manifest)
    return fail(manifest.error().code, (folder / kManifestName).string() + ": " + manifest.error().message);
  return manifest;
}

Result<Manifest> verify_seal_but(const fs::path& folder, std::string_view unread) {
  auto manifest = read_manifest(folder);
  if (!manifest) return manifest;
  auto list = list_folder(folder);
  if (!list) return std::unexpected(list.error());
  if (auto same = same_names(folder, manifest->files, list->files); !same) return std::unexpected(same.error());
  const auto checked = for_each_file(manifest->files, [&](const SealedFile& file) -> Result<void> {
    const auto path = folder / file.name;
    const auto found = std::ranges::lower_bound(list->files, file.name, {}, &SealedFile::name);
    if (found->bytes != file.bytes) {
      return fail(ErrorCode::kCorrupt, path.string() + " has " + std::to_string(found->bytes) + " bytes, sealed with " +
                                           std::to_string(file.bytes));
    }
    if (file.name == unread) return {};
    const auto sha256 = sha256_file(path);
    if (!sha256) return std::unexpected(sha256.error());
    if (*sha256 != file.sha256) {
      return fail(ErrorCode::kCorrupt, path.string() + " was changed after it was sealed (SHA-256 differs)");
    }
    return {};
  });
  if (!checked) return std::unexpected(checked.error());
  return manifest;
}

Result<Manifest> verify_seal(const fs::path& folder) { return verify_seal_but(folder, {}); }

}  // namespace schakel
