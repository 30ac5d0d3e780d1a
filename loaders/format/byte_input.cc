#include "loaders/format/byte_input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace schakel {
namespace {

constexpr std::string_view kZstdMagic("\x28\xb5\x2f\xfd", 4);
constexpr std::size_t kHeadBytes = 18;  // the longest head of a zstd frame

Error system_error(const std::filesystem::path& file, int error) {
  const std::string what = file.string() + ": " + std::strerror(error);
  if (error == ENOENT || error == ENOTDIR) return {ErrorCode::kNotFound, what};
  if (error == EACCES || error == EPERM) return {ErrorCode::kNoPermission, what};
  return {ErrorCode::kIo, what};
}

}  // namespace

struct ByteInput::State {
  std::filesystem::path file;
  int descriptor = -1;
  std::uint64_t total_bytes = 0;
  std::uint64_t good_bytes = 0;
  std::uint64_t good_lines = 0;
  ZSTD_DCtx* zstd = nullptr;  // null: a plain file
  std::string compressed;     // read from the file, not yet decompressed; starts at `used`
  std::size_t used = 0;
  bool inside_frame = false;

  ~State() {
    ZSTD_freeDCtx(zstd);
    if (descriptor >= 0) ::close(descriptor);
  }

  // Appends what the operating system gives, up to `limit`.
  Result<std::size_t> read_raw(std::string& out, std::size_t limit) const {
    const std::size_t before = out.size();
    out.resize(before + limit);
    ssize_t got = 0;
    do {
      got = ::read(descriptor, out.data() + before, limit);
    } while (got < 0 && errno == EINTR);
    const int error = errno;
    out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) return std::unexpected(system_error(file, error));
    return static_cast<std::size_t>(got);
  }

  Result<void> find_form() {
    while (compressed.size() < kHeadBytes) {
      const Result<std::size_t> got = read_raw(compressed, kHeadBytes - compressed.size());
      if (!got) return std::unexpected(got.error());
      if (*got == 0) break;
    }
    if (!compressed.starts_with(kZstdMagic)) return {};
    zstd = ZSTD_createDCtx();
    const unsigned long long size = ZSTD_getFrameContentSize(compressed.data(), compressed.size());
    total_bytes = size < ZSTD_CONTENTSIZE_ERROR ? size : 0;
    return {};
  }

  [[nodiscard]] Error damaged(std::string_view how) const {
    return {ErrorCode::kBadInput, file.string() + " " + std::string(how) + ": the first " + std::to_string(good_bytes) +
                                      " bytes (" + std::to_string(good_lines) +
                                      " whole lines) came out of it, the rest is missing"};
  }

  Result<std::size_t> read_zstd(std::string& out, std::size_t limit) {
    const std::size_t before = out.size();
    out.resize(before + limit);
    ZSTD_outBuffer to{out.data() + before, limit, 0};
    std::optional<Error> error;
    while (to.pos == 0 && !error) {
      if (used == compressed.size()) {
        compressed.clear();
        used = 0;
        const Result<std::size_t> got = read_raw(compressed, ZSTD_DStreamInSize());
        if (!got) error = got.error();
        if (!got) break;
        if (*got == 0 && inside_frame) error = damaged("ends in the middle of its compressed data");
        if (*got == 0) break;
      }
      ZSTD_inBuffer from{compressed.data(), compressed.size(), used};
      const std::size_t left = ZSTD_decompressStream(zstd, &to, &from);
      used = from.pos;
      inside_frame = left != 0;
      if (ZSTD_isError(left) != 0) error = damaged(std::string("is damaged (") + ZSTD_getErrorName(left) + ")");
    }
    out.resize(before + to.pos);
    if (error && to.pos == 0) return std::unexpected(*std::move(error));
    return to.pos;
  }

  Result<std::size_t> read_plain(std::string& out, std::size_t limit) {
    if (used == compressed.size()) return read_raw(out, limit);
    const std::string_view head = std::string_view(compressed).substr(used, limit);
    out.append(head);
    used += head.size();
    return head.size();
  }
};

ByteInput::ByteInput(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteInput::~ByteInput() = default;
ByteInput::ByteInput(ByteInput&&) noexcept = default;
ByteInput& ByteInput::operator=(ByteInput&&) noexcept = default;

Result<ByteInput> ByteInput::open(const std::filesystem::path& file) {
  auto state = std::make_unique<State>();
  state->file = file;
  state->descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->descriptor < 0) return std::unexpected(system_error(file, errno));
  struct stat status{};
  if (::fstat(state->descriptor, &status) != 0) return std::unexpected(system_error(file, errno));
  if (S_ISDIR(status.st_mode)) return fail(ErrorCode::kBadUsage, file.string() + " is a folder, expected a file");
  if (S_ISREG(status.st_mode)) state->total_bytes = static_cast<std::uint64_t>(status.st_size);
  if (Result<void> form = state->find_form(); !form) return std::unexpected(form.error());
  return ByteInput(std::move(state));
}

Result<std::size_t> ByteInput::read(std::string& out, std::size_t limit) {
  const std::size_t before = out.size();
  Result<std::size_t> got = state_->zstd != nullptr ? state_->read_zstd(out, limit) : state_->read_plain(out, limit);
  if (got) {
    state_->good_bytes += *got;
    state_->good_lines +=
        static_cast<std::uint64_t>(std::count(out.begin() + static_cast<std::ptrdiff_t>(before), out.end(), '\n'));
  }
  return got;
}

std::uint64_t ByteInput::total_bytes() const { return state_->total_bytes; }

Result<std::string> read_all(const std::filesystem::path& file, std::uint64_t limit) {
  Result<ByteInput> input = ByteInput::open(file);
  if (!input) return std::unexpected(input.error());
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::string text;
  text.reserve(std::min(input->total_bytes(), limit) + kPiece);
  while (true) {
    const Result<std::size_t> got = input->read(text, kPiece);
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return text;
    if (text.size() > limit)
      return fail(ErrorCode::kBadInput, file.string() + " is larger than " + std::to_string(limit) + " bytes");
  }
}

}  // namespace schakel
