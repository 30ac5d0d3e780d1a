// Comma-separated values after RFC 4180, in memory: quoted fields may hold separators, doubled quotes and line ends; a
// row ends with LF or CRLF; a byte order mark at the start and empty lines are skipped.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

class CsvReader {
 public:
  // `text` must outlive the reader.
  explicit CsvReader(std::string_view text, char separator = ',');

  // Goes to the next row; false at the end. Views of the row before are no longer valid.
  [[nodiscard]] bool next();

  // The fields of the row, unquoted. Empty when problem() is not.
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }

  // What is wrong with the row's form ("a quoted field is not closed"); empty when nothing is. Such a row is the one
  // line where it starts; reading goes on with the line after it.
  [[nodiscard]] std::string_view problem() const { return problem_; }

  [[nodiscard]] std::string_view raw() const { return raw_; }     // the row as it stood, without its line end
  [[nodiscard]] std::uint64_t row() const { return row_; }        // 1-based, the heading included
  [[nodiscard]] std::uint64_t line() const { return row_line_; }  // 1-based line where the row starts

 private:
  [[nodiscard]] bool quoted_field();
  void plain_field();
  [[nodiscard]] std::string_view unquote(std::string_view inside);
  void take_line(std::size_t start);

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t row_ = 0;
  std::uint64_t row_line_ = 1;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  // fields that held doubled quotes
  std::string_view raw_;
  std::string_view problem_;
};

// The separator of a table by its heading: whichever of ',', ';' and tab occurs most outside quotes.
[[nodiscard]] char guess_separator(std::string_view text);

}  // namespace schakel
