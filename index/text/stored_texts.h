// The texts of a generation as they were read: for snippets, titles and phrases. Document n of Xapian is text n - 1.
//
// Xapian's own document data would cost a deflate per document. Two files: texts.bin holds one text after another,
// offsets.bin where each begins and, last, where the file ends (64 bits little-endian each).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "data/error.h"
#include "index/seal/file.h"
#include "index/store/record_store.h"
#include "index/text/fields.h"

namespace schakel {

// The concept fields hold the preferred labels, separated by ", ".
struct StoredText {
  RecordKind kind{};
  std::string_view id;
  std::array<std::string_view, kTextFields> fields;

  [[nodiscard]] std::string_view at(TextField field) const { return fields[static_cast<std::size_t>(field)]; }
};

void append_text(std::string& bytes, const StoredText& text);

// Thread-safe.
class StoredTexts {
 public:
  [[nodiscard]] static Result<StoredTexts> open(const std::filesystem::path& folder);

  [[nodiscard]] std::uint64_t size() const { return offsets_.size() - 1; }

  // The text at `index`; its views point into `buffer`. Errors: kCorrupt, kIo.
  [[nodiscard]] Result<StoredText> read(std::uint64_t index, std::string& buffer) const;

 private:
  StoredTexts() = default;
  std::filesystem::path file_;
  FileHandle handle_;
  std::vector<std::uint64_t> offsets_;
};

// Writes both files from the texts of the parts, in order of part.
struct TextPart {
  std::filesystem::path file;        // one text after another
  std::vector<std::uint32_t> sizes;  // of each text
};
[[nodiscard]] Result<void> write_texts(const std::vector<TextPart>& parts, const std::filesystem::path& folder);

}  // namespace schakel
