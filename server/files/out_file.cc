#include "server/files/out_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <string>

#include "index/seal/file.h"

namespace schakel {
namespace {

constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

}  // namespace

struct OutFile::State {
  std::filesystem::path file;
  std::filesystem::path temporary;
  FileHandle handle;
  std::uint64_t written = 0;
  std::string pending;
  std::unique_ptr<ZSTD_CCtx, FreeContext> zstd;

  ~State() {
    if (!temporary.empty()) unlink(temporary.c_str());
  }

  Result<void> flush() {
    auto done = write_at(handle, pending, written, file);
    written += pending.size();
    pending.clear();
    return done;
  }

  Result<void> compress(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t remaining = 0;
    do {
      const std::size_t start = pending.size();
      pending.resize(start + ZSTD_CStreamOutSize());
      ZSTD_outBuffer out{pending.data() + start, pending.size() - start, 0};
      remaining = ZSTD_compressStream2(zstd.get(), &out, &in, directive);
      pending.resize(start + (ZSTD_isError(remaining) ? 0 : out.pos));
      if (ZSTD_isError(remaining))
        return fail(ErrorCode::kIo, "cannot compress " + file.string() + ": " + ZSTD_getErrorName(remaining));
      if (pending.size() < kFlushBytes) continue;
      if (auto flushed = flush(); !flushed) return flushed;
    } while (in.pos < in.size || (directive == ZSTD_e_end && remaining > 0));
    return {};
  }
};

OutFile::OutFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutFile::~OutFile() = default;
OutFile::OutFile(OutFile&&) noexcept = default;
OutFile& OutFile::operator=(OutFile&&) noexcept = default;

Result<OutFile> OutFile::create(const std::filesystem::path& file, Compression compression) {
  auto state = std::make_unique<State>();
  state->file = file;
  const auto name = "." + file.filename().string() + "." + std::to_string(getpid()) + ".tmp";
  auto handle = open_file(file.parent_path() / name, O_WRONLY | O_CREAT | O_TRUNC);
  if (!handle) return fail(handle.error().code, "cannot write " + file.string() + " (" + handle.error().message + ")");
  state->temporary = file.parent_path() / name;
  state->handle = std::move(*handle);
  if (compression == Compression::kZstd) {
    state->zstd.reset(ZSTD_createCCtx());
    if (!state->zstd) return fail(ErrorCode::kIo, "no memory to compress " + file.string());
    ZSTD_CCtx_setParameter(state->zstd.get(), ZSTD_c_checksumFlag, 1);
  }
  return OutFile(std::move(state));
}

Result<void> OutFile::append(std::string_view bytes) {
  if (state_->zstd) return state_->compress(bytes, ZSTD_e_continue);
  state_->pending.append(bytes);
  return state_->pending.size() < kFlushBytes ? Result<void>{} : state_->flush();
}

Result<std::uint64_t> OutFile::commit() {
  State& s = *state_;
  if (s.zstd)
    if (auto ended = s.compress({}, ZSTD_e_end); !ended) return std::unexpected(ended.error());
  if (auto flushed = s.flush(); !flushed) return std::unexpected(flushed.error());
  if (fsync(s.handle.get()) != 0) return fail_errno("sync", s.file, errno);
  if (rename(s.temporary.c_str(), s.file.c_str()) != 0) return fail_errno("write", s.file, errno);
  s.temporary.clear();
  const auto folder = s.file.has_parent_path() ? s.file.parent_path() : std::filesystem::path(".");
  if (auto synced = sync_path(folder); !synced) return std::unexpected(synced.error());
  return s.written;
}

}  // namespace schakel
