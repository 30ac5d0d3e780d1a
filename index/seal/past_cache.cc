#include "index/seal/past_cache.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "index/parallel/pipeline.h"
#include "index/seal/file.h"
#include "index/seal/sha256.h"

namespace schakel {
namespace {

constexpr std::size_t kSector = 4096;  // what offsets, sizes and addresses must be multiples of
constexpr std::size_t kBlock = std::size_t{4} << 20;
constexpr std::size_t kWaiting = 7;

struct Free {
  void operator()(char* memory) const { std::free(memory); }
};
using Buffer = std::unique_ptr<char[], Free>;

Buffer make_buffer() {
  Buffer buffer(static_cast<char*>(std::aligned_alloc(kSector, kBlock)));
  if (!buffer) throw std::bad_alloc();
  return buffer;
}

struct Block {
  Buffer bytes;
  std::size_t size = 0;  // a multiple of kSector
  std::uint64_t offset = 0;
};

// The pieces as blocks, hashed.
class Blocks {
 public:
  explicit Blocks(std::span<const std::string_view> pieces) : pieces_(pieces) {
    for (std::size_t i = 0; i < kWaiting; ++i) idle_.push_back(make_buffer());
  }

  // Zeros fill up the last one.
  std::optional<Block> next() {
    Block block{.bytes = take(), .size = 0, .offset = size_};
    while (block.size < kBlock && !pieces_.empty()) {
      const std::string_view part = pieces_.front().substr(at_, kBlock - block.size);
      std::ranges::copy(part, block.bytes.get() + block.size);
      block.size += part.size();
      at_ += part.size();
      if (at_ == pieces_.front().size()) {
        pieces_ = pieces_.subspan(1);
        at_ = 0;
      }
    }
    if (block.size == 0) {
      give_back(std::move(block.bytes));
      return std::nullopt;
    }
    hash_.update({block.bytes.get(), block.size});
    size_ += block.size;
    const std::size_t whole = (block.size + kSector - 1) / kSector * kSector;
    std::memset(block.bytes.get() + block.size, 0, whole - block.size);
    block.size = whole;
    return block;
  }
  void give_back(Buffer bytes) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(bytes));
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::string hash() { return hash_.finish(); }

 private:
  // There are as many as blocks that may be on their way.
  Buffer take() {
    const std::scoped_lock lock(mutex_);
    Buffer bytes = std::move(idle_.back());
    idle_.pop_back();
    return bytes;
  }

  std::span<const std::string_view> pieces_;
  std::size_t at_ = 0;  // in the first of them
  std::uint64_t size_ = 0;
  Sha256 hash_;
  std::mutex mutex_;
  std::vector<Buffer> idle_;
};

Result<FileHandle> create(const std::filesystem::path& file) {
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC;
  if (const int descriptor = ::open(file.c_str(), kFlags | O_DIRECT, 0644); descriptor >= 0)
    return FileHandle(descriptor);
  return open_file(file, kFlags);
}

// From the first write that is refused for its alignment on, through the cache: some file systems open a file for
// direct writing and then have other sectors than ours, and a write that was cut short goes on anywhere.
Result<void> write_block(const FileHandle& handle, const Block& block, const std::filesystem::path& file) {
  bool refused = false;
  for (std::size_t done = 0; done < block.size;) {
    const auto count =
        ::pwrite(handle.get(), block.bytes.get() + done, block.size - done, static_cast<off_t>(block.offset + done));
    if (count >= 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno == EINVAL && !refused) {
      refused = true;
      ::fcntl(handle.get(), F_SETFL, ::fcntl(handle.get(), F_GETFL) & ~O_DIRECT);
    } else if (errno != EINTR) {
      return fail_errno("write", file, errno);
    }
  }
  return {};
}

}  // namespace

Result<SealedFile> write_past_cache(const std::filesystem::path& file, std::span<const std::string_view> pieces) {
  const auto handle = create(file);
  if (!handle) return std::unexpected(handle.error());
  Blocks blocks(pieces);
  std::optional<Error> error;
  std::atomic<bool> failed = false;  // what the reading thread may look at
  const auto work = [&](Block& block) {
    auto written = write_block(*handle, block, file);
    blocks.give_back(std::move(block.bytes));
    return written;
  };
  run_pipeline<Block, Result<void>>(
      kWaiting, [&]() -> std::optional<Block> { return failed ? std::nullopt : blocks.next(); }, work,
      [&](Result<void> written) {
        if (written || error) return;
        error = std::move(written.error());
        failed = true;
      });
  if (error) return std::unexpected(*std::move(error));
  if (::ftruncate(handle->get(), static_cast<off_t>(blocks.size())) != 0) return fail_errno("write", file, errno);
  if (::fsync(handle->get()) != 0) return fail_errno("sync", file, errno);
  return SealedFile{.name = file.filename().string(), .bytes = blocks.size(), .sha256 = blocks.hash()};
}

}  // namespace schakel
