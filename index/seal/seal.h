// Sealed folders: files that never change again, with a manifest that says what they are and a SHA-256 for each.
//
// A folder is written under a temporary name, every file fsynced, the manifest last, and then renamed into place; so a
// folder with a good manifest is complete. Used by epochs, text generations, results and exports.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"

namespace schakel {

struct SealedFile {
  std::string name;  // relative, with '/' between folders
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct Manifest {
  std::string kind;                          // "epoch", "text", "run", "chunk", "export"
  std::string id;                            // of what is sealed
  std::map<std::string, std::string> facts;  // sorted; no timestamps, so that a re-run is byte-identical
  std::vector<SealedFile> files;             // sorted by name
};

inline constexpr const char* kManifestName = "manifest.json";

// Hashes every file under `folder` (in parallel), fsyncs all, writes manifest.json last. `manifest.files` is filled in;
// those that are in it already, with their size, were hashed and made durable by who wrote them (past_cache.h). Reads
// every byte of the others once: about 1.5 GB/s per core with SHA instructions, a third of that without.
[[nodiscard]] Result<Manifest> seal_folder(const std::filesystem::path& folder, Manifest manifest);

// The manifest itself is checked (it carries its own hash), the files are not looked at. kNotFound: no manifest.
[[nodiscard]] Result<Manifest> read_manifest(const std::filesystem::path& folder);

// Every file is there, has its size and its SHA-256, and there is none beside them. kCorrupt with the file's name.
[[nodiscard]] Result<Manifest> verify_seal(const std::filesystem::path& folder);

// Renames a sealed folder into place and fsyncs the parent; both lie on one file system. An existing target is replaced
// in one step (where the file system cannot exchange, in two) when it is sealed or empty. Any other target holds
// somebody's files and is left alone: kBadUsage, as for a `from` without a manifest.
[[nodiscard]] Result<void> publish_folder(const std::filesystem::path& from, const std::filesystem::path& to);

// Writes a file so that it is there whole or not at all: temporary name in the same folder, fsync, rename, fsync of
// the folder.
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& file, std::string_view bytes,
                                                 unsigned mode = 0644);

[[nodiscard]] Result<std::string> read_whole_file(const std::filesystem::path& file);

}  // namespace schakel
