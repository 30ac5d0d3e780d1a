// Large files that are written once and not read soon: past the page cache, and hashed on the way.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "data/error.h"
#include "index/seal/seal.h"

namespace schakel {

// Writes a file of these pieces, one behind the other, in parallel; durable when it returns. Gives its name, size and
// hash, as seal_folder() takes them. Past the cache where the file system lets it (O_DIRECT), through it elsewhere.
// Cost: a copy and a hash of every byte, 1 to 1.5 GB/s, or the disk's speed; 32 MiB of memory.
[[nodiscard]] Result<SealedFile> write_past_cache(const std::filesystem::path& file,
                                                  std::span<const std::string_view> pieces);

}  // namespace schakel
