#include "loaders/format/csv.h"

#include <algorithm>
#include <array>

#include "loaders/format/row_limit.h"

namespace schakel {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr char kQuote = '"';

}  // namespace

CsvReader::CsvReader(std::string_view text, char separator) : text_(text), separator_(separator) {
  if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
}

bool CsvReader::next() {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) line_ += text_[at_++] == '\n' ? 1 : 0;
  fields_.clear();
  unquoted_.clear();
  problem_ = {};
  if (at_ == text_.size()) return false;
  ++row_;
  row_line_ = line_;
  const std::size_t start = at_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == kQuote) {
      if (!quoted_field()) {
        take_line(start);
        return true;
      }
    } else {
      plain_field();
    }
    if (at_ == text_.size() || text_[at_] != separator_) break;
    ++at_;
  }
  raw_ = text_.substr(start, at_ - start);
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size()) ++at_;
  line_ += 1 + static_cast<std::uint64_t>(std::ranges::count(raw_, '\n'));
  return true;
}

void CsvReader::plain_field() {
  const std::size_t start = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
  const bool row_ends = at_ == text_.size() || text_[at_] == '\n';
  if (row_ends && at_ > start && text_[at_ - 1] == '\r') --at_;
  fields_.push_back(text_.substr(start, at_ - start));
}

bool CsvReader::quoted_field() {
  const std::size_t start = ++at_;
  const std::string_view reach = text_.substr(0, std::min(text_.size(), start + kMaxRowBytes));
  bool doubled = false;
  while (true) {
    at_ = reach.find(kQuote, at_);
    if (at_ == std::string_view::npos) return problem_ = "a quoted field is not closed", false;
    if (at_ + 1 >= reach.size() || reach[at_ + 1] != kQuote) break;
    doubled = true;
    at_ += 2;
  }
  const std::string_view inside = text_.substr(start, at_ - start);
  ++at_;
  const std::string_view after = text_.substr(at_, 2);
  const bool ended =
      after.empty() || after.front() == separator_ || after.front() == '\n' || after == "\r\n" || after == "\r";
  if (!ended) return problem_ = "text follows the closing quote of a field", false;
  fields_.push_back(doubled ? unquote(inside) : inside);
  return true;
}

std::string_view CsvReader::unquote(std::string_view inside) {
  std::string& field = unquoted_.emplace_back();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    field += inside[i];
    if (inside[i] == kQuote) ++i;
  }
  return field;
}

void CsvReader::take_line(std::size_t start) {
  fields_.clear();
  at_ = std::min(text_.find('\n', start), text_.size());
  raw_ = text_.substr(start, at_ - start);
  if (raw_.ends_with('\r')) raw_.remove_suffix(1);
  if (at_ < text_.size()) ++at_;
  ++line_;
}

char guess_separator(std::string_view text) {
  constexpr std::string_view kSeparators = ",;\t";
  std::array<int, kSeparators.size()> counts{};
  bool inside_quotes = false;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == kQuote) inside_quotes = !inside_quotes;
    const std::size_t at = kSeparators.find(c);
    if (!inside_quotes && at != std::string_view::npos) ++counts[at];
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

}  // namespace schakel
