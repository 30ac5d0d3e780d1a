// Strings by number: interned while an epoch is built, read back from its arrays.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schakel {

// Number of a code (language, licence category, sector, field of education, unknown URI) inside one epoch.
using CodeId = std::uint32_t;
inline constexpr CodeId kNoCode = std::numeric_limits<CodeId>::max();

// Many strings behind each other, as two arrays.
struct StringArrays {
  std::vector<std::uint64_t> begin{0};
  std::vector<char> bytes;

  void push_back(std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    begin.push_back(bytes.size());
  }
  [[nodiscard]] std::size_t size() const { return begin.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return {bytes.data() + begin[i], static_cast<std::size_t>(begin[i + 1] - begin[i])};
  }
};

struct StringSpans {
  std::span<const std::uint64_t> begin;
  std::span<const char> bytes;

  [[nodiscard]] std::size_t size() const { return begin.empty() ? 0 : begin.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return {bytes.data() + begin[i], static_cast<std::size_t>(begin[i + 1] - begin[i])};
  }
};

// Gives each different string a number, in order of first sight. Not thread-safe.
class StringPool {
 public:
  CodeId intern(std::string_view text) {
    const auto [entry, added] = numbers_.try_emplace(std::string(text), static_cast<CodeId>(order_.size()));
    if (added) order_.push_back(&entry->first);
    return entry->second;
  }
  [[nodiscard]] CodeId find(std::string_view text) const {
    const auto found = numbers_.find(std::string(text));
    return found == numbers_.end() ? kNoCode : found->second;
  }
  [[nodiscard]] std::string_view operator[](CodeId id) const { return *order_[id]; }
  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  std::unordered_map<std::string, CodeId> numbers_;
  std::vector<const std::string*> order_;
};

}  // namespace schakel
