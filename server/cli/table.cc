#include "server/cli/table.h"

#include <fmt/core.h>

#include <algorithm>

namespace schakel::cli {
namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// The bytes of the first `width` characters.
std::string_view first(std::string_view text, std::size_t width) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (starts_character(text[i]) && seen++ == width) return text.substr(0, i);
  return text;
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

std::string cut(std::string_view text, std::size_t width) {
  if (width_of(text) <= width) return std::string(text);
  return std::string(first(text, width - 1)) + "\u2026";
}

std::string fit(std::string_view text, std::size_t width) {
  std::string line = cut(text, width);
  line.append(width - width_of(line), ' ');
  return line;
}

std::string join(const std::vector<std::string>& parts, std::size_t width, std::string_view more_words) {
  std::vector<std::string> lines{""};  // with the first 0, 1, 2 ... parts
  for (const std::string& part : parts) lines.push_back(lines.size() == 1 ? part : lines.back() + "; " + part);
  if (width_of(lines.back()) <= width) return lines.back();
  for (std::size_t shown = parts.size() - 1; shown > 0; --shown) {
    const std::string more = "; " + fmt::format(fmt::runtime(more_words), parts.size() - shown);
    if (width_of(lines[shown]) + more.size() <= width) return lines[shown] + more;
    if (shown == 1) return cut(lines[1], width - more.size()) + more;
  }
  return cut(parts[0], width);
}

std::string wrap(std::string_view text, std::size_t indent) {
  std::string lines;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (column > indent && column + 1 + width_of(word) > kLineWidth) {
      lines += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > 0) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += width_of(word);
  }
  return lines;
}

}  // namespace schakel::cli
