#include "index/epoch/array_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "index/seal/past_cache.h"
#include "index/seal/steady_file.h"

namespace schakel {
namespace {

constexpr std::string_view kMagic = "SCHAKEL1";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kAlign = 64;

struct Header {
  std::array<char, 8> magic{};
  std::uint32_t version = 0;
  std::uint32_t count = 0;
};

struct Entry {
  std::array<char, 48> name{};
  std::uint64_t offset = 0;
  std::uint64_t elements = 0;
  std::uint32_t element_size = 0;
  std::uint32_t zero = 0;
};

std::uint64_t aligned(std::uint64_t offset) { return (offset + kAlign - 1) / kAlign * kAlign; }

}  // namespace

std::string ArrayFileWriter::head() const {
  std::string head;
  const auto append = [&](const auto& value) { head.append(reinterpret_cast<const char*>(&value), sizeof value); };
  Header header{.version = kVersion, .count = static_cast<std::uint32_t>(arrays_.size())};
  std::memcpy(header.magic.data(), kMagic.data(), kMagic.size());
  append(header);
  std::uint64_t offset = aligned(sizeof header + arrays_.size() * sizeof(Entry));
  for (const Array& array : arrays_) {
    Entry entry{
        .offset = offset, .elements = array.elements, .element_size = static_cast<std::uint32_t>(array.element_size)};
    std::memcpy(entry.name.data(), array.name.data(), std::min(array.name.size(), entry.name.size() - 1));
    append(entry);
    offset = aligned(offset + array.elements * array.element_size);
  }
  return head;
}

std::vector<std::string_view> ArrayFileWriter::pieces(std::string_view head) const {
  static constexpr std::array<char, kAlign> kPadding{};
  std::vector<std::string_view> pieces{head};
  std::uint64_t at = head.size();
  for (const Array& array : arrays_) {
    pieces.emplace_back(kPadding.data(), aligned(at) - at);
    pieces.emplace_back(array.data, array.elements * array.element_size);
    at = aligned(at) + pieces.back().size();
  }
  return pieces;
}

Result<void> ArrayFileWriter::write(const std::filesystem::path& file) const {
  auto out = SteadyFile::create(file);
  if (!out) return std::unexpected(out.error());
  const std::string first = head();
  for (const std::string_view piece : pieces(first))
    if (auto written = out->write(piece); !written) return written;
  return {};
}

Result<SealedFile> ArrayFileWriter::write_past_cache(const std::filesystem::path& file) const {
  const std::string first = head();
  return schakel::write_past_cache(file, pieces(first));
}

Result<ArrayFile> ArrayFile::open(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return fail(ErrorCode::kNotFound, "cannot open " + file.string() + ": " + std::strerror(errno));
  struct stat status{};
  const bool known = ::fstat(descriptor, &status) == 0;
  const auto size = known ? static_cast<std::size_t>(status.st_size) : 0;
  void* data = size >= sizeof(Header) ? ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0) : MAP_FAILED;
  ::close(descriptor);
  if (data == MAP_FAILED) return fail(ErrorCode::kCorrupt, file.string() + " is too short for a file of arrays");
  ArrayFile opened;
  opened.name_ = file.string();
  opened.bytes_ = {static_cast<const char*>(data), size};
  Header header;
  std::memcpy(&header, data, sizeof header);
  if (std::string_view(header.magic.data(), kMagic.size()) != kMagic || header.version != kVersion ||
      size < sizeof header + header.count * sizeof(Entry))
    return fail(ErrorCode::kCorrupt, file.string() + " is not a file of arrays of version " + std::to_string(kVersion));
  return opened;
}

ArrayFile::ArrayFile(ArrayFile&& other) noexcept
    : name_(std::move(other.name_)), bytes_(std::exchange(other.bytes_, {})) {}

ArrayFile& ArrayFile::operator=(ArrayFile&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(bytes_, other.bytes_);
  return *this;
}

ArrayFile::~ArrayFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

Result<std::string_view> ArrayFile::find(std::string_view name, std::size_t element_size) const {
  Header header;
  std::memcpy(&header, bytes_.data(), sizeof header);
  for (std::size_t i = 0; i < header.count; ++i) {
    Entry entry;
    std::memcpy(&entry, bytes_.data() + sizeof header + i * sizeof entry, sizeof entry);
    if (std::string_view(entry.name.data()) != name) continue;
    const bool fits = entry.element_size == element_size && entry.offset <= bytes_.size() &&
                      entry.elements <= (bytes_.size() - entry.offset) / element_size;
    if (!fits) break;
    return bytes_.substr(entry.offset, entry.elements * element_size);
  }
  return fail(ErrorCode::kCorrupt, name_ + " has no array '" + std::string(name) + "' of the expected shape");
}

}  // namespace schakel
