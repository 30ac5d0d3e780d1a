#include "index/text/stored_texts.h"

#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>

#include "index/seal/seal.h"
#include "index/seal/steady_file.h"

namespace schakel {
namespace {

static_assert(std::endian::native == std::endian::little, "the files are written as they stand in memory");

constexpr const char* kTextsName = "texts.bin";
constexpr const char* kOffsetsName = "offsets.bin";

void append_string(std::string& bytes, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size).append(text);
}

// Takes a string off the front; false when the bytes end too early.
bool take_string(std::string_view& bytes, std::string_view& text) {
  std::uint32_t size = 0;
  if (bytes.size() < sizeof size) return false;
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  if (bytes.size() < size) return false;
  text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

}  // namespace

void append_text(std::string& bytes, const StoredText& text) {
  bytes.push_back(static_cast<char>(text.kind));
  append_string(bytes, text.id);
  for (const std::string_view field : text.fields) append_string(bytes, field);
}

Result<StoredTexts> StoredTexts::open(const std::filesystem::path& folder) {
  StoredTexts texts;
  texts.file_ = folder / kTextsName;
  auto handle = open_file(texts.file_, O_RDONLY);
  if (!handle) return std::unexpected(handle.error());
  texts.handle_ = std::move(*handle);
  const auto bytes = read_whole_file(folder / kOffsetsName);
  if (!bytes) return std::unexpected(bytes.error());
  if (bytes->empty() || bytes->size() % sizeof(std::uint64_t) != 0) {
    return fail(ErrorCode::kCorrupt, (folder / kOffsetsName).string() + " does not hold whole offsets");
  }
  texts.offsets_.resize(bytes->size() / sizeof(std::uint64_t));
  std::memcpy(texts.offsets_.data(), bytes->data(), bytes->size());
  return texts;
}

Result<StoredText> StoredTexts::read(std::uint64_t index, std::string& buffer) const {
  const auto corrupt = [&] {
    return fail(ErrorCode::kCorrupt, file_.string() + " does not hold text " + std::to_string(index));
  };
  if (index >= size() || offsets_[index] > offsets_[index + 1]) return corrupt();
  buffer.resize(offsets_[index + 1] - offsets_[index]);
  for (std::size_t done = 0; done < buffer.size();) {
    const auto offset = static_cast<off_t>(offsets_[index] + done);
    const ssize_t got = ::pread(handle_.get(), buffer.data() + done, buffer.size() - done, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail_errno("read", file_, errno);
    if (got == 0) return corrupt();
    done += static_cast<std::size_t>(got);
  }
  std::string_view rest = buffer;
  if (rest.empty()) return corrupt();
  StoredText text;
  text.kind = static_cast<RecordKind>(rest.front());
  rest.remove_prefix(1);
  bool whole = take_string(rest, text.id);
  for (std::string_view& field : text.fields) whole = whole && take_string(rest, field);
  if (!whole || !rest.empty()) return corrupt();
  return text;
}

Result<void> write_texts(const std::vector<TextPart>& parts, const std::filesystem::path& folder) {
  auto file = SteadyFile::create(folder / kTextsName);
  if (!file) return std::unexpected(file.error());
  std::vector<std::uint64_t> offsets = {0};
  for (const TextPart& part : parts) {
    Result<void> outcome;
    const auto read = read_pieces(part.file, [&](std::string_view piece) {
      if (outcome) outcome = file->write(piece);
    });
    if (!read) return read;
    if (!outcome) return outcome;
    for (const std::uint32_t size : part.sizes) offsets.push_back(offsets.back() + size);
  }
  return write_file_atomically(folder / kOffsetsName,
                               {reinterpret_cast<const char*>(offsets.data()), offsets.size() * sizeof offsets[0]});
}

}  // namespace schakel
