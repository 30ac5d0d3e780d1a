#include "loaders/format/json_trouble.h"

#include <cstdint>
#include <cstdio>

#include "loaders/format/parse_number.h"

namespace schakel {
namespace {

constexpr int kMaxDepth = 1000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A checker by recursive descent: every function returns whether it passed, and leaves the trouble when it did not.
class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  std::optional<JsonTrouble> check() {
    skip_space();
    if (value(0)) {
      skip_space();
      if (at_ < text_.size()) expected("the end of the row");
    }
    return std::move(trouble_);
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (at_ < text_.size() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) ++at_;
  }

  bool expected(std::string_view what) {
    std::string found = "the end of the row";
    if (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      char hex[16];
      std::snprintf(hex, sizeof hex, "byte 0x%02x", static_cast<unsigned>(byte));
      found = byte >= 0x20 && byte < 0x7f ? std::string("'") + text_[at_] + "'" : hex;
    }
    trouble_ = JsonTrouble{at_, "found " + found + ", expected " + std::string(what)};
    return false;
  }

  bool value(int depth) {
    if (depth > kMaxDepth) return expected("at most 1000 levels of nesting");
    switch (peek()) {
      case '{':
        return members(depth);
      case '[':
        return elements(depth);
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return peek() == '-' || is_digit(peek()) ? number() : expected("a value");
    }
  }

  bool word(std::string_view letters) {
    for (const char letter : letters) {
      if (peek() != letter) return expected(letters);
      ++at_;
    }
    return true;
  }

  bool members(int depth) {
    ++at_;
    skip_space();
    if (peek() == '}') return ++at_, true;
    while (true) {
      if (peek() != '"') return expected("a key in double quotes");
      if (!string()) return false;
      skip_space();
      if (peek() != ':') return expected("':'");
      ++at_;
      skip_space();
      if (!value(depth + 1)) return false;
      skip_space();
      if (peek() == '}') return ++at_, true;
      if (peek() != ',') return expected("',' or '}'");
      ++at_;
      skip_space();
    }
  }

  bool elements(int depth) {
    ++at_;
    skip_space();
    if (peek() == ']') return ++at_, true;
    while (true) {
      if (!value(depth + 1)) return false;
      skip_space();
      if (peek() == ']') return ++at_, true;
      if (peek() != ',') return expected("',' or ']'");
      ++at_;
      skip_space();
    }
  }

  bool string() {
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') return ++at_, true;
      if (static_cast<unsigned char>(c) < 0x20) return expected("no control characters inside a text");
      ++at_;
      if (c == '\\' && !escape()) return false;
    }
    return expected("the closing quote of a text");
  }

  bool escape() {
    const char c = peek();
    if (c != 'u') {
      if (c == '\0' || std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos)
        return expected("a known escape after '\\'");
      ++at_;
      return true;
    }
    const std::size_t start = at_ - 1;
    const std::optional<unsigned> unit = hex_unit();
    if (!unit) return false;
    if (*unit < 0xd800 || *unit > 0xdfff) return true;
    if (*unit < 0xdc00 && text_.substr(at_, 2) == "\\u") {
      ++at_;
      const std::optional<unsigned> low = hex_unit();
      if (!low) return false;
      if (*low >= 0xdc00 && *low <= 0xdfff) return true;
    }
    at_ = start;
    return expected("a \\u escape that is a character, not half of a surrogate pair");
  }

  std::optional<unsigned> hex_unit() {
    ++at_;
    unsigned unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = peek();
      const int digit = is_digit(c)            ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) {
        expected("four hexadecimal digits after \\u");
        return std::nullopt;
      }
      unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
  }

  bool digits() {
    if (!is_digit(peek())) return expected("a digit");
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool number() {
    const std::size_t start = at_;
    if (peek() == '-') ++at_;
    const bool zero = peek() == '0';
    const std::size_t first_digit = at_;
    if (!digits()) return false;
    if (zero && at_ - first_digit > 1) {
      at_ = first_digit + 1;
      return expected("no digits after a leading zero");
    }
    const bool whole = peek() != '.' && peek() != 'e' && peek() != 'E';
    if (peek() == '.' && (++at_, !digits())) return false;
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!digits()) return false;
    }
    return fits(text_.substr(start, at_ - start), start, whole);
  }

  // Form is right; is it within 64 bits, or a double? Too small a fraction is zero.
  bool fits(std::string_view literal, std::size_t start, bool whole) {
    const bool fitting = !whole ? literal.contains("e-") || literal.contains("E-") || parse_number<double>(literal)
                         : literal.front() == '-' ? parse_number<std::int64_t>(literal).has_value()
                                                  : parse_number<std::uint64_t>(literal).has_value();
    if (!fitting)
      trouble_ = JsonTrouble{start, "the number " + std::string(literal.substr(0, 40)) + " is too large", true};
    return fitting;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<JsonTrouble> trouble_;
};

}  // namespace

std::optional<JsonTrouble> find_json_trouble(std::string_view text) { return Checker(text).check(); }

}  // namespace schakel
