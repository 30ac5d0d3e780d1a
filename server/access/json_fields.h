// One line of a configuration file: a flat JSON object, read strictly. A typing error must not become a silent hole in
// who may do what: an unknown or repeated key, a missing one or a value of another type is a trouble, in words.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel {

// Values are texts, whole numbers from 0, truths and lists of texts. Ask for every field that there may be, then for
// the trouble. Asking for a field takes it out. Not thread-safe.
class JsonFields {
 public:
  explicit JsonFields(std::string_view line);

  [[nodiscard]] bool has(std::string_view key) const { return values_.contains(std::string(key)); }

  // The value; empty, 0 or false where the field is not there, which is a trouble where it is required.
  [[nodiscard]] std::string text(std::string_view key, bool required = true);
  [[nodiscard]] std::vector<std::string> texts(std::string_view key, bool required = true);
  [[nodiscard]] std::uint64_t number(std::string_view key);
  [[nodiscard]] bool truth(std::string_view key);

  // What is wrong with a value that was asked for. The first trouble stays.
  void object(std::string_view key, std::string_view found, std::string_view expected);

  // The first trouble, an unknown key being the last: `field role: found "boss", expected wsp-adviser or admin`. Empty
  // when all is well.
  [[nodiscard]] std::string trouble() const;

 private:
  using Value = std::variant<std::string, std::vector<std::string>, std::uint64_t, bool>;

  void read(std::string_view line);
  void keep(std::string trouble);
  template <class T>
  T take(std::string_view key, bool required, std::string_view expected);

  std::map<std::string, Value> values_;
  std::string trouble_;
};

// Appends `,"key":"text"`, or without the comma behind an opening bracket. UTF-8.
void append_text_field(std::string_view key, std::string_view text, std::string& out);
// Appends `,"key":["a","b"]`.
void append_texts_field(std::string_view key, const std::vector<std::string>& texts, std::string& out);

}  // namespace schakel
