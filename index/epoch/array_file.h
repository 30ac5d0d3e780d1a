// A file of named arrays of plain values: written once, opened by mmap.
//
// Layout: 8 bytes magic, u32 version, u32 count; per array 48 bytes name, u64 offset, u64 elements, u32 element size,
// u32 zero; then the arrays, each on a 64-byte boundary. Little-endian. Integrity is the seal's business; the reader
// checks that every array lies within the file and has the expected element size.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "data/error.h"
#include "index/seal/seal.h"

namespace schakel {

class ArrayFileWriter {
 public:
  // Remembers the array; it must stay alive until write(). Names are at most 47 bytes.
  template <class T, class Allocator>
  void add(std::string_view name, const std::vector<T, Allocator>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    arrays_.push_back({std::string(name), reinterpret_cast<const char*>(values.data()), values.size(), sizeof(T)});
  }
  // Steadily (seal/steady_file.h).
  [[nodiscard]] Result<void> write(const std::filesystem::path& file) const;
  // The same bytes, for a file that is not read soon (seal/past_cache.h).
  [[nodiscard]] Result<SealedFile> write_past_cache(const std::filesystem::path& file) const;

 private:
  [[nodiscard]] std::string head() const;
  // The head and the arrays, with what lies between them.
  [[nodiscard]] std::vector<std::string_view> pieces(std::string_view head) const;
  struct Array {
    std::string name;
    const char* data;
    std::uint64_t elements;
    std::uint64_t element_size;
  };
  std::vector<Array> arrays_;
};

// An open file of arrays. The spans live as long as this object. Thread-safe.
class ArrayFile {
 public:
  [[nodiscard]] static Result<ArrayFile> open(const std::filesystem::path& file);
  ArrayFile(ArrayFile&&) noexcept;
  ArrayFile& operator=(ArrayFile&&) noexcept;
  ~ArrayFile();

  // kCorrupt when there is no such array or its elements have another size.
  template <class T>
  [[nodiscard]] Result<void> get(std::string_view name, std::span<const T>& values) const {
    const auto found = find(name, sizeof(T));
    if (!found) return std::unexpected(found.error());
    values = {reinterpret_cast<const T*>(found->data()), found->size() / sizeof(T)};
    return {};
  }

 private:
  ArrayFile() = default;
  [[nodiscard]] Result<std::string_view> find(std::string_view name, std::size_t element_size) const;
  std::string name_;
  std::string_view bytes_;
};

}  // namespace schakel
