#include "loaders/format/line_chunks.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "loaders/format/row_limit.h"

namespace schakel {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

LineChunks::LineChunks(ByteInput input, std::size_t chunk_bytes)
    : input_(std::move(input)), chunk_bytes_(chunk_bytes) {}

Result<std::optional<Chunk>> LineChunks::next() {
  while (true) {
    const std::size_t last_end = pending_.rfind('\n');
    const bool whole_lines = last_end != std::string::npos;
    if (whole_lines && (pending_.size() >= chunk_bytes_ || ended_)) return cut(last_end + 1);
    if (error_) return std::unexpected(*error_);
    if (ended_) return pending_.empty() ? std::optional<Chunk>() : cut(pending_.size());
    if (!whole_lines && pending_.size() > kMaxRowBytes) drop_rest_of_long_line();
    fill();
  }
}

// Reads until there is a chunk's worth, the input ends, or a line has become too long.
void LineChunks::fill() {
  const bool start_of_file = next_line_ == 1 && pending_.size() < kByteOrderMark.size();
  const Result<std::size_t> got = input_.read(pending_, chunk_bytes_);
  if (!got) {
    error_ = got.error();
    ended_ = true;
  } else if (*got == 0) {
    ended_ = true;
  }
  if (start_of_file && pending_.starts_with(kByteOrderMark)) pending_.erase(0, kByteOrderMark.size());
}

// Reads on to the end of the line, and keeps only as much as shows that it is too long.
void LineChunks::drop_rest_of_long_line() {
  pending_.resize(kMaxRowBytes + 1);
  std::string rest;
  while (!ended_) {
    rest.clear();
    const Result<std::size_t> got = input_.read(rest, chunk_bytes_);
    if (!got) error_ = got.error();
    ended_ = !got || *got == 0;
    const std::size_t end = rest.find('\n');
    if (end == std::string::npos) continue;
    pending_.append(rest, end);
    return;
  }
}

Chunk LineChunks::cut(std::size_t bytes) {
  Chunk chunk{next_row_, next_line_, {}};
  std::string rest = pending_.substr(bytes);
  pending_.resize(bytes);
  chunk.bytes = std::exchange(pending_, std::move(rest));
  std::string_view left = chunk.bytes;
  while (!left.empty()) {
    const std::size_t line_bytes = std::min(left.find('\n'), left.size() - 1) + 1;
    if (!is_blank(left.substr(0, line_bytes))) ++next_row_;
    ++next_line_;
    left.remove_prefix(line_bytes);
  }
  return chunk;
}

}  // namespace schakel
