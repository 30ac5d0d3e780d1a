#include "server/audit/audit_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <utility>

#include "index/seal/sha256.h"
#include "loaders/format/json_line.h"
#include "loaders/format/utf8.h"

namespace schakel {
namespace {

constexpr std::size_t kMaxTextBytes = 512;
constexpr std::size_t kTimeSize = 24;
constexpr std::string_view kHashKey = ",\"hash\":\"";

struct TextField {
  std::string_view key;
  std::string AuditLine::* text;
};
// Between time and hash, in the order of the line.
constexpr std::array kTextFields{
    TextField{"actor", &AuditLine::actor},
    TextField{"role", &AuditLine::role},
    TextField{"organisation", &AuditLine::organisation},
    TextField{"origin", &AuditLine::origin},
    TextField{"action", &AuditLine::action},
    TextField{"object", &AuditLine::object},
    TextField{"result", &AuditLine::result},
    TextField{"purpose", &AuditLine::purpose},
    TextField{"match", &AuditLine::match},
    TextField{"epoch", &AuditLine::epoch},
    TextField{"previous", &AuditLine::previous},
};

void append_padded(std::uint64_t number, std::size_t digits, std::string& out) {
  const std::string text = std::to_string(number);
  out.append(digits - std::min(digits, text.size()), '0').append(text);
}

// Number of the digits at [from, from + count); nothing where there is something else.
std::optional<int> digits_at(std::string_view text, std::size_t from, std::size_t count) {
  int number = 0;
  const char* const begin = text.data() + from;
  const auto [end, error] = std::from_chars(begin, begin + count, number);
  if (error != std::errc() || end != begin + count || *begin == '-') return std::nullopt;
  return number;
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  if (text.size() != kTimeSize) return std::nullopt;
  const auto year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
  const auto hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
  const auto milli = digits_at(text, 20, 3);
  if (!year || !month || !day || !hour || !minute || !second || !milli) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok() || *year < 1970) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return (((days * 24 + *hour) * 60 + *minute) * 60 + *second) * 1000 + *milli;
}

// Reads a line from left to right; a step that fails leaves what was expected.
class LineReader {
 public:
  explicit LineReader(std::string_view text) : text_(text) {}

  bool take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return missed(std::string(expected));
    at_ += expected.size();
    return true;
  }

  bool number(std::uint64_t& into) {
    const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), into);
    if (error != std::errc()) return missed("a number");
    at_ = static_cast<std::size_t>(end - text_.data());
    return true;
  }

  // The rest of a JSON string, behind its opening quote, and the closing one.
  bool rest_of_string(std::string& into) {
    into.clear();
    while (at_ < text_.size() && text_[at_] != '"') {
      const std::size_t plain = std::min(text_.find_first_of("\"\\", at_), text_.size());
      into.append(text_, at_, plain - at_);
      at_ = plain;
      if (at_ < text_.size() && text_[at_] == '\\' && !escape(into)) return missed("an escaped character");
    }
    return take("\"");
  }

  [[nodiscard]] bool at_end() { return at_ == text_.size() || missed("the end of the line"); }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string trouble() const { return "column " + std::to_string(at_ + 1) + ": expected " + expected_; }

 private:
  bool missed(std::string expected) {
    expected_ = std::move(expected);
    return false;
  }

  // Which escapes a writer uses is not ours to know: the caller compares the bytes.
  bool escape(std::string& into) {
    static constexpr std::string_view kLetters = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    if (at_ + 1 >= text_.size()) return false;
    if (const std::size_t found = kLetters.find(text_[at_ + 1]); found != std::string_view::npos) {
      into += kMeant[found];
      at_ += 2;
      return true;
    }
    unsigned code = 0;
    if (text_[at_ + 1] != 'u' || text_.size() - at_ < 6) return false;
    const char* const digits = text_.data() + at_ + 2;
    if (std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4 || code > 0x7f) return false;
    into += static_cast<char>(code);
    at_ += 6;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string expected_;
};

bool read_line(LineReader& reader, AuditLine& line) {
  if (!reader.take("{\"sequence\":") || !reader.number(line.sequence) || !reader.take(",\"time\":\"")) return false;
  std::string time;
  if (!reader.rest_of_string(time)) return false;
  line.time_ms = parse_time(time).value_or(-1);
  for (const TextField& field : kTextFields)
    if (!reader.take(",\"") || !reader.take(field.key) || !reader.take("\":\"") ||
        !reader.rest_of_string(line.*field.text))
      return false;
  return reader.take(kHashKey) && reader.rest_of_string(line.hash) && reader.take("}") && reader.at_end();
}

}  // namespace

std::string audit_text(std::string_view text) {
  // Cut first: repairing makes three bytes of one.
  const std::string repaired = repaired_utf8(utf8_prefix(text, kMaxTextBytes));
  return std::string(utf8_prefix(repaired, kMaxTextBytes));
}

std::string format_audit_time(std::int64_t time_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(time_ms)};
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  std::string text;
  text.reserve(kTimeSize);
  const auto add = [&text](auto number, std::size_t digits, char behind) {
    append_padded(static_cast<std::uint64_t>(number), digits, text);
    text += behind;
  };
  add(static_cast<int>(date.year()), 4, '-');
  add(static_cast<unsigned>(date.month()), 2, '-');
  add(static_cast<unsigned>(date.day()), 2, 'T');
  add(clock.hours().count(), 2, ':');
  add(clock.minutes().count(), 2, ':');
  add(clock.seconds().count(), 2, '.');
  add(clock.subseconds().count(), 3, 'Z');
  return text;
}

void append_audit_line(AuditLine& line, std::string& out) {
  const std::size_t begin = out.size();
  out += "{\"sequence\":";
  out += std::to_string(line.sequence);
  out += ",\"time\":\"";
  out += format_audit_time(line.time_ms);
  out += '"';
  for (const TextField& field : kTextFields) {
    out += ",\"";
    out += field.key;
    out += "\":";
    append_json_string(line.*field.text, out);
  }
  line.hash = sha256_hex(std::string_view(out).substr(begin));
  out += kHashKey;
  out += line.hash;
  out += "\"}\n";
}

bool read_audit_fields(std::string_view text, AuditLine& line) {
  LineReader reader(text);
  return read_line(reader, line) && line.time_ms >= 0;
}

Result<AuditLine> parse_audit_line(std::string_view text) {
  if (text.size() > kMaxAuditLineBytes)
    return fail(ErrorCode::kCorrupt, "it is longer than " + std::to_string(kMaxAuditLineBytes) + " bytes");
  if (valid_utf8_bytes(text) != text.size()) return fail(ErrorCode::kCorrupt, "it is not UTF-8");
  LineReader reader(text);
  AuditLine line;
  if (!read_line(reader, line)) return fail(ErrorCode::kCorrupt, "it is no line of the log: " + reader.trouble());
  if (line.time_ms < 0) return fail(ErrorCode::kCorrupt, "its time is none");
  AuditLine copy = line;
  std::string again;
  append_audit_line(copy, again);
  again.pop_back();
  if (copy.hash != line.hash) return fail(ErrorCode::kCorrupt, "its hash does not fit what it says");
  if (again != text) return fail(ErrorCode::kCorrupt, "it was not written by this log: its form is another");
  return line;
}

}  // namespace schakel
